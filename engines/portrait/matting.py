"""How much of each pixel is the person: the networks' rough answer, sharpened by colour.

Close to the edge, the colours of the sure person and of the sure ground are spread over it; where the two differ and
the ground is plain, a pixel's place between them is its alpha (hair comes out strand by strand). Elsewhere, on a busy
ground or with equal colours, a steep curve over the network's answer decides: it loses fly-away hair, and leaves no
grey rim.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Alpha, Colours, Rgb, smoothstep, strips, unit
from .guided import box_filter, enlarged_guided_filter

Mask = NDArray[np.uint8]

SURE, SURE_NOT = 0.92, 0.08
"""What the network says of pixels that are taken for certain, some way off the edge."""
EDGE = 0.025
"""Face heights: how far off the edge a pixel must lie to be certain."""
STRANDS = 2
"""How many times as far outside: hair stands out of what the network takes for the head."""
SPREADS = (0.06, 0.12, 0.24, 0.5)
"""Face heights: the radii over which colours are spread, the nearest that has any is taken."""
CONTRAST, RESIDUAL, TEXTURE = 0.06, 0.005, 0.005
"""Squared distances of colours (0 to 1 each) at which colours become, or cease to be, evidence."""
STEEP, GENTLE = (0.35, 0.85), (0.1, 0.8)
"""Where the curve over the networks' answer begins and ends, without and with the colours' evidence."""
PLAIN = 0.2
"""How much sooner the steep curve begins before a plain ground of another colour, at which the person's colours end."""
WIDE, DECIDED = 0.025, (0.55, 0.7)
"""Face heights: half of the width from which on what neither networks nor colours decide is no rim, but a veil; and
where the curve that decides there begins and ends."""
COLOUR = 0.75
"""Weight of the colours against the network where they are good evidence."""
SMOOTHING, EDGE_VARIANCE = 0.03, 3e-4
"""Face heights, and variance of colours, of the last guided filter."""
TRIM = 0.08
"""The guided filter leaves a haze of so much on either side."""
FLAT = 1e-3
"""Variance of colours under which there is no edge to follow, as of black hair on a black wall: filters only blur."""
# Chosen on the tuning half of the portraits of benchmarks/idphoto, the curves by its tables and by composites; WIDE and
# FLAT by eye on portraits before dark walls (RESULTS.md there).


@dataclass(frozen=True, eq=False)
class _Known:
    """What is certain: masks of the person and of the ground."""

    person: Mask
    ground: Mask


