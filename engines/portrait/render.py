"""The person at the size of the ID photo, cut out of the image by one warp. Knows no background."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Alpha, Rgb
from .bounds import Miss, Ratios
from .face import Face
from .foreground import foreground
from .guided import guided_filter
from .warping import Warp

ENLARGED = 1.3
"""From this enlargement of the alpha on, it is sharpened along the edges of the photo."""
EDGE_VARIANCE = 1e-4
LEAST = 0.004
"""Alpha under which nothing would change in a photo of 8 bits."""


@dataclass(frozen=True, eq=False)
class Cut:
    """The person, ready to be laid on any background: picture = rgb * alpha + background * (1 - alpha).

    `rgb` is H x W x 3 at the size of the finished photo: the person's own colours, free of the old background, also
    where the person is half transparent (hair). Where alpha is 0 they mean nothing. `alpha` is H x W, 0 to 1, and
    exactly 0 on the ground. `picture` is what the person was cut out of, H x W x 3, continued beyond its edges by them.
    `face` is in pixels of this picture.
    `crown` and `chin` are rows (y) of the hair's top and of the chin. `ratios` are the photo's measures, and `misses`
    the caller's bounds that could not be kept. `doubtful` says that over a large area it was left open
    what is the person.
    """

    rgb: Rgb
    alpha: Alpha
    picture: Rgb
    face: Face
    crown: float
    chin: float
    ratios: Ratios
    misses: tuple[Miss, ...]
    doubtful: bool


def render(
    picture: Rgb, from_picture: Warp, alpha: Alpha, from_alpha: Warp, face_height: float
) -> tuple[Rgb, Alpha, Rgb]:
    """The person's colours and alpha in the photo, and the picture there.

    The picture and the alpha may be of different resolution, each with its own way to the photo. `face_height` is that
    in the photo. What lies outside of the alpha is ground: only what it has been continued to is ever seen.
    """
    share = np.clip(np.asarray(from_alpha.apply(alpha, cv2.BORDER_CONSTANT), np.float32), 0, 1)
    seen = np.asarray(from_picture.apply(picture, cv2.BORDER_REFLECT_101), np.uint8)
    if from_alpha.scale > ENLARGED:
        share = _sharpen(share, seen, max(2, round(1.5 * from_alpha.scale)))
    share = np.where(share < LEAST, 0, np.where(share > 1 - LEAST, 1, share)).astype(np.float32)
    own = foreground(seen, share, face_height)
    whole = np.asarray(from_picture.apply(picture, cv2.BORDER_REPLICATE), np.uint8)
    return own, share, whole


def _sharpen(share: Alpha, picture: Rgb, radius: int) -> Alpha:
    fine = guided_filter(picture, share, radius, EDGE_VARIANCE)
    return np.where((share > LEAST) & (share < 1 - LEAST), np.clip(fine, 0, 1), share)
