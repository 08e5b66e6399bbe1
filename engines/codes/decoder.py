"""zxing-cpp behind one typed call, with formats and texts as ZXing (Java) and WeChat spell them."""

from typing import Any

import numpy as np
import zxingcpp

from .charset import text_of
from .code import Gray, Quad, Symbol

LINEAR: Any = zxingcpp.barcode_formats_from_str("EAN13,EAN8,UPCA,UPCE,Code128,Code39,Code93,ITF,Codabar")
STACKED: Any = zxingcpp.barcode_formats_from_str("PDF417")
MATRIX: Any = zxingcpp.barcode_formats_from_str("QRCode,DataMatrix,Aztec,PDF417")
EVERY: Any = zxingcpp.barcode_formats_from_str(
    "QRCode,DataMatrix,Aztec,PDF417,EAN13,EAN8,UPCA,UPCE,Code128,Code39,Code93,ITF,Codabar"
)

NAMES = {
    "QRCode": "QR_CODE",
    "DataMatrix": "DATA_MATRIX",
    "PDF417": "PDF_417",
    "Aztec": "AZTEC",
    "Code128": "CODE_128",
    "Code39": "CODE_39",
    "Code93": "CODE_93",
    "Codabar": "CODABAR",
    "ITF": "ITF",
}
"""zxing-cpp's symbology -> ZXing's name. EAN and UPC share one symbology and are told apart by their format."""

TWO_DIMENSIONAL = frozenset(("QR_CODE", "DATA_MATRIX", "PDF_417", "AZTEC"))
RETAIL_NAMES = {"EAN13": "EAN_13", "EAN8": "EAN_8", "UPCA": "UPC_A", "UPCE": "UPC_E", "ISBN": "EAN_13"}
RETAIL = frozenset(("EAN_13", "EAN_8", "UPC_A", "UPC_E"))

SHORTEST = {"CODE_39": 3, "ITF": 6, "CODE_93": 2, "CODABAR": 3}
"""Fewest characters that we believe: these formats have no check character (or a weak one), and print or texture gives
readings of one to three characters. ITF of four digits is seen in text; ZXing's own list of lengths starts at 6 too."""

SMALLEST = 3
"""Pixels. No symbol fits into an image with a side shorter than this, and decoders stumble over such images."""


def decode(
    gray: Gray, formats: Any = EVERY, *, one_way: bool = False, histogram: bool = False, downscale: bool = True
) -> list[Symbol]:
    """Read every symbol of the H x W image `gray`.

    `one_way` looks along rows only and at dark on light only (a crop that was turned upright); `histogram` takes one
    threshold per image instead of local ones, better on small even crops; `downscale` reads smaller copies as well.
    """
    if min(gray.shape) < SMALLEST:
        return []
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(gray),
        formats=formats,
        try_rotate=not one_way,
        try_invert=not one_way,
        try_downscale=downscale,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=zxingcpp.Binarizer.GlobalHistogram if histogram else zxingcpp.Binarizer.LocalAverage,
    )
    symbols = [_symbol(barcode) for barcode in found]
    return [symbol for symbol in symbols if len(symbol.text) >= SHORTEST.get(symbol.format, 1)]


def _symbol(barcode: Any) -> Symbol:
    position = barcode.position
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    quad = np.array([(corner.x, corner.y) for corner in corners], np.float64)
    name = NAMES.get(barcode.symbology.name)
    if name in TWO_DIMENSIONAL:
        return Symbol(name, text_of(barcode.bytes, barcode.text), quad)
    quad = clockwise(quad)
    if name is None:
        return Symbol(*retail(RETAIL_NAMES[barcode.format.name], _digits(barcode)), quad)
    # ZXing (Java) leaves Codabar's start and stop letters away.
    return Symbol(name, barcode.text[1:-1] if name == "CODABAR" else barcode.text, quad)


def clockwise(quad: Quad) -> Quad:
    """Return the corners of a linear symbol clockwise from its own left_top.

    zxing-cpp swaps only left and right of a linear symbol that it reads backwards, which would make it a mirrored one.
    """
    across, down = quad[1] - quad[0], quad[3] - quad[0]
    turn = across[0] * down[1] - across[1] * down[0]
    return quad if turn >= 0 else quad[[3, 2, 1, 0]]


def _digits(barcode: Any) -> str:
    """Return the digits that are printed: zxing-cpp expands UPC-E to 13 and keeps the 8 aside."""
    extra = barcode.extra or {}
    return str(extra.get("UPCE", barcode.text))


def retail(name: str, digits: str) -> tuple[str, str]:
    """Return (format, text) as ZXing does: an EAN-13 that starts with 0 is a UPC-A of 12 digits."""
    if name in ("EAN_13", "UPC_A") and len(digits) == 13 and digits[0] == "0":
        return "UPC_A", digits[1:]
    return name, digits
