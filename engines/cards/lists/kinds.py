"""Of which licence a list shows the fields: its title says so, and that most labels of that kind stand in it."""

import re
from collections.abc import Sequence

from ..frame import Frame
from ..pieces import Piece, Points
from .entries import LEADING
from .heads import COLON
from .layout import ALIGNED, EM, MOST, pitch
from .page import Mark, lefts
from .words import ALIEN, Vocabulary

LARGER = 1.1
"""Sizes of the labels that a title is set in which does not stand in the middle."""
CENTRED = 0.06
"""Share of the width by which a title in the middle is off, at most."""
SIGN, NOTE = 6, 20
"""Characters of a label among the values, and of a title, button or notice around them, at most."""
_AROUND = re.compile("[《》〈〉<>()|·.\\-\\s]")


class Seen:
    """The lines of a picture on the list's frame."""

    def __init__(self, frame: Frame, parts: Sequence[Piece], width: int) -> None:
        """`width` is the image's, in pixels."""
        self._parts, self._width = parts, width
        self.points = [frame.millimetres(part.points) for part in parts]
        self._heads = {anchor.piece for anchor in frame.anchors}

    def stands(self, kind: Vocabulary, marks: Sequence[Mark], *, below: bool) -> bool:
        """Tell whether enough labels of a kind stand below each other, and few anywhere else, as on no card.

        With values `below` labels, as no card has them, there may be two columns.
        """
        own = own_of(kind, marks)
        column = _column(own)
        beside = [mark for mark in own if mark not in column]
        standing = [*column, *(_column(beside) if below else ())]
        fields = {field for mark in standing for field, labels in kind.fields.items() if mark.text in labels}
        if len(fields) < kind.fewest or len(standing) < MOST * len(own):
            return False
        return not fields.isdisjoint(kind.known_by) or (below and len(fields) > kind.fewest)

    def shows(self, kind: Vocabulary, marks: Sequence[Mark]) -> bool:
        """Tell whether a list of a kind's labels is one of a licence: its title says so, and nothing says another."""
        own = own_of(kind, marks)
        return self._titled(kind, own) and not self._alien(own)

    def _titled(self, kind: Vocabulary, own: Sequence[Mark]) -> bool:
        """Tell whether a title of the kind stands above its labels, in the middle or in larger print."""
        top = min(mark.y for mark in own)
        return any(
            kind.title.fullmatch(_AROUND.sub("", part.text)) and points[0, 1] < top and self._is_title(part, points)
            for part, points in zip(self._parts, self.points, strict=True)
        )

    def _is_title(self, part: Piece, points: Points) -> bool:
        size = pitch(points, len(points))
        middle = float(part.points[[0, -1], 0].mean())
        return size > LARGER * EM or abs(middle - self._width / 2) < CENTRED * self._width

    def _alien(self, own: Sequence[Mark]) -> bool:
        """Tell whether titles, buttons or other labels are of another sort of page."""
        top, foot, columns = own[0].y - EM, self._end(own[-1].y) + EM, lefts(own)
        for number, (part, points) in enumerate(zip(self._parts, self.points, strict=True)):
            x, y = points[0]
            if number in self._heads or not ALIEN.search(part.text):
                continue
            if not top < y < foot:
                if len(part.text) <= NOTE and not self._names(part, top, foot):
                    return True
            elif any(abs(x - EM / 2 - left) < ALIGNED * EM for left in columns):
                label, colon, _ = part.text.partition(COLON)
                if len(label) <= (NOTE if colon else SIGN) and ALIEN.search(label):
                    return True
        return False

    def _names(self, title: Piece, top: float, foot: float) -> bool:
        """Tell whether what stands above a list is a firm's name that is one of its values, too."""
        return len(title.text) > SIGN and any(
            title.text in part.text and top < points[0, 1] < foot
            for part, points in zip(self._parts, self.points, strict=True)
        )

    def _end(self, last: float) -> float:
        """Where the value of the last label at `last` ends: a scope may name any business, and goes on row by row."""
        end = last
        for y in sorted(float(points[0, 1]) for points in self.points):
            if end < y < end + LEADING * EM:
                end = y
        return end


def own_of(kind: Vocabulary, marks: Sequence[Mark]) -> list[Mark]:
    """The labels that are a kind's."""
    return [mark for mark in marks if any(mark.text in labels for labels in kind.fields.values())]


def _column(own: Sequence[Mark]) -> list[Mark]:
    """The labels of the column that has the most."""
    groups = [[mark for mark in own if abs(mark.left - left) < ALIGNED * EM] for left in lefts(own)] if own else []
    return max(groups, key=len, default=[])
