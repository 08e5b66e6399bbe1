"""How much beauty is wanted. Knows no pixels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Levels:
    """How strong each change is, from 0 (none: the pixels stay exactly as they are) to 1 (all that looks natural).

    `smoothing` and `whitening` are the skin's, `lenses` the irises', as with cosmetic lenses; these leave shapes
    alone. `left_eye` and `right_eye` (the person's own left and right) and `mouth` become larger, `jaw` slimmer.
    """

    smoothing: float = 0.0
    whitening: float = 0.0
    lenses: float = 0.0
    left_eye: float = 0.0
    right_eye: float = 0.0
    mouth: float = 0.0
    jaw: float = 0.0
