"""The seeded synthetic set: pages drawn, turned, tilted, photographed and damaged."""

import math
import random
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from . import pages
from .drawn import Draw, DrawnSet
from .pages import Page

EACH = 4
Matrix = NDArray[np.float64]


def warped(page: Page, matrix: Matrix, size: tuple[int, int], ground: tuple[int, int, int]) -> Page:
    """Map picture and truth by a 3 x 3 matrix."""
    picture = cv2.warpPerspective(np.asarray(page.image), matrix, size, flags=cv2.INTER_LINEAR, borderValue=ground)
    lines = []
    for line in page.lines:
        quad = cv2.perspectiveTransform(np.array([line.corners], np.float64), matrix)[0]
        lines.append(replace(line, corners=tuple((float(x), float(y)) for x, y in quad)))
    return Page(Image.fromarray(picture), lines)


def tilted(page: Page, rng: random.Random) -> Page:
    """Turn by 1 to 6 degrees either way."""
    degrees = rng.choice((-1, 1)) * rng.uniform(1, 6)
    width, height = page.image.size
    cosine, sine = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    size = (int(width * cosine + height * sine), int(width * sine + height * cosine))
    matrix = np.vstack((cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), (0, 0, 1)))
    matrix[:2, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    return warped(page, matrix, size, (255, 255, 255))


def quarter(page: Page, turns: int) -> Page:
    """Turn by `turns` x 90 degrees clockwise; the truth keeps the corners of the text's own frame."""
    width, height = page.image.size
    matrix, size = np.eye(3), (width, height)
    for _ in range(turns):
        matrix = np.array(((0, -1, size[1] - 1), (1, 0, 0), (0, 0, 1))) @ matrix
        size = (size[1], size[0])
    return warped(page, matrix.astype(np.float64), size, (255, 255, 255))


def noisy(page: Page, rng: random.Random) -> Page:
    """Blur a little and add grain."""
    picture = np.asarray(page.image).astype(np.float32)
    if spread := rng.choice((0.0, 0.7, 1.0)):
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), spread), np.float32)
    grain = np.random.default_rng(rng.randrange(2**31)).normal(0, rng.uniform(4, 14), picture.shape)
    return Page(
        Image.fromarray(np.clip(picture + grain, 0, 255).astype(np.uint8)), page.lines, quality=rng.choice((35, 50))
    )


def photographed(page: Page, rng: random.Random) -> Page:
    """Lay the page askew on a dark table under uneven light, on crumpled paper."""
    width, height = page.image.size
    random = np.random.default_rng(rng.randrange(2**31))
    relief = cv2.resize(
        random.normal(1, 0.06, (9, 7)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    paper = np.clip(np.asarray(page.image) * relief[:, :, None], 0, 255).astype(np.uint8)
    size = (int(width * 1.12), int(height * 1.12))
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    shifts = np.array([[rng.uniform(-0.04, 0.04) * width, rng.uniform(-0.04, 0.04) * height] for _ in range(4)])
    target = (corners + np.array((0.06 * width, 0.06 * height)) + shifts).astype(np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners, target), np.float64)
    laid = warped(Page(Image.fromarray(paper), page.lines), matrix, size, (70, 66, 60))
    light = np.linspace(rng.uniform(0.55, 0.8), 1.05, size[0], dtype=np.float32)[None, :, None]
    lit = cv2.GaussianBlur(np.asarray(laid.image) * light, (0, 0), 0.6) + random.normal(0, 5, (size[1], size[0], 3))
    return Page(Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)), laid.lines)


def _short(rng: random.Random) -> Page:
    return pages.card(rng) if rng.random() < 0.5 else pages.document(rng, 900, 800)


KINDS: dict[str, Draw] = {
    "document": pages.document,
    "columns": pages.columns,
    "card": pages.card,
    "receipt": pages.receipt,
    "screen": pages.screen,
    "vertical": pages.vertical,
    "sign": pages.sign,
    "tilted": lambda rng: tilted(_short(rng), rng),
    "noisy": lambda rng: noisy(_short(rng), rng),
    "photo": lambda rng: photographed(_short(rng), rng),
    "turned90": lambda rng: quarter(_short(rng), 1),
    "turned180": lambda rng: quarter(_short(rng), 2),
    "turned270": lambda rng: quarter(_short(rng), 3),
}


SET = DrawnSet("synthetic", lambda _split: {kind: [draw] * EACH for kind, draw in KINDS.items()})
