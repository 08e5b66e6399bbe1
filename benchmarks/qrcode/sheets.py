"""Large pictures with one large code and several small ones: scans of A4 at 300 dpi, and photos of 12 megapixels."""

import random
from collections.abc import Iterator

import cv2
import numpy as np

from benchmarks.qrcode.drawing import FORMATS, Case, content, pasted, symbol
from benchmarks.qrcode.readers import Gray

A4 = (3508, 2480)
PHOTO = (3000, 4000)
LARGE = ("CODE_128", "EAN_13", "QR_CODE", "DATA_MATRIX", "PDF_417")
SMALL = tuple(name for name in FORMATS if name != "UPC_E")
COLUMNS, ROWS = 3, 4
BLURS = (0.0, 0.8, 1.2)
NOISE = 4.0


def cases(each: int = 20) -> Iterator[Case]:
    """Yield `each` scans and photos."""
    for kind, shape in (("A4, 300 dpi", A4), ("12 megapixels", PHOTO)):
        for number in range(each):
            name = f"sheets/{kind}/{number}"
            gray, texts = _sheet(shape, random.Random(name), scan=shape == A4)
            yield Case(name, kind, gray, texts)


def _sheet(shape: tuple[int, int], choose: random.Random, scan: bool) -> tuple[Gray, list[str]]:
    """Draw one code at 12 pixels a module and three to five at 2 to 4, in cells of a grid, the sheet a little askew."""
    sheet = np.full(shape, 255, np.uint8)
    height, width = shape[0] // ROWS, shape[1] // COLUMNS
    cells = [(column, row) for row in range(1, ROWS) for column in range(COLUMNS)]
    texts = [content(large := choose.choice(LARGE), choose)]
    pasted(sheet, _fitting(symbol(large, texts[0], 12), shape[1] - 200, height - 100), 100 + choose.randint(0, 9), 60)
    for column, row in choose.sample(cells, choose.randint(3, 5)):
        name = choose.choice(SMALL)
        texts.append(content(name, choose))
        module = choose.choice((2, 2, 3, 4) if scan else (3, 4))
        small = _fitting(symbol(name, texts[-1], module), width - 80, height - 80)
        left, top = (choose.randint(40, size) for size in (width - small.shape[1] - 40, height - small.shape[0]))
        pasted(sheet, small, column * width + left, min(row * height + top, shape[0] - small.shape[0] - 40))
    return _taken(sheet, choose, scan), texts


def _fitting(gray: Gray, width: int, height: int) -> Gray:
    """Cut bars that are too high, or reduce by whole numbers what is too wide."""
    step = -(-gray.shape[1] // width)
    return gray[::step, ::step][:height]


def _taken(sheet: Gray, choose: random.Random, scan: bool) -> Gray:
    """Turn the sheet by half a degree, or a photo by five; blur it, dim a photo, and add noise."""
    height, width = sheet.shape
    degrees = choose.uniform(-0.5, 0.5) if scan else choose.uniform(-5, 5)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0 if scan else 0.9)
    seen = cv2.warpAffine(sheet, matrix, (width, height), borderValue=255 if scan else 140).astype(np.float32)
    blur = choose.choice(BLURS)
    if blur:
        seen = cv2.GaussianBlur(seen, (0, 0), blur).astype(np.float32)
    light = 0.95 if scan else 0.6
    grain = np.random.default_rng(choose.getrandbits(32)).normal(0, NOISE, sheet.shape)
    return np.clip(seen * light + 10 + grain, 0, 255).astype(np.uint8)
