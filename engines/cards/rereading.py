"""A doubtful row of print, read a second time: laid flat by the card's plane and cut close.

The text engine finds and cuts lines by what it sees of them. Two cuts of one row err in different places: what is the
same in both is right far more often than either says.
"""

from collections.abc import Sequence

import numpy as np

from engines.text import Engine
from shared.clock import Budget

from .certainty import LEAST
from .frame import Frame, mapped
from .pieces import Points, Rgb, pieces
from .rows import OPENING, Laid, Run, pitch, text_of

DOUBTFUL = 0.95
"""Probability of a character under which its row is read again."""
SHORT = 2
"""Characters of a row that is read again in any case: another one at its end may have been lost."""
ABOVE, BESIDE = 0.58, 0.75
"""Ems from a row's middle, and from its first and last character's, to the sides of the cut."""
RARE, APART = 0.9, (0.75, 1.1)
"""Probability of a character under which a name is read a third time, and the cut of that, as above.

With more room around it, rare characters are taken less often for common ones: of 260 drawn names 9 were wrong and 242
right after two readings, 4 and 241 after a third one; of 260 others 21 and 233, and 13 and 232.
"""
WIDER = 1.0
"""Ems beside a row in which a mark or a character was printed that was not read."""
HALF = 0.5
"""Ems that are blank before a bracket of full width that opens."""
LOST = 3.5
"""Ems of a row that was not found which are looked at: a longer one is found."""
STAIN = 0.5
"""Least probability of the characters of what may be one."""
FLAT = 4
"""Characters that tell how a row runs."""
LOW = 0.8
"""Width of print against the height of its line."""
SURE = 0.95
"""Least probability of a second reading's characters of which it has more than the first one."""
OUT = 0.1
"""Share of the image's longer side by which a cut reaches beyond the image: further out, a plane is no card's."""
MORE = 0.05
"""By how much a second reading's least probability is higher where it says something else with more reason."""


class Rereader:
    """Reads rows of one card again, each cut once, as long as there is time: then what is doubtful stays so."""

    def __init__(self, rgb: Rgb, frame: Frame, engine: Engine, budget: Budget) -> None:
        self._rgb, self._frame, self._engine, self._budget = rgb, frame, engine, budget
        self._known: dict[bytes, Run] = {}
        self._back = np.asarray(np.linalg.inv(frame.matrix), np.float64)

    def surer(self, row: Run) -> Run:
        """The row; a doubtful one is what both readings agree on, with the higher probabilities of each character.

        Where they do not agree and the second one says more, the row has no certainty, unless the second one is sure
        and only has more at an end. Without time, a doubtful row has no certainty.
        """
        if _least(row) >= DOUBTFUL and len(row) > SHORT:
            return row
        if self._budget.spent():
            return _doubted(row)
        again = self.again(row)
        text, other = text_of(row), text_of(again)
        if text == other:
            best = zip(row, again, strict=True)
            return tuple(one._replace(probability=max(one.probability, two.probability)) for one, two in best)
        if other.startswith(text) or other.endswith(text):
            return again if _least(again) >= SURE else _doubted(row)
        return _doubted(row) if _least(again) > _least(row) + MORE else row

    def surest(self, row: Run) -> Run:
        """A name's row; a doubtful one has no certainty where a third reading, of a larger cut, says something else."""
        if not row or not LEAST <= _least(row) < RARE:
            return row
        if self._budget.spent():
            return _doubted(row)
        again = self._read(row, _cut(row, sides=APART))
        return row if not again or text_of(again) == text_of(row) else _doubted(row)

    def below(self, row: Run, ways: Sequence[float]) -> Run:
        """What begins one of some ways, in millimetres, below a row's beginning, where the engine found nothing.

        Of what is not sure, or may go on, the end has no certainty; a stain is nothing. Without time, the row itself
        stands for what may be there, without certainty.
        """
        if ways and self._budget.spent():
            return _doubted(row)
        em, first = pitch(row), row[0]
        left, right = first.x - BESIDE * em, first.x + LOST * em
        slope = (row[-1].y - first.y) / max(em, row[-1].x - first.x)
        found = [self._read(row, _box(left, right, (first.x, first.y + down), slope, ABOVE * em)) for down in ways]
        best = max(found, key=_least, default=())
        if _least(best) < STAIN:
            return ()
        return best if _least(best) >= SURE and best[-1].x < right - em else _doubted(best)

    def again(self, row: Run, wider: float = 0.0) -> Run:
        """What a second reading of a row says, of a cut so many ems wider at both ends; nothing without time."""
        return self._read(row, _cut(row, wider))

    def more(self, row: Run) -> Run:
        """The row with what a second reading finds before and behind it, if that one has the same words and is sure."""
        again = self.again(row, WIDER + HALF * (row[0].text in OPENING))
        words, found = ([place for place, laid in enumerate(run) if laid.text.isalnum()] for run in (row, again))
        at = "".join(again[place].text for place in found).find("".join(row[place].text for place in words))
        if not words or at < 0 or _least(again) < SURE:
            return row
        first, last = found[at], found[at + len(words) - 1]
        return (*again[: max(0, first - words[0])], *row, *again[last + len(row) - words[-1] :])

    def _read(self, row: Run, cut: Points) -> Run:
        key = cut.tobytes()
        if key not in self._known:
            corners = mapped(self._back, cut)
            if not self._is_shown(corners) or self._budget.spent():
                return ()
            found = pieces([self._engine.read_line(self._rgb, corners)])
            self._known[key] = tuple(
                Laid(glyph.text, glyph.probability, float(x), float(y), row[0].height)
                for piece in found
                for glyph, (x, y) in zip(piece.glyphs, self._frame.millimetres(piece.points), strict=True)
            )
        return self._known[key]

    def _is_shown(self, corners: Points) -> bool:
        """Tell whether the image has the middle of a cut, and about all of it."""
        size, middle = np.array((self._rgb.shape[1], self._rgb.shape[0])), corners.mean(axis=0)
        beyond = OUT * size.max()
        near = (corners > -beyond) & (corners < size + beyond)
        return bool(near.all() and (middle >= 0).all() and (middle < size).all())


def _cut(row: Run, wider: float = 0.0, sides: tuple[float, float] = (ABOVE, BESIDE)) -> Points:
    """The corners of a row in millimetres, its own left_top first; `wider` are ems at both ends."""
    x, y = np.array([(laid.x, laid.y) for laid in row], np.float64).T
    em = min(pitch(row), LOW * row[0].height) if len(row) < FLAT else min(pitch(row), row[0].height)
    slope = float(np.polyfit(x, y, 1)[0]) if len(row) >= FLAT else 0.0
    beside = (sides[1] + wider) * em
    return _box(x[0] - beside, x[-1] + beside, (float(x.mean()), float(y.mean())), slope, sides[0] * em)


def _box(left: float, right: float, middle: tuple[float, float], slope: float, half: float) -> Points:
    """The corners of a strip through a point, its own left_top first."""
    start, end = (middle[1] + slope * (side - middle[0]) for side in (left, right))
    return np.array(((left, start - half), (right, end - half), (right, end + half), (left, start + half)), np.float64)


def _least(row: Sequence[Laid]) -> float:
    """The least probability of a letter or digit."""
    return min((laid.probability for laid in row if laid.text.isalnum()), default=0.0)


def _doubted(row: Run) -> Run:
    """The row, of which the least certain letter has no certainty."""
    least = min((laid for laid in row if laid.text.isalnum()), key=lambda laid: laid.probability, default=row[0])
    return tuple(laid._replace(probability=0.0) if laid is least else laid for laid in row)
