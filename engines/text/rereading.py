"""Doubtful lines are read again by the network's exact form, which takes 1.6 times as long. Knows no order."""

from dataclasses import replace

from .crops import rectify
from .line import Reading, Rgb
from .recogniser import Recogniser

DOUBTFUL = 0.8
"""Probability of a line's least certain character under which it is read again."""
LEAST_SCORE = 0.5
"""Mean certainty from which it is worth that: below it, there is no text."""


def reread(reading: Reading, image: Rgb, exact: Recogniser) -> Reading:
    """The reading, by `exact` if it is doubtful."""
    least = min((letter.probability for letter in reading.glyphs), default=1.0)
    if least >= DOUBTFUL or reading.score < LEAST_SCORE:
        return reading
    letters = tuple(exact.read(rectify(image, reading.flat)))
    return replace(reading, letters=letters) if letters else reading
