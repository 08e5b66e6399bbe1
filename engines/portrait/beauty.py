"""Beauty: how much of it is wanted, and the cut with it. Knows no backgrounds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from shared import errors

from .irises import paint_lenses
from .render import Cut
from .reshape import Wish, reshape
from .skin import retouch

HIGHEST = 5
"""The vendor's greatest level of each kind."""


@dataclass(frozen=True)
class Levels:
    """The vendor's levels, each from 0 (leave it) to 5. Raises InvalidParameter for others.

    `leyelarge`, `reyelarge`, `mouthlarge`: the person's left and right eye and the mouth made larger. `skinwhite`:
    skin made lighter. `skinsoft`: skin smoothed. `coseye`: irises as with cosmetic lenses. `facelift`: a slimmer jaw.
    """

    leyelarge: int = 0
    reyelarge: int = 0
    mouthlarge: int = 0
    skinwhite: int = 0
    skinsoft: int = 0
    coseye: int = 0
    facelift: int = 0

    def __post_init__(self) -> None:
        """Check the ranges."""
        for field in fields(self):
            if not 0 <= getattr(self, field.name) <= HIGHEST:
                raise errors.InvalidParameter(f"{field.name} of fair_level is a whole number from 0 to {HIGHEST}")

    @classmethod
    def of(cls, fair_level: int | Mapping[str, int]) -> "Levels":
        """The levels for the vendor's `fair_level`. Raises InvalidParameter: unknown key, or out of range.

        One number is the level of the skin alone: rules for ID photos forbid to change a face's shape.
        """
        if isinstance(fair_level, int):
            if not 0 <= fair_level <= HIGHEST:
                raise errors.InvalidParameter(f"fair_level is a whole number from 0 to {HIGHEST}")
            return cls(skinwhite=fair_level, skinsoft=fair_level)
        known = {field.name for field in fields(cls)}
        if not known.issuperset(fair_level):
            raise errors.InvalidParameter(f"the keys of fair_level are {', '.join(sorted(known))}")
        return cls(**fair_level)


def beautify(cut: Cut, levels: Levels) -> Cut:
    """The cut with the levels applied; pixels that no level concerns stay exactly as they were.

    The landmarks are left where they were: no change moves a point by more than 3% of the face's height.
    """
    rgb, alpha = cut.rgb, cut.alpha
    if levels.skinsoft or levels.skinwhite:
        rgb = retouch(rgb, alpha, cut.face, levels.skinsoft / HIGHEST, levels.skinwhite / HIGHEST)
    if levels.coseye:
        rgb = paint_lenses(rgb, cut.face, levels.coseye / HIGHEST)
    shares = (levels.leyelarge, levels.reyelarge, levels.mouthlarge, levels.facelift)
    if any(shares):
        rgb, alpha = reshape(rgb, alpha, cut.face, Wish(*(share / HIGHEST for share in shares)))
    return replace(cut, rgb=rgb, alpha=alpha)
