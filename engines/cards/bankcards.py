"""The number of a bank card: a whole row of digits that proves itself, among the words that stand on such cards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.text import Engine, Line
from shared.clock import Budget

from .certainty import LEAST, MEAN
from .digitrows import DigitRow, digit_rows
from .glare import blown_out, laid_flat
from .numbers import is_bank_number
from .pieces import Piece, Points, Rgb, pieces

BREAKS = {
    14: ({4, 10},),
    15: ({4, 10},),
    16: ({4, 8, 12}, {6}),
    17: ({4, 8, 12, 16}, {6}),
    18: ({4, 8, 12, 16}, {6}),
    19: ({4, 8, 12, 16}, {6}),
}
"""Digits of a number, and those behind which there may be a gap."""
WORDS = (
    (
        2,
        re.compile("银行|信用社|农商|农信|BANK|UNION.?PAY|银联|VISA|MASTERCARD|MAESTRO|AMERICANEXPRESS|DINERSCLUB|JCB"),
    ),
    (1, re.compile("借记|贷记|信用卡|储蓄卡|理财卡|DEBIT|CREDIT|PLATINUM|ATM|VALID|THRU|有效期|MONTH/?YEAR|CARD")),
    (1, re.compile(r"(?<!\d)(0[1-9]|1[0-2])/\d\d(?!\d)")),
)
"""What stands on bank cards, and how much it says. What is said twice counts twice, if it stands in two places."""
NEEDED, NEAR_NEEDED = 3, 1
"""How much must be said on the card, and of that beside the number."""
CARD, BESIDE = ((-9.0, -30.0), (31.0, 14.0)), ((-9.0, -13.0), (31.0, 10.0))
"""Left top and right bottom of what may be the card, standing or lying, and of what lies beside its number: in pitches
from the first digit."""
ABOVE, BELOW, BEFORE = 5.0, 4.0, 8.0
"""Pitches above a number's row and below it in which words are the paper's that it stands on, whatever that lies on,
and before it in the row, in which a label is about the number."""
ALIKE = 0.65
"""Height of a label in heights of its number, at least: the print of what a card lies on is smaller."""
Box = tuple[tuple[float, float], tuple[float, float]]
OTHER = re.compile(
    "签购|商户|商品|金额|交易|凭证|小票|合计|卡号|账号|帐号|户名|余额|订单|单号|回单|转账|编号|证号|号码|电话|手机"
    r"|[号码]\W?\d{12}"
)
"""Words near numbers that stand on other papers, and what calls the number itself one."""
LABEL = re.compile(f"(?:{OTHER.pattern}|[号码])[:：]?$")
SOCIAL, OWN = "社会保障", re.compile(r"号码?\W*[\dA-Z]{6,}$")
"""What stands on a bank card that is one of social security as well, and there on labels with a number of their own."""

FEWEST = 4
"""Digits of a row that is read again."""
STRIP, MARGIN, LONGEST = 1.3, 2.5, 24.5
"""What is read again: its height in heights of the print; pitches before and behind a number; the longest one's with
them."""
STEP = 0.25
"""Pitches by which it is shortened where the image ends."""
AFTER, LONGER, LONGEST_SHORT, LAST_GROUP = 1.9, (1.2, 4.6), 16, 3
"""Pitches of a row's last digit from where it cannot go on; those between which another group would stand; digits of a
number that may go on so, and of that group. A card's edge is like a 1."""
SPREAD, CONTRAST, FAINTEST = 0.25, 45.0, 5.0
"""Local contrast: over how many heights of the print; its deviation afterwards; the least deviation that is raised."""


@dataclass(frozen=True)
class BankCard:
    """A bank card's number, and the middles of its first and last digit in pixels."""

    number: str
    ends: Points


def read_bank_cards(rgb: Rgb, lines: Sequence[Line], engine: Engine, budget: Budget) -> list[BankCard]:
    """The bank cards of an image whose lines were read, the clearest first; `engine` reads a doubtful row again.

    A number that is not certain is none, nor is one that there was no time to look at. The same one twice is one card.
    """
    read = pieces(lines)
    words = _Words(read)
    rows = [row for row in digit_rows(read) if words.tell_of_a_card(row)]
    certain = [row for row in rows if _certain(row) and not budget.spent() and _ends(rgb, row, engine)]
    if not certain:
        doubtful = [row for row in rows if len(row.glyphs) >= FEWEST and not budget.spent()][:1]
        again = (other for row in doubtful for other in _again(rgb, row.with_level(rows), engine))
        certain = [row for row in again if _certain(row) and words.tell_of_a_card(row) and _ends(rgb, row, engine)][:1]
    clearest = {row.number: row for row in sorted(certain, key=lambda row: row.mean)}
    return [BankCard(number, row.points[[0, -1]]) for number, row in reversed(clearest.items())]


def _certain(row: DigitRow) -> bool:
    """Tell whether a row is a bank card's number, whole and certain."""
    breaks = row.breaks
    grouped = breaks is not None and any(breaks <= known for known in BREAKS.get(len(row.glyphs), ()))
    return row.whole and grouped and is_bank_number(row.number) and row.least >= LEAST and row.mean >= MEAN


