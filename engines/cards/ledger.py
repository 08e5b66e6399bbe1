"""Where a document lies whose labels stand in columns, wherever its printer put them.

No millimetres are known of it: rows of print run level, labels of one column begin below each other, and both say how
the sheet is seen. Lengths are in ems of its print until the sheet has its size.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .frame import Frame, Matrix, mapped
from .labels import Anchor, places
from .pieces import Piece, Points
from .standing import columns, em_of
from .template import Ledger
from .warp import straightened

LONG, ROW = 3, 5
"""Characters of a label that is found by its text alone, and of a piece that says how rows run."""
AT_FIRST, ALIGNED = 5.0, 1.4
"""Ems by which labels of a column may begin apart while the sheet is not yet straight, and after that."""
APART = 8.0
"""Ems between the beginnings of two columns, at least."""
MOST = 12
"""Titles of a picture, at most: a page that repeats it more often shows no sheet."""
LARGE = 1.5
"""Ems from one character of a title to the next, at least: it is in larger print than anything else, and apart."""
REACH, DEPTH = 31.0, 55.0
"""Ems from a title's middle to the sheet's edge, and from it down to the last label, at most."""
FEWEST, MANY = 3, 5
"""Labels in columns that make a document with its title or its number's label; and without, with a mark of the form."""
BEGUN = 13.0
"""Ems from where a label begins to where its value has begun."""
STEEP = (0.0, 0.0, 0.05, 0.05)
"""Slope at most of rows without a label, round by round: those with one are level first, as print behind is not."""


def ruled(pieces: Sequence[Piece], ledger: Ledger) -> Frame | None:
    """The document of most labels, or None where too few of them stand in as many columns as it has."""
    found = list(_found(pieces, ledger))
    if not found:
        return None
    best: tuple[int, Frame] | None = None
    for matrix, mine in _groups(pieces, found, ledger):
        frame = _straight(pieces, mine, matrix, ledger)
        if frame is not None and (best is None or frame.weight > best[0]):
            best = frame.weight, frame
    return best and best[1]


def _found(pieces: Sequence[Piece], ledger: Ledger) -> Iterator[Anchor]:
    """Every label that is found by its text alone; in running text, what stands below columns is none."""
    words = sorted((ledger.title, ledger.code, *ledger.foot, *ledger.words), key=lambda text: (-len(text), text))
    for number, piece in enumerate(pieces):
        taken: set[int] = set()
        for text in words:
            for start, end in places(piece.text, text) if len(text) >= LONG else ():
                if taken.isdisjoint(range(start, end)) and (start == 0 or text not in ledger.foot):
                    taken.update(range(start, end))
                    first, last = piece.glyphs[start], piece.glyphs[end - 1]
                    there = (0.0, 0.0)
                    yield Anchor(text, (first.x, first.y), (last.x, last.y), (there, there), number, start, end)


def _groups(pieces: Sequence[Piece], found: Sequence[Anchor], ledger: Ledger) -> Iterator[tuple[Matrix, list[Anchor]]]:
    """What turns the picture upright, and the labels of each sheet: those that belong to one title."""
    matrix = upright(pieces, found)
    ends = {id(anchor): mapped(matrix, np.array((anchor.first, anchor.last))) for anchor in found}
    found = [anchor for anchor in found if anchor.text != ledger.title or _is_large(anchor, ends[id(anchor)])]
    points = {id(anchor): ends[id(anchor)].mean(axis=0) for anchor in found}
    titles = [points[id(anchor)] for anchor in found if anchor.text == ledger.title]
    codes = [points[id(anchor)] for anchor in found if anchor.text == ledger.code]
    heads = np.array(titles if len(titles) >= len(codes) else codes)
    if len(heads) < 2:
        yield matrix, list(found)
    if not 2 <= len(heads) <= MOST:
        return
    groups: list[list[Anchor]] = [[] for _ in heads]
    for anchor in found:
        across, down = (points[id(anchor)] - heads).T
        near = int((np.abs(across) + np.where(down > 0, down * 0.5, -down * 3)).argmin())
        if abs(across[near]) < REACH and down[near] < DEPTH:
            groups[near].append(anchor)
    for group in groups:
        yield matrix, group


def _is_large(title: Anchor, ends: Points) -> bool:
    """Tell whether a title is one, by its ends in ems: scopes of business end with its words, in their own size."""
    return float(np.hypot(*(ends[1] - ends[0]))) > LARGE * (title.end - title.start - 1)


def upright(pieces: Sequence[Piece], found: Sequence[Anchor]) -> Matrix:
    """From pixels to ems of the print, rows running to the right."""
    ways = np.array([np.subtract(anchor.last, anchor.first) for anchor in found])
    across, down = ways.sum(axis=0) / max(1e-6, float(np.hypot(*ways.sum(axis=0))))
    long = [piece for piece in pieces if len(piece.glyphs) >= ROW]
    em = em_of([piece.points for piece in long], [piece.text for piece in long])
    x, y = np.mean([anchor.first for anchor in found], axis=0)
    turn = np.array(((across, down, 0.0), (-down, across, 0.0), (0.0, 0.0, 1.0)))
    turn[:2] /= em
    turn[:2, 2] = -turn[:2, :2] @ (x, y)
    return turn


