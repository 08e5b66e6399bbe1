"""zxing-cpp behind one typed call, with formats and texts as ZXing (Java) and WeChat spell them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import zxingcpp

from .code import Gray, Quad, Symbol
from .confirmed import is_confirmed
from .content import text_of
from .gs1 import spelled
from .mirrored import is_mirrored
from .segments import Segment, segments_of

# Code39Std: as printed. Code39 takes six characters for the Italian Code 32, and pairs like /A as Full ASCII.
BARS = "EAN13,EAN8,UPCA,UPCE,Code128,Code39Std,Code93,ITF,Codabar,DataBarOmni,DataBarStk,DataBarExp,DataBarExpStk"
LINEAR: Any = zxingcpp.barcode_formats_from_str(BARS)
STACKED: Any = zxingcpp.barcode_formats_from_str("PDF417")
QR: Any = zxingcpp.barcode_formats_from_str("QRCode")
ROWS: Any = zxingcpp.barcode_formats_from_str(f"PDF417,{BARS}")
DOUBTFUL: dict[str, Any] = {
    "PDF417": STACKED, "CompactPDF417": STACKED, "MicroPDF417": STACKED,
    "MicroQRCode": zxingcpp.barcode_formats_from_str("MicroQRCode"),
}  # fmt: skip
"""Kinds that are believed when they are read twice -> what is sought then."""
# Not Aztec's runes, numbers of 3 digits: a blurred Aztec code, whose core is all that they have, is taken for one.
MARKED: Any = zxingcpp.barcode_formats_from_str("QRCode,DataMatrix,AztecCode")
MATRIX: Any = zxingcpp.barcode_formats_from_str("QRCode,DataMatrix,AztecCode,PDF417")
EVERY: Any = zxingcpp.barcode_formats_from_str(f"QRCode,DataMatrix,AztecCode,PDF417,MaxiCode,{BARS}")

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
    "MaxiCode": "MAXICODE",
}
"""zxing-cpp's symbology -> ZXing's name. EAN and UPC share one symbology and are told apart by their format, as do the
kinds of DataBar."""

TWO_DIMENSIONAL = frozenset(("QR_CODE", "DATA_MATRIX", "PDF_417", "AZTEC", "MAXICODE"))
RSS_NAMES = {
    "DataBarOmni": "RSS_14", "DataBarStk": "RSS_14", "DataBarExp": "RSS_EXPANDED", "DataBarExpStk": "RSS_EXPANDED",
}  # fmt: skip
SQUARE_FORMATS = TWO_DIMENSIONAL - {"PDF_417"}
RETAIL_NAMES = {"EAN13": "EAN_13", "EAN8": "EAN_8", "UPCA": "UPC_A", "UPCE": "UPC_E", "ISBN": "EAN_13"}
RETAIL = frozenset(("EAN_13", "EAN_8", "UPC_A", "UPC_E"))

ITEM = "01"
"""GS1's identifier of an item number, which an RSS_14 does not show: it holds nothing else."""

SHORTEST = {"ITF": 6}
"""Fewest characters that we believe. ITF of four digits is seen in text; ZXing's own list of lengths starts at 6."""

SYSTEM = "0"
"""The first digit of a UPC-E. With 1, which scanners leave out unless told to read it, the left half of one EAN-13 in
ten is one: rows that leave slanting bars in their middle show it."""

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
    read = partial(
        zxingcpp.read_barcodes,
        try_rotate=not one_way,
        try_invert=not one_way,
        try_downscale=downscale,
        text_mode=zxingcpp.TextMode.HexECI,
        binarizer=zxingcpp.Binarizer.GlobalHistogram if histogram else zxingcpp.Binarizer.LocalAverage,
    )
    symbols = []
    for barcode in read(np.ascontiguousarray(gray), formats=formats):
        symbol, alike = _symbol(barcode), DOUBTFUL.get(barcode.format.name)
        if alike is None or is_confirmed(symbol, gray, partial(_texts, read, alike)):
            symbols.append(symbol)
    return [symbol for symbol in symbols if _is_allowed(symbol)]


def _is_allowed(symbol: Symbol) -> bool:
    if symbol.format == "UPC_E":
        return symbol.text.startswith(SYSTEM)
    return len(symbol.text) >= SHORTEST.get(symbol.format, 1)


def _texts(read: Callable[..., Any], formats: Any, gray: Gray) -> list[str]:
    return [_symbol(barcode).text for barcode in read(gray, formats=formats)]


def _symbol(barcode: Any) -> Symbol:
    position = barcode.position
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    quad = np.array([(corner.x, corner.y) for corner in corners], np.float64)
    name = NAMES.get(barcode.symbology.name)
    if name in TWO_DIMENSIONAL:
        told = bytes.fromhex(barcode.text)
        if name != "QR_CODE":
            return Symbol(name, text_of(barcode.bytes, told), quad)
        mirrored = is_mirrored(barcode)
        text = text_of(barcode.bytes, told, partial(_segments, barcode, mirrored))
        return Symbol(name, text, quad[[0, 3, 2, 1]] if mirrored else quad)
    return Symbol(*_linear(name, barcode), clockwise(quad))


def _segments(barcode: Any, mirrored: bool) -> list[Segment]:
    modules, extra = np.array(barcode.to_image(scale=1, add_quiet_zones=False)), barcode.extra or {}
    return segments_of(
        barcode.bytes, modules.T if mirrored else modules, str(extra.get("ECLevel")), int(extra.get("DataMask", 0))
    )


def _linear(name: str | None, barcode: Any) -> tuple[str, str]:
    """Return (format, text) of a symbol whose letters are Latin-1 at most, as ZXing (Java) spells them."""
    text = barcode.bytes.decode("latin-1")
    if name == "CODABAR":
        return name, text[1:-1]  # without its start and stop letters
    if name:
        return name, text
    rss = RSS_NAMES.get(barcode.format.name)
    if rss:
        return rss, text[len(ITEM) :] if rss == "RSS_14" else spelled(text)
    return retail(RETAIL_NAMES[barcode.format.name], _digits(barcode, text))


def clockwise(quad: Quad) -> Quad:
    """Return the corners of a linear symbol clockwise from its own left_top.

    zxing-cpp swaps only left and right of a linear symbol that it reads backwards, which would make it a mirrored one.
    """
    across, down = quad[1] - quad[0], quad[3] - quad[0]
    turn = across[0] * down[1] - across[1] * down[0]
    return quad if turn >= 0 else quad[[3, 2, 1, 0]]


def _digits(barcode: Any, text: str) -> str:
    """Return the digits that are printed: zxing-cpp expands UPC-E to 13 and keeps the 8 aside."""
    extra = barcode.extra or {}
    return str(extra.get("UPCE", text))


def retail(name: str, digits: str) -> tuple[str, str]:
    """Return (format, text) as ZXing does: an EAN-13 that starts with 0 is a UPC-A of 12 digits."""
    if name in ("EAN_13", "UPC_A") and len(digits) == 13 and digits[0] == "0":
        return "UPC_A", digits[1:]
    return name, digits
