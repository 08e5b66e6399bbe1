"""Which readings are text, and which are dirt or a drawing that the networks took for some."""

import math
from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from .line import Reading, Region, Rgb

LEAST_SCORE = (0.8, 0.6, 0.5)
"""Mean certainty under which a reading is no text, for one character, two, and more: dirt looks like single letters."""
IN_TABLE, MARK_IN_TABLE, BY_ITSELF = 0.5, 0.35, 0.4
"""That of a lone character, and of a mark such as √, that stands in a row of text and a column of such, and of one on a
picture of nothing else."""
FELLOWS = 2
"""Other lone characters in such a column: the icons of a screen stand in rows."""
ALIGNED, SIZES = 0.25, (0.5, 1.6)
"""Heights by which it may be off its row and its column, and how large it may be beside the others there."""
LARGE = 0.1
"""Share of the picture's shorter side from which on a lone character by itself is no speck."""
SHAPES = "0OoQCcDBGe689@°Φ〇○●◎•·□口日曰田回目△∆Δ▽∇▲◇◆★☆大女×xX#+*Il1|!一二三-–—―_=~/\\()<>YVLTH.,:;'\"` "
"""What drawings are read as: rings, dots, boxes, triangles, stars, crosses and strokes."""
_ONE_SHAPE = ("0OoQCDG〇○●◎•·°", "口□日曰田回目", "△∆Δ▽∇▲4", "×xX", "★女大年文メ", "Il1|!一-–—―_")
ALIKE = {letter: group[0] for group in _ONE_SHAPE for letter in group}
"""Glyphs that one shape is read as, each with the first of them."""
PLAIN = 24
"""Grey levels that the ground of such a picture may be uneven by."""
PATTERN, LONG_PATTERN, DOTTED, DOTTED_DOUBTFUL = 2, 8, 0.8, 0.8
"""Glyphs of a short and of a long line of a pattern; the share of them that is one round shape, and the mean certainty
under which they are one: a masked number is shorter, or surer."""
DRAWN_DOUBTFUL, DRAWN_ALIKE, FEW = 0.35, 0.7, 3
"""Shares of a page's readings, at least so many, that are doubtful or one glyph again and again: a drawing."""


def legible(readings: Sequence[Reading], image: Rgb) -> list[Reading]:
    """The readings of an image that are text."""
    found = _without_patterns([reading for reading in readings if reading.text.strip()])
    clear = [reading for reading in found if _clear(reading)]
    whole = _without_strokes(readings, clear)
    if len(whole) == 1:
        return clear or [reading for reading in found if _by_itself(reading, image)]
    if _is_drawing(whole, clear):
        return []
    among, lone = _Standing(clear), _Standing([reading for reading in found if len(reading.text.strip()) == 1])
    return [reading for reading in found if _clear(reading) or _in_table(reading, among, lone)]


def _without_strokes(readings: Sequence[Reading], clear: Sequence[Reading]) -> list[Reading]:
    """The readings without what lies in a larger clear one: of a character that fills the picture strokes are found."""
    letters = [reading for reading in clear if set(reading.text) - set(SHAPES)]
    return [reading for reading in readings if not any(_lies_in(reading.region, letter.region) for letter in letters)]


def _lies_in(region: Region, larger: Region) -> bool:
    """Tell whether a region's middle lies in another that is higher than it is long."""
    x, y = region.quad.mean(axis=0)
    (left, top), (right, bottom) = larger.quad.min(axis=0), larger.quad.max(axis=0)
    return region.length < larger.size and bool(left <= x <= right and top <= y <= bottom)


