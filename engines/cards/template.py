"""How a kind of card is laid out. Lengths in millimetres, from the card's upper left corner, x to the right, y down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Label(NamedTuple):
    """Words that are printed on cards of a kind: where their first and their last character stand (middles).

    They may stand up to `drop` lower where long values above push them down.
    """

    text: str
    first: tuple[float, float]
    last: tuple[float, float]
    drop: float = 0.0

    @property
    def y(self) -> float:
        """The height at which it stands."""
        return (self.first[1] + self.last[1]) / 2


class Mark(NamedTuple):
    """What has a form of its own, as a number has: it stands there on every card, and helps where labels are pale.

    `form` is a regular expression that a whole line has, or its end; `first` is where the first character stands, and
    `last` the last one of a form that is always as long. What `proves` itself by a check digit is as good as a label.
    """

    form: str
    first: tuple[float, float]
    last: tuple[float, float] | None = None
    proves: Callable[[str], bool] | None = None


class Zone(NamedTuple):
    """A part of a card that holds the middles of a value's characters."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the card is in the zone."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Template:
    """A kind of card: its size, its labels, and where the values of its fields begin.

    `beside` names the label of zones that move with it: printers put both where they like. `negative`: its print is
    light on a dark ground, as screens have it.
    """

    width: float
    height: float
    labels: tuple[Label, ...]
    zones: Mapping[str, Zone]
    marks: tuple[Mark, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    negative: bool = False


@dataclass(frozen=True)
class Ledger(Template):
    """A document of `columns` columns. Of its labels only the text is known: `titles` and `foot` stand in no column.

    `foot` are those below all the columns.
    """

    columns: int = 1
    title: str = ""
    code: str = ""
    foot: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def label(text: str, x: float, y: float, size: float, pitch: float | None = None) -> Label:
    """A label whose characters are `size` high, the first one's left side at `x`, their middles at `y`.

    `pitch` is the way from one character's middle to the next one's; `size` without it.
    """
    step = size if pitch is None else pitch
    return Label(text, (x + size / 2, y), (x + size / 2 + step * (len(text) - 1), y))
