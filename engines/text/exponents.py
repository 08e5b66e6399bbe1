"""Raised figures behind 10, as in counts of blood cells: the recogniser takes ⁹ for °, leaves it out, or writes 10¹² as
1012. They are read by themselves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.clock import Budget

from .crops import rectify
from .ink import mask
from .letters import Letter
from .line import Reading, Rgb
from .recogniser import Recogniser

_RAISED = "⁰¹²³⁴-⁹⁻"
BASE = re.compile(
    rf"(?:(?<=[×xX*·])|(?<=[×xX*·] ))10[°º^{_RAISED}\d-]{{0,3}}(?![\d.,])"  # 6.02×10²³
    rf"|10[°º^{_RAISED}\d-]{{0,3}}(?= ?[/A-Za-zμ])"  # 10⁹/L
    rf"|10[°º^{_RAISED}-][{_RAISED}\d-]{{0,2}}(?![\d.,])"  # 10⁻³
    rf"|\d[{_RAISED}]+\d[{_RAISED}\d]?(?![\d.,])"  # 2¹⁰, of which a part was seen to be raised
)
"""A ten or another figure that may have an exponent, and what was read of it."""
FIGURES = frozenset("0123456789-")
SURE = 0.9
"""Probability of each raised figure, which is read right at all sizes or not at all; a minus is no more than a dot."""
SMALLEST, LARGEST, LOWEST = 0.4, 0.8, 0.75
"""Heights of the ten: those of its exponent, which rings of degrees are below, and where it ends at most."""
APART = 0.5
"""Heights of the ten that are free before each figure of its exponent at most."""
MINUS, FLAT = 0.3, 1.5
"""Heights of the ten that are free before its exponent where a minus stands that is too faint to be seen, and the width
of one that is seen, in its heights: without it a thousandth is a thousand."""
WIDE, ROUND = 0.75, 0.1
"""Heights of a figure from which it is wide for one alone, and by which a 0 reaches beyond its lower end."""
MARGIN = 0.2
"""Heights of an exponent that are left around it to be read."""
_WRITTEN = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Piece(NamedTuple):
    """Connected ink in a flat line."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.height


def with_exponents(reading: Reading, image: Rgb, recogniser: Recogniser, budget: Budget) -> Reading:
    """The reading of a line, with what stands raised behind a ten as its exponent, if there is time."""
    letters, tens = reading.letters, list(BASE.finditer(reading.text))
    if not tens or budget.spent():
        return reading
    flat = rectify(image, reading.flat)
    ink = mask(flat)
    pieces = pieces_of(ink)
    for ten in reversed(tens):
        base, end = ten.start() + ten[0].startswith("10"), ten.end()
        figures = _figures(flat, _raised(ink, pieces, letters[base].place), recogniser)
        if figures:  # a minus is thin, and more often seen in the whole line
            minus = [replace(letter, text="⁻") for letter in letters[base + 1 : end] if letter.text in "-⁻"][:1]
            minus = [] if figures[0].text == "⁻" else minus
            letters = (*letters[: base + 1], *minus, *figures, *letters[end:])
    return replace(reading, letters=letters)


def pieces_of(ink: NDArray[np.uint8]) -> list[Piece]:
    """The connected ink of a flat line, from left to right."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    return sorted(Piece(*stat[:4]) for stat in stats[1:].tolist())


def _raised(ink: NDArray[np.uint8], pieces: Sequence[Piece], place: float) -> list[Piece]:
    """The pieces that stand raised behind the figure at a place of the flat line."""
    base = next((piece for piece in pieces if piece.left <= place <= piece.right and piece.height > 1), None)
    if base is None:
        return []
    base, touching = _parted(ink, base)
    raised = list(_exponent([*touching, *pieces], base))
    if not raised or around(raised).height < SMALLEST * base.height:
        return []
    return raised if raised[0].left - base.right <= MINUS * base.height else []


def _parted(ink: NDArray[np.uint8], piece: Piece) -> tuple[Piece, list[Piece]]:
    """A figure, and what stands raised behind it and touches it, as in small print."""
    part = ink[piece.top : piece.bottom, piece.left : piece.right]
    low = np.flatnonzero(part[int(LOWEST * piece.height) :].any(axis=0))
    end = int(low[-1]) + 1 + round(ROUND * piece.height) if low.size else piece.width
    if piece.width <= WIDE * piece.height or end >= piece.width:
        return piece, []
    rows = np.flatnonzero(part[:, end:].any(axis=1))
    behind = Piece(piece.left + end, piece.top + int(rows[0]), piece.width - end, int(rows[-1] - rows[0]) + 1)
    return piece._replace(width=end), [behind]


def _exponent(pieces: Sequence[Piece], base: Piece) -> Iterator[Piece]:
    end = base.right
    for piece in pieces:
        if piece.left < base.right:
            continue
        is_raised = piece.bottom <= base.top + LOWEST * base.height and piece.height <= LARGEST * base.height
        if not is_raised or piece.left - end > APART * base.height:
            return
        end = piece.right
        yield piece


def _figures(flat: Rgb, raised: Sequence[Piece], recogniser: Recogniser) -> list[Letter]:
    """The figures of an exponent, if that is what it is."""
    found = read_alone(flat, around(raised), recogniser, FIGURES) if raised else []
    text = "".join(letter.text for letter in found)
    if not re.fullmatch(r"-?[1-9]\d?", text):
        return []
    if min(letter.probability for letter in found if letter.text != "-") < SURE:
        return []
    if text[0] != "-" and _begins_with_minus(raised):
        found = [replace(found[0], text="-", place=float(raised[0].left)), *found]
    return [replace(letter, text=letter.text.translate(_WRITTEN)) for letter in found]


def _begins_with_minus(raised: Sequence[Piece]) -> bool:
    """Tell whether a flat stroke stands before all else, and not above a part of it, as that of a 5 does."""
    first, rest = raised[0], raised[1:]
    flat = first.width >= FLAT * first.height
    return flat and bool(rest) and min(piece.left for piece in rest) >= first.right


def around(pieces: Sequence[Piece]) -> Piece:
    """The place that pieces take together."""
    left, top = min(piece.left for piece in pieces), min(piece.top for piece in pieces)
    return Piece(left, top, max(piece.right for piece in pieces) - left, max(piece.bottom for piece in pieces) - top)


def read_alone(flat: Rgb, place: Piece, recogniser: Recogniser, signs: frozenset[str]) -> list[Letter]:
    """What stands at a place of a flat line, enlarged to a line of its own; of `signs` alone."""
    margin = max(1, round(MARGIN * place.height))
    ground = tuple(int(level) for level in np.median(flat, axis=(0, 1)))
    part = flat[place.top : place.bottom, place.left : place.right]
    alone = cv2.copyMakeBorder(part, margin, margin, 2 * margin, 2 * margin, cv2.BORDER_CONSTANT, value=ground)
    height, width = alone.shape[:2]
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float64)
    found = recogniser.read(rectify(np.asarray(alone, np.uint8), corners), signs)
    places = np.linspace(place.left, place.right, 2 * len(found) + 1)[1::2]
    return [replace(letter, place=float(at)) for letter, at in zip(found, places, strict=True)]
