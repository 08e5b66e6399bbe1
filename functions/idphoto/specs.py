"""The catalogue of formats: what a spec_id stands for.

Numbers of Leqi's own list are taken over where public clients of theirs show them (1 to 15, 23, 28, 183, 660); the
list itself is given to customers only. From 9001 on they are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

WHITE, BLUE, RED = 0xFFFFFF, 0x438EDB, 0xFF0000
"""The colours of Chinese ID photos, as the vendor's example has them."""
FREE = (-1.0,) * 8
_CARD = (-1.0, -1.0, 0.469, -1.0, 0.016, 0.048, 0.539, 0.617)
"""GA 461-2004: face 207 +-14 of 358 pixels wide, hair 7 to 21 of 441 below the edge, eyes 207 above the lower one."""


@dataclass(frozen=True)
class Spec:
    """A format: sides in pixels (width, height), their resolution; the background's colour by number and name.

    `ratios` are the eight bounds of a request's `ratios`, -1 where the standard leaves one open; `file_kb` the least
    and the greatest size of the file, None where any will do.
    """

    name: str
    size: tuple[int, int]
    colour: tuple[int, str] = (WHITE, "white")
    dpi: int = 300
    ratios: tuple[float, ...] = FREE
    file_kb: tuple[int | None, int | None] = (None, None)


def _inches(first: int, name: str, size: tuple[int, int]) -> dict[int, Spec]:
    """The three numbers of a common size, one for each usual background."""
    colours = ((BLUE, "blue"), (WHITE, "white"), (RED, "red"))
    return {first + index: Spec(name, size, colour) for index, colour in enumerate(colours)}


SPECS: Mapping[int, Spec] = {
    **_inches(1, "one inch", (295, 413)),
    **_inches(4, "small one inch", (260, 378)),
    **_inches(7, "large one inch", (390, 567)),
    **_inches(10, "two inch", (413, 579)),
    **_inches(13, "small two inch", (413, 531)),
    23: Spec("College English Test", (144, 192), (BLUE, "blue")),
    28: Spec(
        "passport of China",
        (390, 567),
        ratios=(0.583, 0.688, -1.0, -1.0, 0.062, 0.104, 0.455, 0.667),
        file_kb=(30, 80),
    ),
    183: Spec("driving licence of China", (260, 378)),
    660: Spec("ID card of China", (358, 441), dpi=350, ratios=_CARD, file_kb=(14, 20)),
    9001: Spec("large two inch", (413, 626)),
    9002: Spec("social security card", (358, 441), dpi=350, ratios=_CARD),
    9003: Spec("US visa", (600, 600), ratios=(0.5, 0.69, 0.56, 0.69, -1.0, -1.0, -1.0, -1.0), file_kb=(None, 240)),
    9004: Spec("ICAO 35 x 45 mm", (413, 531), ratios=(0.7, 0.8, *(-1.0,) * 6)),
}
