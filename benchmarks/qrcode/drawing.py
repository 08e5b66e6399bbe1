"""Codes of every format, drawn clean, with contents of the kind that each carries."""

import random
import string
from dataclasses import dataclass

import numpy as np
import zxingcpp

from benchmarks.qrcode.images import expanded
from benchmarks.qrcode.readers import Gray

FORMATS = {
    "QR_CODE": "QRCode", "DATA_MATRIX": "DataMatrix", "AZTEC": "Aztec", "PDF_417": "PDF417", "EAN_13": "EAN13",
    "EAN_8": "EAN8", "UPC_A": "UPCA", "UPC_E": "UPCE", "CODE_128": "Code128", "CODE_39": "Code39",
    "CODE_93": "Code93", "ITF": "ITF", "CODABAR": "Codabar",
}  # fmt: skip
"""Our name of a format -> zxing-cpp's."""
TWO_DIMENSIONAL = ("QR_CODE", "DATA_MATRIX", "AZTEC", "PDF_417")
HEIGHT = 0.35
"""Of bars, as a share of their width."""


@dataclass(frozen=True)
class Case:
    """A picture with known codes: `kind` is its row in the table, `texts` the codes' contents, none for no code."""

    name: str
    kind: str
    gray: Gray
    texts: list[str]
    format: str = ""


def content(name: str, choose: random.Random) -> str:
    """Return what a code of that format may say."""
    digits = "".join(choose.choices(string.digits, k=13))
    letters = "".join(choose.choices(string.ascii_uppercase + string.digits, k=choose.randint(6, 12)))
    lengths = {"EAN_13": 12, "EAN_8": 7, "UPC_A": 11, "ITF": 13}
    if name in lengths:
        return checked(digits[: lengths[name]])
    if name == "UPC_E":
        return _upc_e("0" + digits[:5] + choose.choice("012"))
    if name == "CODABAR":
        return "A" + digits[:9] + "B"
    return f"https://u.wechat.com/{letters}" if name == "QR_CODE" else letters


def checked(digits: str) -> str:
    """Append the check digit of GS1 numbers: weights 3, 1, 3, ... from the right."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def _upc_e(digits: str) -> str:
    """Append the check digit, which is that of the UPC-A in full."""
    return digits + checked(expanded(digits + "0")[:11])[-1]


def symbol(name: str, text: str, module: int, quiet: int = 0) -> Gray:
    """Draw a code at `module` pixels a module, with so many white modules around it. Bars are HEIGHT of their width."""
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, FORMATS[name]))
    gray = cut(np.array(barcode.to_image(scale=module, add_quiet_zones=False), np.uint8))
    if name not in TWO_DIMENSIONAL:
        bars = gray[gray.shape[0] // 3]
        gray = np.repeat(bars[None], max(int(len(bars) * HEIGHT), 12 * module), axis=0)
    return np.pad(gray, quiet * module, constant_values=255)


def cut(gray: Gray) -> Gray:
    """Cut off the white around what is drawn."""
    rows, columns = (np.flatnonzero((gray < 128).any(axis=axis)) for axis in (1, 0))
    return gray[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def pasted(sheet: Gray, gray: Gray, left: int, top: int) -> None:
    """Lay a picture on a sheet."""
    sheet[top : top + gray.shape[0], left : left + gray.shape[1]] = gray