def _ends(rgb: Rgb, row: DigitRow, engine: Engine) -> bool:
    """Tell whether a row ends where it seems to: no light, no edge of the image, no group that was not read hides more.

    Numbers of 16 digits and of 19 begin alike.
    """
    height = row.height * STRIP
    last = float(row.place(row.points)[-1, 0])
    if blown_out(laid_flat(rgb, _clipped(row.strip(-0.5, last + 0.5, height), rgb))):
        return False
    if len(row.glyphs) > LONGEST_SHORT:
        return True
    edge = row.pixels(np.array(((last + AFTER, 0.0),)))[0]
    gap = _clipped(row.strip(last + 0.5, last + AFTER, height), rgb)
    if not ((edge >= 0) & (edge < (rgb.shape[1], rgb.shape[0]))).all() or blown_out(laid_flat(rgb, gap)):
        return False
    behind = engine.read_line(rgb, _clipped(row.strip(last + LONGER[0], last + LONGER[1], height), rgb))
    more = [sign for sign in behind.characters if sign.text.isdecimal() and sign.probability >= LEAST]
    return len(more) < LAST_GROUP


class _Words:
    """The lines that say something about numbers, side by side; most lines say nothing."""

    def __init__(self, read: Sequence[Piece]) -> None:
        social = any(SOCIAL in piece.text for piece in read)
        others = [OTHER.search(piece.text) is not None and not (social and OWN.search(piece.text)) for piece in read]
        kept = [
            (piece, other)
            for piece, other in zip(read, others, strict=True)
            if other or LABEL.search(piece.text) or _worth(piece.text)
        ]
        said = [piece for piece, _ in kept]
        lengths = [len(piece.glyphs) for piece in said]
        self._points = np.vstack([piece.points for piece in said] or [np.zeros((0, 2))])
        self._owners, self._lasts = np.repeat(np.arange(len(said)), lengths), np.cumsum(lengths, dtype=np.int_) - 1
        self._heights = np.array([piece.height for piece in said])
        self._labels = np.array([LABEL.search(piece.text) is not None for piece in said], np.bool_)
        self._others = np.array([other for _, other in kept], np.bool_)
        self._worths = np.array([_worth(piece.text) for piece in said], np.int_)

    def tell_of_a_card(self, row: DigitRow) -> bool:
        """Tell whether words say that a row of digits is on a bank card, and none that it is on another paper."""
        length = float(row.place(row.points)[-1, 0])
        places = row.place(self._points)

        def near(box: Box) -> NDArray[np.bool_]:
            return np.bincount(self._owners[_within(places, box)], minlength=len(self._worths)) > 0

        before = _within(places[self._lasts], ((-BEFORE, -1.0), (0.0, 1.0)))
        labelled = self._labels & (self._heights > ALIKE * row.height) & before
        if (labelled | (self._others & near(((1.0, -ABOVE), (length - 2.0, BELOW))))).any():
            return False
        said, beside = self._worths @ near(CARD), self._worths @ near(BESIDE)
        return bool(said >= NEEDED and beside >= NEAR_NEEDED)


def _worth(text: str) -> int:
    """How much a line says for a bank card."""
    return sum(weight for weight, word in WORDS if word.search(text.upper()))


def _within(places: Points, box: Box) -> NDArray[np.bool_]:
    """Which points lie in a box."""
    return np.asarray(((places >= box[0]) & (places <= box[1])).all(axis=1), np.bool_)


def _again(rgb: Rgb, row: DigitRow, engine: Engine) -> Iterator[DigitRow]:
    """The rows of digits that are read where a number's row goes on: as it is, upside down, and with raised contrast.

    A row that reaches an end of what was read again may go on there.
    """
    last = float(row.place(row.points)[-1, 0])
    more = max(MARGIN, LONGEST - last)
    places = np.arange(-more, last + more, STEP)
    there = row.pixels(np.stack((places, np.zeros(len(places))), axis=1))
    seen = places[((there >= 0) & (there < (rgb.shape[1], rgb.shape[0]))).all(axis=1)]
    corners = _clipped(row.strip(float(seen[0]), float(seen[-1]), row.height * STRIP), rgb)
    upside_down, raised = np.roll(corners, 2, axis=0), _levelled(rgb, corners, SPREAD * row.height)
    for picture, strip in ((rgb, corners), (rgb, upside_down), (raised, corners)):
        for found in digit_rows(pieces([engine.read_line(picture, strip)])):
            ends = found.place(np.array((strip[[0, 3]].mean(axis=0), strip[[1, 2]].mean(axis=0))))[:, 0]
            if ends[0] < -AFTER and ends[1] > found.place(found.points)[-1, 0] + AFTER:
                yield found


def _clipped(corners: Points, rgb: Rgb) -> Points:
    return np.asarray(np.clip(corners, 0, (rgb.shape[1] - 1, rgb.shape[0] - 1)), np.float64)


def _levelled(rgb: Rgb, corners: Points, sigma: float) -> Rgb:
    """The image with raised local contrast around four corners: print stands out of its ground by shade alone."""
    low = np.maximum(corners.min(axis=0).astype(int) - int(3 * sigma), 0)
    high = corners.max(axis=0).astype(int) + int(3 * sigma)
    picture = rgb.copy()
    part = picture[low[1] : high[1], low[0] : high[0]]
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32)
    apart = grey - cv2.GaussianBlur(grey, (0, 0), sigma)
    deviation = np.sqrt(cv2.GaussianBlur(apart * apart, (0, 0), sigma) + FAINTEST**2)
    part[:] = np.clip(128 + CONTRAST * apart / deviation, 0, 255)[..., None].astype(np.uint8)
    return picture
