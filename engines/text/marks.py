"""Marks in a table's column: a lone √ is read as V, and × as X, but for what else stands in the column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .boxes import Box, boxes
from .line import Reading

MEANT = {
    "V": "√",
    "v": "√",
    "」": "√",
    "√": "√",
    "X": "×",
    "x": "×",
    "×": "×",
    "十": "+",
    "+": "+",
    "土": "±",
    "±": "±",
}
"""Lone marks, and as what else they are read."""
STROKES = {"一": "-", "-": "-", "—": "—"}
"""Those that are no evidence: a lone stroke may be the number."""
SURE = frozenset("√×±+")
"""Those that nothing else is read as. Beside one the column may say 无 or 阴, too; a stroke stays as it was read."""
FEWEST = 3
"""Marks in a column."""


def marked(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with marks where a column has only such of two kinds, or at least three kinds or a sure one."""
    lone = [reading for reading in readings if len(reading.text.strip()) == 1]
    if len(lone) < FEWEST or not any(reading.text.strip() in MEANT for reading in lone):
        return list(readings)
    columns: list[list[Box]] = []
    for box in boxes(lone):
        column = next((each for each in columns if each[0].shares(box) > 0.5), None)
        if column is None:
            columns.append([box])
        else:
            column.append(box)
    meant = {id(box.reading): mark for column in columns for box, mark in _marks(column)}
    return [_written(reading, meant.get(id(reading))) for reading in readings]


def _marks(column: Sequence[Box]) -> Iterator[tuple[Box, str]]:
    """Yield the marks of a column, and as what they are to be written."""
    known = [(box, MEANT[box.text]) for box in column if box.text in MEANT]
    strokes = [(box, STROKES[box.text]) for box in column if box.text in STROKES]
    alone, kinds = len(known) + len(strokes) == len(column), len({mark for _, mark in known})
    meant = any(box.text in SURE for box, _ in known) or kinds > (1 if alone else 2)
    if meant and len(known) + len(strokes) >= FEWEST:
        yield from [*known, *strokes] if alone else known


def _written(reading: Reading, mark: str | None) -> Reading:
    if mark is None:
        return reading
    letters = (replace(letter, text=mark) if letter.text.strip() else letter for letter in reading.letters)
    return replace(reading, letters=tuple(letters))
