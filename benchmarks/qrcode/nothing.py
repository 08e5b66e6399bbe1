"""Pictures without a code: seeded textures that resemble codes, and photographs from a folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.qrcode.drawing import Case
from benchmarks.qrcode.public import files
from benchmarks.qrcode.readers import Gray

TEXTURES, PHOTOGRAPHS = 2000, 500
SHAPE = (300, 400)


def cases(folder: Path | None) -> Iterator[Case]:
    """Yield 2000 textures, and the first 500 photographs (JPEG) below the folder."""
    for number in range(TEXTURES):
        kind = list(KINDS)[number % len(KINDS)]
        name = f"nothing/{kind}/{number}"
        yield Case(name, f"texture: {kind}", KINDS[kind](np.random.default_rng(list(name.encode()))), [])
    if folder:
        photographs = ((path, gray) for path, gray in files(folder) if path.suffix.lower() in (".jpg", ".jpeg"))
        for (path, gray), _ in zip(photographs, range(PHOTOGRAPHS), strict=False):
            yield Case(path.name, "photographs", gray, [])


def _scaled(values: NDArray[Any]) -> Gray:
    low, high = float(values.min()), float(values.max())
    return ((values - low) * (255 / max(high - low, 1e-9))).astype(np.uint8)


def _noise(random: np.random.Generator) -> Gray:
    return _scaled(cv2.GaussianBlur(random.normal(size=SHAPE), (0, 0), random.uniform(0.3, 3)))


def _grating(random: np.random.Generator) -> Gray:
    y, x = np.mgrid[: SHAPE[0], : SHAPE[1]]
    angle, pitch = random.uniform(0, np.pi), random.uniform(3, 20)
    return _scaled(np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / pitch) + random.normal(0, 0.2, SHAPE))


def _moire(random: np.random.Generator) -> Gray:
    return ((_grating(random).astype(np.uint16) + _grating(random)) // 2).astype(np.uint8)


def _stripes(random: np.random.Generator) -> Gray:
    """Bars of random widths, as of a barcode without a meaning."""
    module = int(random.integers(1, 5))
    widths = random.integers(1, 5, 300) * module
    row = np.repeat(np.arange(300) % 2, widths)[: SHAPE[1]] * 255
    return np.broadcast_to(row.astype(np.uint8), (SHAPE[0], SHAPE[1])).copy()


def _modules(random: np.random.Generator) -> Gray:
    """A grid of random black and white squares, as of a code without finders."""
    module = int(random.integers(3, 12))
    cells = random.integers(0, 2, (SHAPE[0] // module + 1, SHAPE[1] // module + 1)).astype(np.uint8) * 255
    return np.kron(cells, np.ones((module, module), np.uint8))[: SHAPE[0], : SHAPE[1]]


def _finders(random: np.random.Generator) -> Gray:
    """Squares in squares, as of finders, on random modules."""
    gray = _modules(random)
    for _ in range(int(random.integers(1, 7))):
        module = int(random.integers(3, 9))
        top, left = (int(random.integers(0, side - 9 * module)) for side in SHAPE)
        for inset, level in ((0, 255), (1, 0), (2, 255), (3, 0)):
            first, last = inset * module, (9 - inset) * module
            gray[top + first : top + last, left + first : left + last] = level
    return gray


def _letters(random: np.random.Generator) -> Gray:
    """Lines of letters and digits."""
    gray = np.full(SHAPE, 240, np.uint8)
    size = random.uniform(0.4, 1.2)
    for top in range(20, SHAPE[0], int(36 * size)):
        text = "".join(chr(int(code)) for code in random.integers(33, 127, 60))
        cv2.putText(gray, text, (5, top), cv2.FONT_HERSHEY_SIMPLEX, size, 30, int(random.integers(1, 3)), cv2.LINE_AA)
    return gray


def _circles(random: np.random.Generator) -> Gray:
    """Rings and rays, as of round codes of other makers."""
    y, x = np.mgrid[: SHAPE[0], : SHAPE[1]]
    radius, angle = np.hypot(y - 150, x - 200), np.arctan2(y - 150, x - 200)
    rays = int(random.integers(20, 90))
    on = random.integers(0, 2, (8, rays))
    ring = np.clip((radius / 18).astype(int), 0, 7)
    ray = ((angle + np.pi) / (2 * np.pi) * rays).astype(int) % rays
    return np.where(on[ring, ray] > 0, 20, 235).astype(np.uint8)


def _shapes(random: np.random.Generator) -> Gray:
    """Lines and boxes, as of tables and drawings."""
    gray = np.full(SHAPE, 235, np.uint8)
    for _ in range(40):
        ends = random.integers(0, SHAPE, (2, 2))[:, ::-1].tolist()
        draw = cv2.rectangle if random.random() < 0.5 else cv2.line
        draw(gray, ends[0], ends[1], int(random.integers(0, 120)), int(random.integers(1, 6)))
    return gray


def _blocks(random: np.random.Generator) -> Gray:
    """A soft picture after hard compression."""
    gray = _scaled(cv2.GaussianBlur(random.normal(size=SHAPE), (0, 0), 12))
    packed = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, 5])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)).astype(np.uint8)


KINDS: dict[str, Callable[[np.random.Generator], Gray]] = {
    "noise": _noise,
    "grating": _grating,
    "moire": _moire,
    "stripes": _stripes,
    "modules": _modules,
    "finders": _finders,
    "letters": _letters,
    "circles": _circles,
    "shapes": _shapes,
    "blocks": _blocks,
}