def _straight(pieces: Sequence[Piece], mine: Sequence[Anchor], matrix: Matrix, ledger: Ledger) -> Frame | None:
    """The frame of one sheet, by its labels."""
    near = AT_FIRST
    words = [anchor for anchor in mine if anchor.text in ledger.words]
    for steep in STEEP:
        if len(words) < FEWEST - 1:
            return None
        starts = mapped(matrix, np.array([anchor.first for anchor in words]))
        standing = columns(starts, near)
        rows = list(_rows(pieces, [anchor for anchor in mine if anchor.text not in ledger.foot], matrix, steep))
        matrix = straightened(rows, [starts[column] for column in standing]) @ matrix
        near = ALIGNED
    starts = mapped(matrix, np.array([anchor.first for anchor in words]))
    standing = sorted(columns(starts, ALIGNED), key=lambda column: -len(column))[: ledger.columns]
    if len(standing) < ledger.columns:
        return None
    firsts = [float(np.median(starts[column, 0])) for column in standing]
    if ledger.columns > 1 and abs(firsts[1] - firsts[0]) < APART:
        return None
    kept = {id(words[place]) for column in standing for place in column}
    labels = [anchor for anchor in mine if anchor.text not in ledger.words or id(anchor) in kept]
    agreed = _once(labels)
    if not _enough(agreed, ledger):
        return None
    return Frame(ledger, _sized(agreed, matrix, ledger), tuple(agreed))


def _rows(pieces: Sequence[Piece], mine: Sequence[Anchor], matrix: Matrix, steep: float) -> Iterator[Points]:
    """The rows of labels, and other ones around them that are not steeper."""
    labels = mapped(matrix, np.array([anchor.first for anchor in mine]))
    (left, top), (right, foot) = labels.min(axis=0), labels.max(axis=0)
    labelled = {anchor.piece for anchor in mine if anchor.start == 0}
    telling = [number for number, piece in enumerate(pieces) if number in labelled or len(piece.glyphs) >= ROW]
    if not telling:
        return
    lengths = np.array([len(pieces[number].glyphs) for number in telling])
    points = mapped(matrix, np.vstack([pieces[number].points for number in telling]))
    ends = np.cumsum(lengths)
    first, middle = points[ends - lengths], np.add.reduceat(points[:, 1], ends - lengths) / lengths
    across, down = (points[ends - 1] - first).T
    near = (left - 2 < first[:, 0]) & (first[:, 0] < right + BEGUN)
    near &= (top - 3 < middle) & (middle < foot + 8)
    level = near & (across > ROW - 2) & (np.abs(down) < steep * across)
    for place in np.flatnonzero(level | [number in labelled for number in telling]):
        yield points[ends[place] - lengths[place] : ends[place]]


def _once(labels: Sequence[Anchor]) -> list[Anchor]:
    """The labels that stand in one place: what is printed twice says nothing."""
    texts = Counter(anchor.text for anchor in labels)
    return [anchor for anchor in labels if texts[anchor.text] == 1]


def _enough(agreed: Sequence[Anchor], ledger: Ledger) -> bool:
    """Tell whether labels say that this is a document of the kind."""
    texts = {anchor.text for anchor in agreed}
    words = len(texts & set(ledger.words))
    if ledger.title in texts or ledger.code in texts:
        return words >= FEWEST
    return words >= MANY and bool(texts & set(ledger.foot))


def _sized(agreed: Sequence[Anchor], matrix: Matrix, ledger: Ledger) -> Matrix:
    """From pixels to millimetres of a sheet of the ledger's size, as far as its print tells where its edges are."""
    points: Mapping[str, NDArray[np.float64]] = {
        anchor.text: mapped(matrix, np.array((anchor.first, anchor.last))) for anchor in agreed
    }
    words = np.vstack([ends[:1] for text, ends in points.items() if text in ledger.words])
    every = np.vstack(list(points.values()))
    left = float(words[:, 0].min())
    middle = float(points[ledger.title][:, 0].mean()) if ledger.title in points else None
    shares = SHARES[ledger.columns]
    width = (float(words[:, 0].max()) - left) / shares[1] if ledger.columns > 1 else 0.0
    if middle is not None:
        width = max(width, (middle - left) / (0.5 - shares[0]))
    width = width or EMS
    height = width * ledger.height / ledger.width
    top = float(every[:, 1].min()) - shares[2] * height
    scale = ledger.width / width
    move = np.array(((scale, 0.0, -scale * (left - shares[0] * width)), (0.0, scale, -scale * top), (0.0, 0.0, 1.0)))
    return np.asarray(move @ matrix, np.float64)


EMS = 42.0
"""Ems across a standing sheet."""
SHARES = {1: (0.14, 0.0, 0.17), 2: (0.085, 0.48, 0.15)}
"""By columns: the labels' left edge and the way to the next column in widths, the highest label in heights."""
