"""What stands on bank cards, and near the numbers of other papers."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .digitrows import DigitRow
from .pieces import Piece, Points

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


class Words:
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
