"""Where a list lies in the image: labels that begin below each other, laid level, in millimetres of its own."""

from collections.abc import Sequence

import numpy as np

from ..frame import Frame, Matrix, mapped
from ..labels import Anchor
from ..ledger import upright
from ..pieces import Piece, Points, Rgb
from ..standing import columns
from ..template import Template
from ..warp import straightened

EM = 4.0
"""Millimetres of a label's character, which is the measure of everything here."""
ALIGNED = 1.2
"""Ems by which labels of one column begin apart, at most."""
ASKEW, MOST = 5.0, 0.8
"""The same before the list is straight; and the share of labels that stand in its one or two columns, at least."""
ROW = 5
"""Characters of a row that says how rows run."""
STEEP = (0.12, 0.08, 0.05)
"""Slope at most of rows that do, round by round: watermarks run steeper."""
ABOVE, BELOW, BESIDE = 3.0, 24.0, 2.0
"""Ems above the first label, below the last one and beside all print that belong to a list."""


def may_stand(parts: Sequence[Piece], heads: Sequence[Anchor]) -> bool:
    """Tell whether labels stand in a column or two, at a glance: those of a card stand in more."""
    starts = mapped(upright(parts, heads), np.array([head.first for head in heads]))
    sizes = sorted(map(len, columns(starts, ASKEW)))
    return sum(sizes[-2:]) >= MOST * len(heads)


def laid(rgb: Rgb, parts: Sequence[Piece], heads: Sequence[Anchor]) -> Frame:
    """The list's frame. Its template has no labels and knows whether the print is light on a dark ground."""
    matrix = _straight(parts, heads)
    pitches = [pitch(mapped(matrix, np.array((head.first, head.last))), head.end) for head in heads if head.end > 2]
    scale = EM / float(np.median(pitches or [1.0]))
    matrix = np.diag((scale, scale, 1.0)) @ matrix
    firsts = mapped(matrix, np.array([head.first for head in heads]))
    every = mapped(matrix, np.vstack([part.points for part in parts]))
    top, foot = firsts[:, 1].min() - ABOVE * EM, firsts[:, 1].max() + BELOW * EM
    inside = every[(top < every[:, 1]) & (every[:, 1] < foot)]
    left, right = inside[:, 0].min() - BESIDE * EM, inside[:, 0].max() + BESIDE * EM
    foot = inside[:, 1].max() + BESIDE * EM
    shift = np.array(((1.0, 0.0, -left), (0.0, 1.0, -top), (0.0, 0.0, 1.0)))
    template = Template(float(right - left), float(foot - top), (), {}, negative=_is_light(rgb, parts, heads))
    return Frame(template, np.asarray(shift @ matrix, np.float64), tuple(heads))


def pitch(ends: Points, length: int) -> float:
    """The way from one character to the next, on the mean: where each is, is known to a sixth of it alone."""
    return float(np.hypot(*(ends[-1] - ends[0]))) / (length - 1)


def _straight(parts: Sequence[Piece], heads: Sequence[Anchor]) -> Matrix:
    """From pixels to about ems: rows level, columns of labels upright."""
    matrix = upright(parts, heads)
    for steep in STEEP:
        starts = mapped(matrix, np.array([head.first for head in heads]))
        standing = [starts[group] for group in columns(starts, 2 * ALIGNED) if len(group) > 1]
        rows = _rows([mapped(matrix, part.points) for part in parts if len(part.glyphs) >= ROW], starts, steep)
        if not rows or not standing:
            return matrix
        matrix = straightened(rows, standing) @ matrix
    return matrix


def _rows(rows: Sequence[Points], starts: Points, steep: float) -> list[Points]:
    """Those that are about level and stand beside the labels."""
    top, foot, left = starts[:, 1].min() - 1.0, starts[:, 1].max() + 1.0, starts[:, 0].min() - 1.0
    found = []
    for row in rows:
        across, down = row[-1] - row[0]
        if abs(down) < steep * across and top < row[:, 1].mean() < foot and row[0, 0] > left:
            found.append(row)
    return found


def _is_light(rgb: Rgb, parts: Sequence[Piece], heads: Sequence[Anchor]) -> bool:
    """Tell whether labels are lighter than their ground, which is most of what is around their strokes."""
    votes = 0
    for part in (parts[head.piece] for head in heads):
        (left, top), (right, foot) = part.points.min(axis=0), part.points.max(axis=0)
        half = part.height / 2
        x0, x1, y0, y1 = (max(0, round(side)) for side in (left - half, right + half, top - half, foot + half))
        grey = rgb[y0 : y1 + 1, x0 : x1 + 1, 0]
        dark, middle, light = np.percentile(grey, (2, 50, 98)) if grey.size else (0, 0, 0)
        votes += 1 if light - middle > middle - dark else -1
    return votes > 0
