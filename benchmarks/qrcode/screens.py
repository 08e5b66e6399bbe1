"""Texture that is finer than the modules: a screen's grid (moire), halftone print, and modules drawn as dots."""

import random
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.qrcode.drawing import Case, content, symbol
from benchmarks.qrcode.readers import Gray

FORMATS = ("QR_CODE", "DATA_MATRIX", "AZTEC", "EAN_13", "CODE_128")
ROUND = ("QR_CODE", "DATA_MATRIX", "AZTEC")
EACH = 12


def cases() -> Iterator[Case]:
    """Yield every kind for the formats that it can be drawn for."""
    for kind, (change, formats) in KINDS.items():
        for format_ in formats:
            for number in range(EACH):
                name = f"screens/{kind}/{format_}/{number}"
                choose = random.Random(name)
                text = content(format_, choose)
                module = choose.randint(7, 12) if format_ in ROUND else choose.randint(3, 5)
                gray = change(symbol(format_, text, module, 10 if format_ not in ROUND else 4), module, choose)
                yield Case(name, kind, gray, [text], format_)


def moire(gray: Gray, _: int, choose: random.Random) -> Gray:
    """Multiply by a grid of 3.2 to 6 pixels, a little turned, and as deep as half of the light."""
    pitch, turn, depth = choose.uniform(3.2, 6.0), choose.uniform(-0.1, 0.1), choose.uniform(0.25, 0.5)
    y, x = np.mgrid[: gray.shape[0], : gray.shape[1]].astype(np.float32)
    u, v = (x + turn * y) * (2 * np.pi / pitch), (y - turn * x) * (2 * np.pi / pitch)
    grid = (1 - depth / 2 * (1 + np.sin(u))) * (1 - depth / 2 * (1 + np.sin(v)))
    return np.asarray((40 + gray * 0.8) * grid).astype(np.uint8)


def halftone(gray: Gray, _: int, choose: random.Random) -> Gray:
    """Print in dots of 3 to 5 pixels at 45 degrees, paper at 85 to 95% of white and ink at 10 to 30%."""
    pitch = choose.uniform(3.0, 5.0)
    tones = np.where(gray < 128, choose.uniform(0.1, 0.3), choose.uniform(0.75, 0.9))
    y, x = np.mgrid[: gray.shape[0], : gray.shape[1]].astype(np.float32)
    u, v = (x + y) * (np.pi / pitch), (x - y) * (np.pi / pitch)
    return np.asarray(255 * (tones > 0.5 + 0.25 * (np.cos(u) + np.cos(v)))).astype(np.uint8)


def dots(gray: Gray, module: int, choose: random.Random) -> Gray:
    """Draw every dark module as a dot of 60 to 95% of its width, finders too."""
    cells = gray[module // 2 :: module, module // 2 :: module]
    radius = choose.uniform(0.3, 0.475) * module
    y, x = np.mgrid[:module, :module].astype(np.float32) - (module - 1) / 2
    dot = np.hypot(x, y) <= radius
    return np.asarray(255 * (1 - np.kron(cells < 128, dot))).astype(np.uint8)


def specks(gray: Gray, module: int, choose: random.Random) -> Gray:
    """Lay white and black specks of 30 to 45% of a module over 4% of the picture."""
    random_ = np.random.default_rng(choose.getrandbits(32))
    size = max(2, round(choose.uniform(0.3, 0.45) * module))
    speckled = gray.copy()
    count = int(0.04 * gray.size / size**2)
    for y, x, level in random_.integers(0, (*gray.shape, 2), (count, 3)).tolist():
        speckled[y : y + size, x : x + size] = level * 255
    return speckled


Change = Callable[[Gray, int, random.Random], Gray]
KINDS: dict[str, tuple[Change, tuple[str, ...]]] = {
    "moire": (moire, FORMATS),
    "halftone": (halftone, FORMATS),
    "dots": (dots, ROUND),
    "specks": (specks, ROUND),
}
