"""Random views of pictures with boxes around heads and masks of their subjects, photos and drawings. Knows no torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training.aicrop.augment import toned

Rgba = NDArray[np.uint8]
"""With a photo's subject, or what a drawing covers, in the fourth channel."""
Boxes = NDArray[np.floating[Any]]
"""N x 4: left, top, right, bottom, in shares of the picture."""

HERE = Path(__file__).parent
SIDE = 192
STORED = 320
"""Pixels of the squares that photos are kept as."""
KINDS = {"people": 0.3, "animals": 0.26, "nothing": 0.14, "drawings": 0.14, "others": 0.16}
"""How often each kind of picture is shown; of the others only the subject is known."""
CELL = 8
"""Pixels of the network's input for each cell of its output."""
WHOLE = 0.3
SMALLEST = 0.4
"""Of a side: the smallest part of a photo that is shown."""
SEEN = 0.6
"""A head of which less is in a view is neither taught nor counted as wrong."""


def boxes(text: str) -> dict[str, Boxes]:
    """Lines of a name and boxes in percent: `name left top right bottom; left ...`."""
    found: dict[str, Boxes] = {}
    for line in text.splitlines():
        name, _, rest = line.partition(" ")
        found[name] = np.array([part.split() for part in rest.split(";") if part], np.float64).reshape(-1, 4) / 100
    return found


@dataclass(frozen=True)
class View:
    """A square picture from 0 to 1, boxes in it, those of heads that are hardly in it, and where the subject is.

    `subject`: from 0 to 1 for each cell, or None where it is not known.
    """

    image: NDArray[np.float32]
    heads: Boxes
    doubtful: Boxes
    subject: NDArray[np.float32] | None


def cut(image: Rgba, heads: Boxes, random: np.random.Generator) -> View:
    """A random part of a photo, mirrored or not."""
    width = height = 1.0
    left = top = 0.0
    if random.random() > WHOLE:
        width = float(random.uniform(SMALLEST, 1.0))
        height = float(np.clip(width * random.uniform(0.7, 1.4), SMALLEST, 1.0))
        left, top = float(random.uniform(0, 1 - width)), float(random.uniform(0, 1 - height))
    flip = bool(random.random() < 0.5)
    side = image.shape[0]
    sx, sy = width * side / SIDE, height * side / SIDE
    matrix = np.array([[-sx if flip else sx, 0, (left + flip * width) * side], [0, sy, top * side]], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(image, matrix, (SIDE, SIDE), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    moved: Boxes = (heads - [left, top, left, top]) / [width, height, width, height]
    if flip:
        moved = _mirrored(moved)
    shares = np.asarray(seen / 255, np.float32)
    cells = cv2.resize(shares[..., 3], (SIDE // CELL, SIDE // CELL), interpolation=cv2.INTER_AREA)
    return _view(np.ascontiguousarray(shares[..., :3]), moved, random, np.asarray(cells, np.float32))


def draw(ground: Rgba, figures: Sequence[tuple[Rgba, Boxes]], random: np.random.Generator) -> View:
    """Drawn figures on a ground, that is blurred, plain or as it is."""
    canvas = cv2.resize(ground[..., :3], (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    kind = random.random()
    if kind < 0.5:
        canvas[:] = random.uniform(0, 1, 3) if random.random() < 0.5 else random.uniform(0.85, 1)
    elif kind < 0.75:
        canvas = np.asarray(cv2.GaussianBlur(canvas, (0, 0), 12), np.float32)
    heads: list[NDArray[np.floating[Any]]] = []
    for figure, marked in figures:
        high = int(random.uniform(0.25, 0.95) * SIDE)
        wide = min(SIDE, int(high * random.uniform(0.6, 1.6)))
        left, top = int(random.integers(0, SIDE - wide + 1)), int(random.integers(0, SIDE - high + 1))
        drawn = cv2.resize(figure, (wide, high), interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
        flip = random.random() < 0.5
        drawn, spots = (drawn[:, ::-1], _mirrored(marked)) if flip else (drawn, marked)
        part = canvas[top : top + high, left : left + wide]
        colour = drawn[..., :3][..., random.permutation(3)] if random.random() < 0.3 else drawn[..., :3]
        if random.random() < 0.25:
            colour = np.repeat(colour.mean(2, keepdims=True), 3, 2)
        part += drawn[..., 3:] * (colour - part)
        here = (spots * [wide, high, wide, high] + [left, top, left, top]) / SIDE
        over = np.array([[left, top, left + wide, top + high]], np.float32) / SIDE
        heads = [head for head in heads if _inside(head[None], over)[0] < 0.3] + list(here)
    return _view(np.asarray(canvas, np.float32), np.array(heads, np.float64).reshape(-1, 4), random, None)


def _view(
    image: NDArray[np.float32], heads: Boxes, random: np.random.Generator, subject: NDArray[np.float32] | None
) -> View:
    share = _inside(heads, np.array([[0, 0, 1, 1]], np.float32))
    clipped = np.clip(heads, 0, 1)
    return View(toned(image, random), clipped[share >= SEEN], clipped[(share > 0) & (share < SEEN)], subject)


def _mirrored(boxes: Boxes) -> Boxes:
    return np.asarray(boxes[:, [2, 1, 0, 3]] * [-1, 1, -1, 1] + [1, 0, 1, 0], np.float32)


def _inside(boxes: Boxes, frame: Boxes) -> NDArray[np.float32]:
    """The share of each box that lies in a frame."""
    low, high = np.maximum(boxes[:, :2], frame[:, :2]), np.minimum(boxes[:, 2:], frame[:, 2:])
    common = np.prod(np.maximum(high - low, 0), axis=1)
    return np.asarray(common / np.maximum(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1), 1e-9), np.float32)


def photo(image: Path, mask: Path) -> Rgba:
    """A photo with its subject, squeezed into a square. Raises ValueError if one cannot be read."""
    pixels, grey = cv2.imread(str(image)), cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE)
    if pixels is None or grey is None:
        raise ValueError(f"{image} or its mask cannot be read")
    rgb, subject = (cv2.resize(part, (STORED, STORED), interpolation=cv2.INTER_AREA) for part in (pixels, grey))
    return np.dstack([cv2.cvtColor(rgb, cv2.COLOR_BGR2RGB), subject]).astype(np.uint8)


def figure(path: Path) -> Rgba:
    """A drawing with its transparency, RGBA. Raises ValueError if it has none."""
    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim != 3 or pixels.shape[2] != 4:
        raise ValueError(f"{path} has no transparency")
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA), np.uint8)
