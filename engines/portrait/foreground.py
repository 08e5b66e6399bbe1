"""The person's own colours where the old ground shines through, and that ground itself. Knows no networks.

Forte, Pitié: "Approximate Fast Foreground Colour Estimation", ICIP 2021: two passes of blurred colours of person and
ground, corrected by what is left over of the picture.
"""

import numpy as np

from .arrays import Alpha, Colours, Rgb, strips, unit
from .guided import box_filter

RADII = (0.25, 0.045)
"""Face heights: of the first pass, which reaches into the person, and of the second (the paper's 90 and 6 pixels)."""


def foreground(picture: Rgb, alpha: Alpha, face_height: float) -> Rgb:
    """The colours of the person, who covers `alpha` of each pixel of a picture."""
    result = np.empty_like(picture)
    radii = [max(2, round(reach * face_height)) for reach in RADII]
    covers = [box_filter(alpha, radius) for radius in radii]
    for channel in range(3):  # one at a time, which takes a third of the memory
        seen = unit(picture[..., channel])
        person = ground = seen
        for radius, covered in zip(radii, covers, strict=True):
            person = box_filter(person * alpha, radius)
            ground = box_filter(ground * (1 - alpha), radius)
            for rows in strips(len(seen)):
                _correct(person[rows], ground[rows], seen[rows], alpha[rows], covered[rows])
        result[..., channel] = np.rint(person * 255)
    return result


def _correct(person: Alpha, ground: Alpha, seen: Alpha, alpha: Alpha, covered: Alpha) -> None:
    """Sums of a channel's colours made means, and the person's corrected by what is left over; in their places."""
    person /= covered + 1e-5
    ground /= 1 - covered + 1e-5
    person += alpha * (seen - alpha * person - (1 - alpha) * ground)
    np.clip(person, 0, 1, out=person)


EXACT = 0.1
"""Share of the ground in a pixel from which its colour follows from the picture's and the person's."""
FAR = 0.01
"""How little ground farther off counts where there is some near by."""


def old_ground(picture: Colours, person: Colours, alpha: Alpha, face_height: float) -> Colours:
    """The colours of the ground behind a person of these colours, who covers `alpha` of each pixel of a picture.

    A person who is laid on it again gives the picture. Behind the person it is made up out of what is seen around, as
    far as a quarter of the face's height.
    """
    free = 1 - alpha[..., None]
    seen, weight = np.zeros_like(picture), np.full_like(free, 1e-6)
    for reach, share in zip(RADII, (FAR, 1.0), strict=True):
        radius = max(2, round(reach * face_height))
        seen = seen + share * box_filter(picture * free, radius)
        weight = weight + share * box_filter(free[..., 0], radius)[..., None]
    exact = (picture - alpha[..., None] * person) / np.maximum(free, EXACT)
    return np.asarray(np.clip(np.where(free > EXACT, exact, seen / weight), 0, 1), np.float32)
