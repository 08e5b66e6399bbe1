"""Where nothing sure stands in a picture, what was read in leaves, bricks and waves is looked at again, framed anew.

Print says the same in every frame; of anything else the networks make another text each time.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from shared.clock import Budget

from .crops import rectify
from .legible import is_plain
from .line import Quad, Reading, Rgb
from .recogniser import Recogniser
from .twins import SIMPLIFIED, TRADITIONAL

SURE, LONE_SURE = 0.9, 0.99
"""Mean certainty from which two characters and more, and from which one, need no other look: of 52 lone ones on plain
grounds all but one were as sure, of 16 read in photographs without text none was."""
FRAMES = ((0.12, 0.08), (-0.02, -0.06), (0.0, 0.15))
"""Heights of a line by which it is longer at either end, and higher above and below."""
ALIKE, ENOUGH = 0.8, 2
"""Share of the characters over which two texts are the same, and in how many frames a line is; a lone one is in all."""
FILLING = 0.5
"""Share of a picture's shorter side from which a lone character fills it: so is read what is no text, as a whole."""
_PLAIN = str.maketrans(TRADITIONAL, SIMPLIFIED)
"""What differs in script alone is the same."""


def without_chance(readings: Sequence[Reading], image: Rgb, exact: Recogniser, budget: Budget) -> list[Reading]:
    """The readings; where none of several characters is sure, those alone that stand in other frames too.

    Once the time is up the others stay as they are.
    """
    if any(len(reading.glyphs) > 1 and reading.score >= SURE for reading in readings):
        return list(readings)
    return [reading for reading in readings if _stands(reading, image, exact, budget)]


def _stands(reading: Reading, image: Rgb, exact: Recogniser, budget: Budget) -> bool:
    lone = len(reading.glyphs) == 1
    if reading.vertical or (lone and reading.score >= LONE_SURE) or is_plain(reading, image):
        return True
    if lone and reading.region.size >= FILLING * min(image.shape[:2]):
        return False
    if budget.spent():
        return True
    seen = [_text(exact, rectify(image, _framed(reading.flat, *frame))) for frame in FRAMES]
    same = sum(_alike(text, _joined(reading.text)) for text in seen)
    return same >= (len(FRAMES) if lone else ENOUGH)


def _text(exact: Recogniser, line: Rgb) -> str:
    return _joined("".join(letter.text for letter in exact.read(line)))


def _joined(text: str) -> str:
    return "".join(text.casefold().translate(_PLAIN).split())


def _alike(text: str, other: str) -> bool:
    return SequenceMatcher(None, text, other, autojunk=False).ratio() > ALIKE


def _framed(flat: Quad, longer: float, higher: float) -> Quad:
    """The corners of a flat line with more or less around it, in its heights."""
    down = flat[3] - flat[0]
    across = (flat[1] - flat[0]) * (np.hypot(*down) / max(1.0, float(np.hypot(*(flat[1] - flat[0])))))
    x, y = longer * across, higher * down
    return np.array((flat[0] - x - y, flat[1] + x - y, flat[2] + x + y, flat[3] - x + y))
