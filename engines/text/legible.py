"""Which readings are text, and which are dirt that the networks took for some."""

from collections.abc import Sequence

from .line import Reading

LEAST_SCORE = (0.8, 0.6, 0.5)
"""Mean certainty under which a reading is no text, for one character, two, and more: dirt looks like single letters."""


def legible(readings: Sequence[Reading]) -> list[Reading]:
    """The readings that are text."""
    return [reading for reading in readings if _legible(reading)]


def _legible(reading: Reading) -> bool:
    text = reading.text.strip()
    return bool(text) and reading.score >= LEAST_SCORE[min(len(text), 3) - 1]
