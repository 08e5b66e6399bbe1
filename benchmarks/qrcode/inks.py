"""What a picture file does to a code: white ink on a transparent ground, and a code seen from behind."""

import io
import random
from collections.abc import Iterator

import numpy as np
from PIL import Image

from benchmarks.qrcode.drawing import FORMATS, Case, content, symbol
from benchmarks.qrcode.readers import Gray
from shared.images import decoding

MODULE = 4
LIMIT = 50_000_000


def cases() -> Iterator[Case]:
    """Yield every format in each ink, and every format mirrored; transparency goes as in the function."""
    for format_ in FORMATS:
        for number in range(2):
            name = f"inks/{format_}/{number}"
            text = content(format_, random.Random(name))
            drawn = symbol(format_, text, MODULE, 10)
            for kind, level in (("white ink, transparent", 255), ("black ink, transparent", 0)):
                yield Case(f"{name}/{kind}", kind, _transparent(drawn, level), [text], format_)
            yield Case(f"{name}/mirrored", "mirrored", np.ascontiguousarray(drawn[:, ::-1]), [text], format_)


def _transparent(drawn: Gray, level: int) -> Gray:
    """Keep the dark modules only, in that ink, as a PNG with an alpha channel; decode that."""
    layers = np.stack([np.full_like(drawn, level)] * 3 + [255 - drawn], axis=-1)
    file = io.BytesIO()
    Image.fromarray(layers, "RGBA").save(file, "PNG")
    return np.array(decoding.decode(file.getvalue(), "L", LIMIT), np.uint8)
