"""The levels of a request: of beauty `fair_level`, of light `light`, and `need_origin_beauty` where there is none."""

from collections.abc import Mapping

from engines.portrait import Levels
from shared import errors

from . import values
from .refusals import InvalidFairLevel

HIGHEST = 5
"""The vendor's greatest level of each kind."""
USUAL = 3
"""The level where beauty is asked for by need_origin_beauty alone."""
FEATURES: Mapping[str, str] = {
    "leyelarge": "left_eye",
    "reyelarge": "right_eye",
    "mouthlarge": "mouth",
    "skinwhite": "whitening",
    "skinsoft": "smoothing",
    "coseye": "lenses",
    "facelift": "jaw",
}
"""What the keys of `fair_level` are in the engine."""


def levels(asked: object, *, usual: bool) -> Levels:
    """The levels for a request's `fair_level`; None asks for the usual one of the skin, or for nothing.

    Raises InvalidFairLevel for what is no level, InvalidParameter for one that there is not.
    """
    wish = values.parsed(asked)
    if isinstance(wish, dict):
        named = {name: _level(one) for name, one in values.given(wish).items() if name in FEATURES}
        return Levels(
            **{
                part: _strength(named[name], f"{name} of fair_level")
                for name, part in FEATURES.items()
                if name in named
            }
        )
    level = _level(wish) if wish is not None else USUAL if usual else 0
    skin = _strength(level, "fair_level")
    return Levels(smoothing=skin, whitening=skin)  # rules for ID photos forbid to change a face's shape


def light(asked: object, *, usual: bool) -> float:
    """How much of bad light is made good, 0 to 1, for a request's `light`; None asks for the usual, or for nothing.

    Raises InvalidParameter.
    """
    if asked is None:
        return USUAL / HIGHEST if usual else 0.0
    level = values.whole(asked)
    if level is None:
        raise errors.InvalidParameter(f"light must be a whole number from 0 to {HIGHEST}")
    return _strength(level, "light")


def _level(value: object) -> int:
    level = values.whole(value)
    if level is None:
        raise InvalidFairLevel("fair_level must be a whole number from 0 to 5, or a dictionary of such numbers")
    return level


def _strength(level: int, name: str) -> float:
    if not 0 <= level <= HIGHEST:
        raise errors.InvalidParameter(f"{name} is a whole number from 0 to {HIGHEST}")
    return level / HIGHEST
