"""The samples made small, for the buttons by which one of them is chosen."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

SIZE = (160, 120)
"""Pixels: twice what a button has, for screens with finer ones."""
_MIDDLE = (0.5, 0.18)
"""What stays of a tall sample: the upper part, where a head is."""


@cache
def thumbnail(sample: Path) -> bytes:
    """A sample as a WebP of `SIZE`, made once."""
    made = BytesIO()
    with Image.open(sample) as image:
        ImageOps.fit(image.convert("RGB"), SIZE, Image.Resampling.LANCZOS, centering=_MIDDLE).save(
            made, "WEBP", quality=80
        )
    return made.getvalue()
