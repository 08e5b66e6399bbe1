"""How good crops are: the part of the subject that is kept, and faces that are cut."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.aicrop.sets import Mask
from engines.crop import Crop
from engines.crop.crop import largest

RATIOS = (1.0, 0.75, 1.33, 1.78, 2.35)
TOLERANCE_PX = 2
"""A crop that is smaller by more than this, or of another shape, counts as invalid."""
LOST = 0.9
"""A crop that keeps less than this share of what could be kept is bad: more than a tenth is lost needlessly."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels, right and bottom outside."""


@dataclass
class Tally:
    """Counts over images and ratios."""

    relative: list[float] = field(default_factory=list)
    invalid: int = 0

    def add(self, mask: Mask, crops: Sequence[Crop]) -> None:
        """Count the crops of one image, in the order of RATIOS."""
        height, width = mask.shape
        for ratio, crop in zip(RATIOS, crops, strict=True):
            wide, high = largest(width, height, ratio)
            inside = min(crop.left, crop.top) >= 0 and crop.right < width and crop.bottom < height
            right = abs(crop.width - wide) <= TOLERANCE_PX and abs(crop.height - high) <= TOLERANCE_PX
            self.invalid += not (inside and right)
            part = mask[crop.top : crop.bottom + 1, crop.left : crop.right + 1]
            self.relative.append(float(part.sum()) / most(mask, wide, high))

    @property
    def rel(self) -> float:
        """The mean share of the subject that is kept, of the best possible."""
        return float(np.mean(self.relative))

    @property
    def bad(self) -> float:
        """The share of pairs of image and ratio that lose more than a tenth needlessly."""
        return float(np.mean(np.array(self.relative) < LOST))


def most(mask: Mask, width: int, height: int) -> float:
    """The largest part of a subject that a crop of this size can keep, in pixels."""
    horizontal = width < mask.shape[1]
    profile = mask.sum(axis=0 if horizontal else 1, dtype=np.float64)
    extent = width if horizontal else height
    cumulated = np.concatenate([[0.0], np.cumsum(profile)])
    return float((cumulated[extent:] - cumulated[: len(cumulated) - extent]).max())


@dataclass
class FaceTally:
    """Counts of faces, over images and ratios."""

    pairs: int = 0
    cut: int = 0
    together: int = 0
    needless: int = 0

    def add(self, boxes: Sequence[Box], width: int, height: int, crops: Sequence[Crop]) -> None:
        """Count the faces of one image.

        `cut`: an edge of the crop goes through the face. `needless`: of the pairs of image and ratio in which one crop
        can hold all faces (`together`), those whose crop does not.
        """
        for ratio, crop in zip(RATIOS, crops, strict=True):
            kept = [_kept(box, crop) for box in boxes]
            self.pairs += len(boxes)
            self.cut += sum(0.02 < share < 0.98 for share in kept)
            wide, high = largest(width, height, ratio)
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            if max(rights) - min(lefts) <= wide and max(bottoms) - min(tops) <= high:
                self.together += 1
                self.needless += min(kept) < 0.98


def _kept(box: Box, crop: Crop) -> float:
    """The share of a face's area that a crop keeps."""
    left, top, right, bottom = box
    wide = min(right, crop.right + 1) - max(left, crop.left)
    high = min(bottom, crop.bottom + 1) - max(top, crop.top)
    return max(wide, 0.0) * max(high, 0.0) / ((right - left) * (bottom - top))
