"""Marks in a table's column: a lone √ is read as V, and × as X, but for what else stands in the column."""

from collections.abc import Sequence
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
FEWEST = 3
"""Marks in a column."""


def marked(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with marks where a column has only such, of two kinds at least or one that is surely a mark."""
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
    meant = {id(box.reading): _meant(box.text) for column in columns if _of_marks(column) for box in column}
    return [_written(reading, meant.get(id(reading))) for reading in readings]


def _meant(text: str) -> str:
    return {**MEANT, **STROKES}[text]


def _of_marks(column: Sequence[Box]) -> bool:
    texts = {box.text for box in column}
    if len(column) < FEWEST or not texts <= {*MEANT, *STROKES}:
        return False
    kinds = {_meant(text) for text in texts if text in MEANT}
    return len(kinds) > 1 or bool(texts & {"√", "×", "±"})


def _written(reading: Reading, mark: str | None) -> Reading:
    if mark is None:
        return reading
    letters = (replace(letter, text=mark) if letter.text.strip() else letter for letter in reading.letters)
    return replace(reading, letters=tuple(letters))