def _without_patterns(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without those of dots in rows: long ones, and beside them the short ones."""
    lengths = {id(reading): _dotted(reading) for reading in readings}
    least = PATTERN if max(lengths.values(), default=0) >= LONG_PATTERN else LONG_PATTERN
    return [reading for reading in readings if lengths[id(reading)] < least]


def _dotted(reading: Reading) -> int:
    """How many doubtful glyphs a reading has, if nearly all of them are one round shape or box; else 0."""
    glyphs = Counter(ALIKE.get(letter, letter) for letter in reading.text if letter.strip())
    dots = max(glyphs["0"], glyphs["口"])
    return dots if reading.score < DOTTED_DOUBTFUL and dots >= DOTTED * glyphs.total() else 0


def _clear(reading: Reading) -> bool:
    return reading.score >= LEAST_SCORE[min(len(reading.text.strip()), 3) - 1] and bool(reading.text.strip())


def _by_itself(reading: Reading, image: Rgb) -> bool:
    """Tell whether a lone character fills a small plain picture: a speck on a page is smaller."""
    large = max(reading.region.width, reading.region.height) >= LARGE * min(image.shape[:2])
    return large and len(reading.text.strip()) == 1 and reading.score >= BY_ITSELF and is_plain(reading, image)


def is_plain(reading: Reading, image: Rgb) -> bool:
    """Tell whether all around a region there is nothing but ground, and most of the picture is around it."""
    if 2 * reading.region.width * reading.region.height > image.shape[0] * image.shape[1]:
        return False
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.int16)
    (left, top), (right, bottom) = reading.region.quad.min(axis=0), reading.region.quad.max(axis=0)
    apart = abs(gray - int(np.median(gray))) > PLAIN
    apart[max(0, int(top)) : math.ceil(bottom), max(0, int(left)) : math.ceil(right)] = False
    return not apart.any()


def _is_drawing(readings: Sequence[Reading], clear: Sequence[Reading]) -> bool:
    """Tell whether what was read are the shapes of a drawing: no words, and much of it doubtful or alike."""
    if len(readings) < FEW or any(_is_word(reading) for reading in clear):
        return False
    if len(clear) <= (1 - DRAWN_DOUBTFUL) * len(readings):
        return True
    glyphs = Counter(ALIKE.get(letter, letter) for reading in clear for letter in reading.text if letter.strip())
    return len(clear) >= FEW and max(glyphs.values()) >= DRAWN_ALIKE * glyphs.total()


def _is_word(reading: Reading) -> bool:
    """Tell whether a reading has two letters that no drawing is read as."""
    return len(set(reading.text) - set(SHAPES)) > 1


class _Standing:
    """Where some readings stand: begin, middle and end along each axis, two rows of three each."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._numbers = {id(reading): number for number, reading in enumerate(readings)}
        quads = np.array([reading.region.quad for reading in readings]).reshape(-1, 4, 2)
        self._sides = np.stack((quads.min(axis=1), quads.mean(axis=1), quads.max(axis=1)), axis=2)
        self._sizes = np.array([_size(reading) for reading in readings])
        self._most = ALIGNED * np.array([reading.region.size for reading in readings])

    def fellows(self, reading: Reading, axis: int) -> int:
        """How many others of about its size begin, end or have their middles at its place of an axis."""
        places = reading.region.quad[:, axis]
        sides = np.array((places.min(), places.mean(), places.max()))
        aligned = np.abs(self._sides[:, axis] - sides).min(axis=1) <= self._most
        ratio = _size(reading) / self._sizes
        alike = aligned & (SIZES[0] <= ratio) & (ratio <= SIZES[1])
        own = self._numbers.get(id(reading))
        return int(alike.sum()) - (own is not None and bool(alike[own]))


def _in_table(reading: Reading, clear: _Standing, lone: _Standing) -> bool:
    """Tell whether a lone character stands where a table has one: in a row with text and a column with lone ones."""
    text = reading.text.strip()
    if len(text) > 1 or reading.score < (IN_TABLE if text.isalnum() else MARK_IN_TABLE):
        return False
    return lone.fellows(reading, 0) >= FELLOWS and clear.fellows(reading, 1) > 0


def _size(reading: Reading) -> float:
    """The height of a line, and the longer side of a lone character: a hyphen is flat."""
    return reading.region.length if len(reading.text.strip()) == 1 else reading.region.size
