"""Labels in CODE_39: six characters, as of stock and shelves, and part numbers with / + $ and %."""

import random
from collections.abc import Iterator

from benchmarks.qrcode.drawing import Case, symbol

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODE_32 = "0123456789BCDFGHJKLMNPQRSTUVWXYZ"
SIX = {"six digits": DIGITS, "six letters and digits": DIGITS + LETTERS, "six of Code 32": CODE_32}
SIGNS = "/+$%"


def cases() -> Iterator[Case]:
    """Yield 600 labels of six characters and 200 part numbers of three to twelve."""
    for kind, signs in SIX.items():
        for number in range(200):
            name = f"code39/{kind}/{number}"
            choose = random.Random(name)
            yield _label(name, kind, "".join(choose.choices(signs, k=6)), choose)
    for number in range(200):
        name = f"code39/part/{number}"
        choose = random.Random(name)
        parts = ["".join(choose.choices(DIGITS + LETTERS, k=choose.randint(1, 4))) for _ in range(choose.randint(2, 3))]
        yield _label(name, "part numbers with / + $ %", choose.choice(SIGNS).join(parts), choose)


def _label(name: str, kind: str, text: str, choose: random.Random) -> Case:
    return Case(name, kind, symbol("CODE_39", text, choose.choice((2, 3)), 10), [text], "CODE_39")
