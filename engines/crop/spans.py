"""Where things lie along the free side of an image, and which places of a crop hold or slice them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .profiles import Profile

Allowed = NDArray[np.bool_]


@dataclass(frozen=True)
class Span:
    """From where to where something reaches along the free side, in pixels."""

    start: float
    end: float

    def wider(self, share: float) -> "Span":
        """The span with a margin on either side, in shares of it; a negative one takes away."""
        margin = share * (self.end - self.start)
        return Span(self.start - margin, self.end + margin)

    def within(self, length: float) -> "Span":
        """What of it lies in a picture of this length."""
        return Span(max(self.start, 0.0), min(self.end, length))

    def held(self, starts: Profile, extent: int) -> Allowed:
        """Whether a crop of `extent` pixels holds it, for each of the crop's first pixels."""
        return (starts <= self.start) & (starts + extent >= self.end)

    def sliced(self, starts: Profile, extent: int) -> Allowed:
        """Whether an edge of the crop goes through it."""
        ends = starts + extent
        return ((starts > self.start) & (starts < self.end)) | ((ends > self.start) & (ends < self.end))

    def coverage(self, starts: Profile, extent: int) -> Profile:
        """The share of it that lies in the crop."""
        common = np.minimum(self.end, starts + extent) - np.maximum(self.start, starts)
        return np.asarray(np.clip(common / (self.end - self.start), 0, 1))
