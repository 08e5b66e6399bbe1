"""What light, lenses, hands and networks do to a picture of a code. Each takes the drawing, a scale and a generator."""

import cv2
import numpy as np

from benchmarks.qrcode.readers import Gray

TABLE = 150
"""Grey level around the paper."""


def clean(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Reduce the drawing to `scale`, and lay it on a table."""
    turned_little = turned(gray, random.uniform(-3, 3), TABLE)
    return cv2.resize(turned_little, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)


def turned(gray: Gray, degrees: float, around: int) -> Gray:
    """Turn a picture about its middle on a larger ground."""
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (int(height * sin + width * cos), int(height * cos + width * sin))
    matrix[:, 2] += (size[0] / 2 - width / 2, size[1] / 2 - height / 2)
    return cv2.warpAffine(gray, matrix, size, flags=cv2.INTER_AREA, borderValue=around).astype(np.uint8)


def rotation(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Turn by any angle."""
    return clean(turned(gray, random.uniform(0, 360), TABLE), scale, random)


def perspective(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Move each corner by up to 8% of the side."""
    height, width = gray.shape
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    moved = (corners + random.uniform(-0.08, 0.08, (4, 2)) * (width, height)).astype(np.float32)
    seen = cv2.warpPerspective(gray, cv2.getPerspectiveTransform(corners, moved), (width, height), borderValue=TABLE)
    return clean(seen.astype(np.uint8), scale, random)


def blur(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Blur by 0.3 to 0.62 modules of 8 pixels."""
    return clean(cv2.GaussianBlur(gray, (0, 0), 8 * random.uniform(0.3, 0.62)).astype(np.uint8), scale, random)


def motion(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Shake by 0.9 to 1.6 modules in any direction."""
    reach = 8 * random.uniform(0.9, 1.6) / 2
    size = 2 * int(reach + 1) + 1
    line, angle = np.zeros((size, size), np.float32), random.uniform(0, np.pi)
    for at in np.linspace(-reach, reach, 64):
        line[round(size // 2 + at * np.sin(angle)), round(size // 2 + at * np.cos(angle))] += 1
    return clean(cv2.filter2D(gray, -1, line / line.sum()).astype(np.uint8), scale, random)


def contrast(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Leave 8 to 20% of the contrast, and a little noise."""
    weak = clean(gray, scale, random) * random.uniform(0.08, 0.2) + random.uniform(20, 180)
    return _grainy(weak, 1.5, random)


def noise(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Add noise of 25 to 55 grey levels."""
    return _grainy(clean(gray, scale, random), random.uniform(25, 55), random)


def jpeg(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Compress at quality 6 to 16."""
    return _compressed(clean(gray, scale, random), int(random.integers(6, 17)))


def small(gray: Gray, _: float, random: np.random.Generator) -> Gray:
    """Reduce to 1.35 to 2 pixels a module."""
    return clean(gray, random.uniform(1.35, 2.0) / 8, random)


def shadow(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Lay a soft-edged shadow of a quarter of the light over one side."""
    seen = clean(gray, scale, random)
    slope = np.linspace(-1, 1, seen.shape[1]) * random.uniform(4, 16)
    return (seen * (0.25 + 0.75 / (1 + np.exp(-slope)))[None]).astype(np.uint8)


def invert(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Print light on dark."""
    return clean(255 - gray, scale, random)


def scratches(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Draw three lines across."""
    scratched = gray.copy()
    for _ in range(3):
        ends = random.integers(0, min(gray.shape), (2, 2)).tolist()
        cv2.line(scratched, ends[0], ends[1], int(random.choice((0, 255))), 3)
    return clean(scratched, scale, random)


def combination(gray: Gray, scale: float, random: np.random.Generator) -> Gray:
    """Turn, blur, darken, add noise and compress."""
    seen = clean(turned(gray, random.uniform(-25, 25), TABLE), scale, random)
    dim = cv2.GaussianBlur(seen, (0, 0), 8 * scale * 0.28) * random.uniform(0.35, 0.7) + random.uniform(5, 60)
    return _compressed(_grainy(dim, 6, random), int(random.integers(35, 61)))


def _grainy(
    gray: np.ndarray[tuple[int, ...], np.dtype[np.floating]] | Gray, sigma: float, random: np.random.Generator
) -> Gray:
    return np.clip(gray + random.normal(0, sigma, gray.shape), 0, 255).astype(np.uint8)


def _compressed(gray: Gray, quality: int) -> Gray:
    packed = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)).astype(np.uint8)
