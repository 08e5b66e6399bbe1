"""Lines as the text engine gives them, made by hand, and an engine that reads what it is told."""

from collections.abc import Iterable
from typing import cast

from engines.cards.pieces import Points, Rgb
from engines.text import Character, Engine, Line, Point


def line(text: str, x: float, y: float, pitch: float = 30.0, height: float = 40.0, probability: float = 0.99) -> Line:
    """A level line whose first character's middle is at (x, y); a space is one pitch wide."""
    places = [(sign, Point(round(x + pitch * place), round(y))) for place, sign in enumerate(text)]
    characters = tuple(Character(sign, probability, place) for sign, place in places if sign != " ")
    left, right = round(x - pitch / 2), round(x + pitch * (len(text) - 0.5))
    top, bottom = round(y - height / 2), round(y + height / 2)
    corners = (Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom))
    return Line(text, corners, probability, characters)


class Told:
    """Stands for the text engine: each line that it is to read says what comes next, and then nothing."""

    def __init__(self, says: Iterable[Line] = ()) -> None:
        self._says = iter(says)
        self.asked = 0

    def read_line(self, rgb: Rgb, corners: Points, signs: frozenset[str] = frozenset()) -> Line:
        self.asked += 1
        nothing = (Point(0, 0), Point(0, 0), Point(0, 0), Point(0, 0))
        return next(self._says, Line("", nothing, 0.0, ()))

    @property
    def engine(self) -> Engine:
        return cast(Engine, self)
