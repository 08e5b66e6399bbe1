"""The person's own colours where the old ground shines through. Knows no networks.

Forte, Pitié: "Approximate Fast Foreground Colour Estimation", ICIP 2021: two passes of blurred colours of person and
ground, corrected by what is left over of the picture.
"""

import numpy as np

from .arrays import Alpha, Colours
from .guided import box_filter

RADII = (0.25, 0.045)
"""Face heights: of the first pass, which reaches into the person, and of the second (the paper's 90 and 6 pixels)."""


def foreground(picture: Colours, alpha: Alpha, face_height: float) -> Colours:
    """The colours of the person, who covers `alpha` of each pixel of a picture."""
    person, ground, share = picture, picture, alpha[..., None]
    for reach in RADII:
        radius = max(2, round(reach * face_height))
        covered = box_filter(alpha, radius)[..., None]
        person = box_filter(person * share, radius) / (covered + 1e-5)
        ground = box_filter(ground * (1 - share), radius) / (1 - covered + 1e-5)
        person = np.clip(person + share * (picture - share * person - (1 - share) * ground), 0, 1)
    return np.asarray(person, np.float32)
