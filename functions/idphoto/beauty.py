"""The levels of a request: of beauty `fair_level`, of light `light`, and `need_origin_beauty` where there is none."""

from collections.abc import Mapping

from engines.portrait import Levels
from shared import errors
from shared.bilingual import Bilingual

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
                part: _strength(named[name], Bilingual("{name} of fair_level", "fair_level 的 {name}", name=name))
                for name, part in FEATURES.items()
                if name in named
            }
        )
    level = _level(wish) if wish is not None else USUAL if usual else 0
    skin = _strength(level, Bilingual("fair_level", "fair_level"))
    return Levels(smoothing=skin, whitening=skin)  # rules for ID photos forbid to change a face's shape


def light(asked: object, *, usual: bool) -> float:
    """How much of bad light is made good, 0 to 1, for a request's `light`; None asks for the usual, or for nothing.

    Raises InvalidParameter.
    """
    if asked is None:
        return USUAL / HIGHEST if usual else 0.0
    level = values.whole(asked)
    if level is None:
        raise _no_level(Bilingual("light", "light"))
    return _strength(level, Bilingual("light", "light"))


def _level(value: object) -> int:
    level = values.whole(value)
    if level is None:
        raise InvalidFairLevel(
            Bilingual(
                "fair_level must be a whole number from 0 to 5, or a dictionary of such numbers",
                "fair_level 必须是 0 到 5 的整数，或各项为此类整数的字典",
            )
        )
    return level


def _strength(level: int, name: Bilingual) -> float:
    if not 0 <= level <= HIGHEST:
        raise _no_level(name)
    return level / HIGHEST


def _no_level(name: Bilingual) -> errors.InvalidParameter:
    return errors.InvalidParameter(
        Bilingual(
            "{name} is a whole number from 0 to {highest}",
            "{name} 必须是 0 到 {highest} 的整数",
            name=name,
            highest=HIGHEST,
        )
    )
