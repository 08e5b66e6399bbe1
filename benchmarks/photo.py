"""A photograph-like image for timings: no test set is needed for them."""

import io

import numpy as np
from PIL import Image

from tests.support import encoded, qr_png


def photo(size: int = 200_000) -> bytes:
    """A JPEG of about `size` bytes, 1600 x 1200 pixels: soft shapes, fine grain, and a QR code in the middle."""
    random = np.random.default_rng(1)
    shapes = Image.fromarray(random.integers(40, 216, (9, 12, 3), np.uint8)).resize(
        (1600, 1200), Image.Resampling.BICUBIC
    )
    grained = np.asarray(shapes, np.float32) + random.normal(0, 5, (1200, 1600, 1))
    picture = Image.fromarray(grained.clip(0, 255).astype(np.uint8))
    picture.paste(Image.open(io.BytesIO(qr_png("benchmark", 10))).convert("RGB"), (650, 450))
    qualities = (encoded(picture, "JPEG", quality=quality) for quality in range(50, 98, 2))
    return min(qualities, key=lambda data: abs(len(data) - size))
