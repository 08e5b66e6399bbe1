"""What a camera or a scanner makes of a picture: light, glare, blur, noise, a screen's lines, JPEG, quarter turns."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .drawing import Card, Corners, Rgb

GLARE_HIDES = 0.45
"""Where the glare takes more than this of what is below it, no letter is legible."""


def lit(random: np.random.Generator, image: Rgb, shadow: bool) -> Rgb:
    """Light that falls off to one side, a cast of colour, and perhaps a shadow with a soft edge."""
    height, width = image.shape[:2]
    light = cv2.resize(random.uniform(0.75, 1.08, (2, 2)).astype(np.float32), (width, height))
    if shadow:
        small = np.ones((height // 8, width // 8), np.float32)
        x, y = random.uniform(0, width // 8), random.uniform(0, height // 8)
        reach = (random.uniform(0.3, 0.7) * width / 8, random.uniform(0.3, 0.7) * height / 8)
        cv2.ellipse(small, ((x, y), reach, random.uniform(0, 180)), random.uniform(0.5, 0.8), -1)
        light = light * cv2.resize(cv2.GaussianBlur(small, (0, 0), random.uniform(2, 8)), (width, height))
    return _multiplied(image, [light * cast for cast in random.uniform(0.93, 1.05, 3).astype(np.float32)])


def glared(random: np.random.Generator, image: Rgb, card: Corners) -> tuple[Rgb, NDArray[np.bool_]]:
    """A patch of light on the card, and where it hides what is below: H x W."""
    height, width = image.shape[:2]
    share = random.dirichlet(np.ones(4))
    x, y = share @ card
    side = max(float(np.linalg.norm(card[i] - card[i - 1])) for i in range(4))
    small = np.zeros((height // 4, width // 4), np.float32)
    axes = (random.uniform(0.12, 0.3) * side / 4, random.uniform(0.1, 0.2) * side / 4)
    cv2.ellipse(small, ((float(x) / 4, float(y) / 4), axes, random.uniform(0, 180)), 1.0, -1)
    patch = cv2.resize(cv2.GaussianBlur(small, (0, 0), side / 4 * 0.02), (width, height))
    return np.asarray(image + (255 - image) * patch[..., None], np.uint8), patch > GLARE_HIDES


def worn(random: np.random.Generator, pixels: Rgb) -> Rgb:
    """Print that is rubbed off in patches, and scratches."""
    height, width = pixels.shape[:2]
    patches = cv2.resize(
        random.uniform(0, 0.6, (5, 7)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    ground = cv2.GaussianBlur(pixels, (0, 0), width / 60).astype(np.float32)
    rubbed = np.asarray(pixels + (ground - pixels) * np.clip(patches, 0, 0.6)[..., None], np.uint8)
    for _ in range(12):
        ends = [(int(random.integers(width)), int(random.integers(height))) for _ in range(2)]
        cv2.line(rubbed, ends[0], ends[1], tuple(int(v) for v in random.integers(170, 240, 3)), 1, cv2.LINE_AA)
    return rubbed


def on_screen(random: np.random.Generator, image: Rgb) -> Rgb:
    """The bands that a camera sees on a screen, of another phase in each colour."""
    height, width = image.shape[:2]
    angle, frequency = random.uniform(0, np.pi), 2 * np.pi / random.uniform(5, 14)
    x, y, strength = np.arange(width), np.arange(height), random.uniform(0.06, 0.12)
    across = x * np.cos(angle) * frequency + 6 * np.sin(x * random.uniform(0.002, 0.008))
    bands = []
    for phase in (0.0, 0.7, 1.4):
        down = y * np.sin(angle) * frequency + phase
        wave = np.outer(np.sin(down), np.cos(across)) + np.outer(np.cos(down), np.sin(across))
        bands.append((1 + strength * wave).astype(np.float32))
    return _multiplied(image, bands)


def blurred(random: np.random.Generator, image: Rgb, most: float) -> Rgb:
    """Out of focus by up to `most` pixels, one time in four shaken as well."""
    image = np.asarray(cv2.GaussianBlur(image, (0, 0), random.uniform(0.4, most)), np.uint8)
    if random.random() < 0.25:
        kernel = np.zeros((3, 3), np.float32)
        kernel[1] = 1 / 3
        image = np.asarray(cv2.filter2D(image, -1, kernel if random.random() < 0.5 else kernel.T), np.uint8)
    return image


def noisy(random: np.random.Generator, image: Rgb, strength: float) -> Rgb:
    """Grain of so many grey values; a tile of it, which nobody sees repeat."""
    tile = random.standard_normal((420, 420), np.float32) * np.float32(strength)
    height, width = image.shape[:2]
    noise = np.tile(tile, (height // 420 + 1, width // 420 + 1))[:height, :width]
    return np.asarray(cv2.add(image, cv2.merge([noise] * 3), dtype=cv2.CV_8U), np.uint8)


def compressed(image: Rgb, quality: int) -> Rgb:
    """The picture after a JPEG file."""
    _, file = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8)
    return np.ascontiguousarray(decoded[..., ::-1])


def turned(image: Rgb, cards: tuple[Card, ...], quarters: int) -> tuple[Rgb, tuple[Card, ...]]:
    """The picture turned counter-clockwise by so many quarters, and its truth."""
    for _ in range(quarters % 4):
        width = image.shape[1]
        image = np.ascontiguousarray(np.rot90(image))
        cards = tuple(
            replace(
                card,
                corners=_quarter(card.corners, width),
                boxes={field: _quarter(quads, width) for field, quads in card.boxes.items()},
            )
            for card in cards
        )
    return image, cards


def _multiplied(image: Rgb, channels: list[NDArray[np.float32]]) -> Rgb:
    return np.asarray(cv2.multiply(image, cv2.merge(channels), dtype=cv2.CV_8U), np.uint8)


def _quarter(points: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    return np.stack([points[..., 1], width - points[..., 0]], -1)
