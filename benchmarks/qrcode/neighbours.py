"""Several codes side by side: equal ones, ones that share a quiet zone, and labels in rows and columns."""

import random
from collections.abc import Iterator

import numpy as np

from benchmarks.qrcode.drawing import FORMATS, Case, checked, content, symbol
from benchmarks.qrcode.readers import Gray

MODULE = 3
GRIDS = ((2, 2), (2, 4), (3, 3))
QUIET = {"PDF_417": 4, "CODE_128": 10, "EAN_13": 10, "QR_CODE": 4, "DATA_MATRIX": 4}
"""Modules between the labels of a grid."""


def cases() -> Iterator[Case]:
    """Yield pairs of equal codes, of different ones that share a quiet zone, and grids of labels."""
    for format_ in FORMATS:
        first, second = (content(format_, random.Random(f"neighbours/{format_}/{number}")) for number in range(2))
        for way, apart in (("beside", 1), ("below", 0)):
            for gap in (12, 40):
                grid = _grid(format_, [first, first], 1 + apart, gap)
                yield Case(f"equal/{format_}/{way}/{gap}", f"two equal ones, {way}", grid, [first] * 2, format_)
            touching = _grid(format_, [first, second], 1 + apart, QUIET.get(format_, 10))
            yield Case(f"touching/{format_}/{way}", f"sharing a quiet zone, {way}", touching, [first, second], format_)
    for format_, quiet in QUIET.items():
        for rows, columns in GRIDS:
            texts = [f"69{rows}{columns}{number:08d}" for number in range(rows * columns)]
            if format_ == "EAN_13":
                texts = [checked(text) for text in texts]
            gray = _grid(format_, texts, columns, quiet)
            yield Case(f"grid/{format_}/{rows}x{columns}", f"{format_} in rows and columns", gray, texts, format_)


def _grid(format_: str, texts: list[str], columns: int, gap: int) -> Gray:
    """Lay codes in so many columns, `gap` modules apart and 10 from the edge."""
    drawn = [symbol(format_, text, MODULE) for text in texts]
    height, width = (max(gray.shape[axis] for gray in drawn) + gap * MODULE for axis in (0, 1))
    rows = -(-len(texts) // columns)
    sheet = np.full((rows * height, columns * width), 255, np.uint8)
    for number, gray in enumerate(drawn):
        row, column = divmod(number, columns)
        sheet[row * height : row * height + gray.shape[0], column * width : column * width + gray.shape[1]] = gray
    return np.pad(sheet, 10 * MODULE, constant_values=255)
