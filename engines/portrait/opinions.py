"""A second opinion on where the person is, by our own network, which knows edges better; and one out of both."""

import cv2
import numpy as np

from .arrays import Alpha, Rgb, strips, unit
from .matting import disc
from .networks import Network
from .segmentation import Scale, around, blended

SIDE = 288
"""Pixels of the network's input, whatever the shape of what it sees. It was trained on 256, which take a fifth less
time and leave a little more of busy grounds."""
OUTPUTS = ("alpha",)
MEAN, DEVIATION = np.array((0.485, 0.456, 0.406), np.float32), np.array((0.229, 0.224, 0.225), np.float32)
"""Of the colours that the network was trained with."""

BESIDE, ABOVE, BELOW = 1.5, 1.5, 1.9
"""Face heights around the face's middle that the network sees: as much as photos show, and as it was trained with."""

AROUND, PERSON = 0.12, 0.15
"""Face heights around what the first network may mean by the person, in which the second is asked."""
APART, LARGE = 0.5, 0.05
"""How far apart the two are, and over how many squares of the face's height, where the second has missed the person's
clothes or takes a chair or a neighbour along."""
COMPARED_AT = 160
"""Pixels of the face's height at most when such places are sought."""
SURER = 0.03
"""How much farther from a half the second must be on average to be believed in such a place. The first is right in
most of the others: it knows persons."""
FEATHER = 0.04
"""Face heights over which the second opinion fades towards such a place."""
SECOND = 0.7
"""Weight of the second opinion near the person."""

LOOKED_AT, DOUBT = 40, (0.25, 0.75)
"""Pixels of the face's height when doubtful places are sought, and what both opinions together say of such a place."""
RIM, LOWEST, MOST_DOUBT = 0.05, 1.7, 0.3
"""Face heights: half of the width up to which a doubtful rim is usual, and how far below the face's middle is looked;
and the squares of the face's height that a good picture keeps below: 72 of 73 portraits do."""


def second_opinion(network: Network, part: Rgb, first: Alpha, face: Scale) -> Alpha:
    """How much of each pixel of a part of an image is the person, 0 to 1; far off, what the first says."""
    window = around(face, BESIDE, ABOVE, BELOW, first.shape)
    seen = part[window]
    picture = unit(np.asarray(cv2.resize(seen, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8))
    said = network.run(np.asarray((picture - MEAN) / DEVIATION, np.float32), OUTPUTS)[0].reshape(SIDE, SIDE)
    full = np.asarray(cv2.resize(said, (seen.shape[1], seen.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)
    return blended(first, full, window, face, 1.0)


def fuse(first: Alpha, second: Alpha, face: Scale) -> Alpha:
    """The mean of both opinions near the person; far off, the first alone is heard, and less.

    Where they are apart over a large area and the second is not the surer one, the first is taken alone.
    """
    weight = SECOND * (1 - _apart(first, second, face))
    near = cv2.dilate((first > PERSON).astype(np.uint8), disc(max(1, round(AROUND * face.height)))) > 0
    fused = np.empty_like(first)
    for rows in strips(len(first)):
        mean = first[rows] + weight[rows] * (second[rows] - first[rows])
        fused[rows] = np.where(near[rows], mean, 0.5 * first[rows])
    return fused


def is_doubtful(fused: Alpha, face: Scale) -> bool:
    """Whether both opinions together leave open, over a large area, what is the person."""
    scale = LOOKED_AT / face.height
    size = (max(1, round(fused.shape[1] * scale)), max(1, round(fused.shape[0] * scale)))
    small = cv2.resize(fused, size, interpolation=cv2.INTER_AREA)
    shown = small[: max(1, round((float(face.centre[1]) + LOWEST * face.height) * scale))]
    doubt = ((shown > DOUBT[0]) & (shown < DOUBT[1])).astype(np.uint8)
    places = cv2.morphologyEx(doubt, cv2.MORPH_OPEN, disc(round(RIM * LOOKED_AT)))
    return float(places.sum()) > MOST_DOUBT * LOOKED_AT**2


def _apart(first: Alpha, second: Alpha, face: Scale) -> Alpha:
    """1 where the two are apart over a large area and the second is not the surer one, fading to 0 around."""
    reduction = max(1.0, face.height / COMPARED_AT)
    size = (max(1, round(first.shape[1] / reduction)), max(1, round(first.shape[0] / reduction)))
    height = face.height / reduction
    one, other = (cv2.resize(said, size, interpolation=cv2.INTER_AREA) for said in (first, second))
    apart = (np.abs(one - other) > APART).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(apart)
    areas = stats[:, cv2.CC_STAT_AREA]
    lead = np.bincount(labels.ravel(), (np.abs(other - 0.5) - np.abs(one - 0.5)).ravel(), count)
    large = (areas > LARGE * height**2) & (lead < SURER * areas)
    large[0] = False  # what is not apart
    grown = cv2.dilate(large[labels].astype(np.float32), disc(max(1, round(FEATHER * height))))
    faded = cv2.GaussianBlur(grown, (0, 0), max(0.5, FEATHER / 2 * height))
    return np.asarray(cv2.resize(faded, first.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