def matte(picture: Rgb, probability: Alpha, face_height: float) -> Alpha:
    """Alpha for a picture of one person, of whom the networks' `probability` is given.

    The colours are looked at in half size, which halves noise too; the last filter brings the alpha to full size.
    """
    height, width = probability.shape
    half = (max(1, width // 2), max(1, height // 2))
    small = np.asarray(cv2.resize(unit(picture), half, interpolation=cv2.INTER_AREA), np.float32)
    rough = np.asarray(cv2.resize(probability, half, interpolation=cv2.INTER_AREA), np.float32)
    size = face_height / 2
    edge = max(2, int(EDGE * size))
    rough = rough * cv2.dilate(_largest(rough), disc(2 * edge))
    known = _Known(
        np.asarray(cv2.erode((rough > SURE).astype(np.uint8), disc(edge), borderValue=1), np.uint8),
        np.asarray(cv2.erode((rough < SURE_NOT).astype(np.uint8), disc(STRANDS * edge), borderValue=1), np.uint8),
    )
    alpha = _evidence(small, rough, known, size)
    fine = _follow_edges(picture, small, alpha, max(2, int(SMOOTHING * size)))
    for mask, value in ((known.person, 1.0), (known.ground, 0.0)):
        fine[cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST) > 0] = value
    return remove_islands(np.asarray(fine, np.float32), face_height)


def _follow_edges(picture: Rgb, small: Colours, alpha: Alpha, radius: int) -> Alpha:
    """The alpha of the picture in half size, `small`, brought to full size along edges, where there are any."""
    size = (picture.shape[1], picture.shape[0])
    fine = enlarged_guided_filter(small, alpha, radius, EDGE_VARIANCE, picture)
    fine = np.clip((fine - TRIM) / (1 - 2 * TRIM), 0, 1)
    variance = np.zeros_like(alpha)
    for channel in range(3):
        seen = small[..., channel]
        variance += np.maximum(box_filter(seen * seen, radius) - box_filter(seen, radius) ** 2, 0)
    edges = cv2.resize(box_filter(variance / (variance + FLAT), radius), size, interpolation=cv2.INTER_LINEAR)
    plain = cv2.resize(alpha, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(plain + edges * (fine - plain), np.float32)


def remove_islands(alpha: Alpha, face_height: float) -> Alpha:
    """Clear what does not hang together with the person."""
    labels = cv2.connectedComponents((alpha > 0.35).astype(np.uint8))[1]
    sure = labels[(alpha > 0.9) & (labels > 0)]
    if not sure.size:
        return alpha
    person = (labels == int(np.bincount(sure).argmax())).astype(np.uint8)
    near = cv2.dilate(person, disc(max(1, round(SMOOTHING * face_height))))
    return np.where((near > 0) & ((labels == 0) | (person > 0)), alpha, 0).astype(np.float32)


def _evidence(picture: Colours, rough: Alpha, known: _Known, size: float) -> Alpha:
    """Weigh the colours against the network."""
    radii = [max(2, int(spread * size)) for spread in SPREADS]
    texture = _texture(picture, known.ground, radii[1:])
    person, near_person = _spread(picture, known.person, radii)
    ground, near_ground = _spread(picture, known.ground, radii)
    place, told, fit = (np.empty_like(rough) for _ in range(3))
    for rows in strips(len(rough)):
        place[rows], told[rows], fit[rows] = _compare(picture[rows], person[rows], ground[rows])
    told *= np.exp(-np.maximum(texture, 0) / TEXTURE) * near_ground  # plain, and of another colour
    trust = box_filter(told * fit * near_person, max(1, int(0.01 * size)))
    coloured = COLOUR * place + (1 - COLOUR) * _curve(rough, *GENTLE)
    decided = _decide(np.minimum(rough + PLAIN * told, 1), trust, max(1, round(WIDE * size)))
    alpha = trust * coloured + (1 - trust) * decided
    near = rough + 0.5 * cv2.dilate(rough, disc(max(2, int(EDGE * size))))
    alpha = np.where(rough < 0.02, alpha * _curve(near, 0, 0.3), alpha)  # far off, colour alone makes no person
    return np.where(known.person > 0, 1, np.where(known.ground > 0, 0, alpha)).astype(np.float32)


def _texture(picture: Colours, ground: Mask, radii: list[int]) -> Alpha:
    """The variance of the ground's colours around each pixel."""
    mean = _spread(picture, ground, radii)[0]
    moment = _spread(picture * picture, ground, radii)[0]
    return np.asarray((moment - np.multiply(mean, mean, out=mean)).sum(axis=-1), np.float32)


def _compare(picture: Colours, person: Colours, ground: Colours) -> tuple[Alpha, Alpha, Alpha]:
    """Where each pixel's colour stands between those of the ground (0) and the person (1); how far these two are apart,
    and how well it fits between them, 0 to 1."""
    across = person - ground
    contrast = (across * across).sum(axis=-1)
    place = np.clip(((picture - ground) * across).sum(axis=-1) / (contrast + 1e-6), 0, 1)
    residual = ((picture - ground - place[..., None] * across) ** 2).sum(axis=-1)
    return place, contrast / (contrast + CONTRAST), np.exp(-residual / RESIDUAL)


def _decide(rough: Alpha, trust: Alpha, radius: int) -> Alpha:
    """The steep curve over the networks' answer, and a steeper one over wide places that the colours leave open too."""
    doubt = ((rough > STEEP[0]) & (rough < STEEP[1]) & (trust < 0.5)).astype(np.uint8)
    wide = cv2.dilate(cv2.morphologyEx(doubt, cv2.MORPH_OPEN, disc(radius)), disc(radius))
    share = box_filter(np.asarray(wide, np.float32), radius)
    steep = _curve(rough, *STEEP)
    return np.asarray(steep + share * (_curve(rough, *DECIDED) - steep), np.float32)


def _spread(values: Colours, mask: Mask, radii: list[int]) -> tuple[Colours, Alpha]:
    """The values of the mask's pixels, averaged over the least radius that reaches any, and where one does."""
    weight = mask.astype(np.float32)
    spread, reached = np.zeros_like(values), np.zeros(mask.shape, np.float32)
    for radius in radii:
        share = box_filter(weight, radius)
        fresh = (reached == 0) & (share > 0.02)
        for channel in range(3):
            mean = box_filter(values[..., channel] * weight, radius) / (share + 1e-6)
            np.copyto(spread[..., channel], mean, where=fresh)
        reached[fresh] = 1
    return spread, reached


def _largest(probability: Alpha) -> Mask:
    """The mask of the largest connected person."""
    mask = (probability > 0.5).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count <= 2:
        return mask
    return np.asarray(labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])), np.uint8)


def _curve(values: Alpha, low: float, high: float) -> Alpha:
    """0 below `low`, 1 above `high`, smooth in between."""
    return np.asarray(smoothstep(np.clip((values - low) / (high - low), 0, 1)), np.float32)


def disc(radius: int) -> Mask:
    """What morphology grows and shrinks masks by."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8)
