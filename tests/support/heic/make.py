"""Makes the HEIC files beside it, once: what reads HEIC here cannot write it.

In an environment of its own, as nothing else needs the encoder:
python -m venv v && v/bin/pip install pillow-heif==1.4.0 numpy==2.4.6
v/bin/python tests/support/heic/make.py CODE.png
where CODE.png is what tests.support.qr_png() gives.
"""

import io
import sys
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

HERE = Path(__file__).parent
PHOTO = HERE.parents[2] / "emulator/samples/astronaut.jpg"
PART, HALF = (100, 60, 356, 380), (128, 160)
QUALITIES = {"qp17": 60, "qp25": 44, "qp35": 24}
"""Of this encoder, by the QP that its files begin with."""
COLOURS = ((200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 220, 40))


def corners() -> Image.Image:
    """96 x 64: red, green / blue, yellow."""
    array = np.zeros((64, 96, 3), np.uint8)
    for number, colour in enumerate(COLOURS):
        row, column = divmod(number, 2)
        array[32 * row : 32 * row + 32, 48 * column : 48 * column + 48] = colour
    return Image.fromarray(array)


def save(image: Image.Image, name: str, **options: object) -> None:
    """Write one file without metadata."""
    heif = pillow_heif.from_pillow(image)
    heif.save(HERE / name, **options)


def main() -> None:
    """Write them all."""
    picture = corners()
    save(picture, "corners.heic", quality=80)
    alpha = picture.copy()
    alpha.putalpha(Image.fromarray(np.repeat(np.array([[0] * 48 + [255] * 48], np.uint8), 64, 0)))
    save(alpha, "alpha.heic", quality=80)
    save(picture.convert("L"), "grey.heic", quality=80)
    exif = picture.getexif()
    exif[274] = 6
    picture.save(stream := io.BytesIO(), "JPEG", exif=exif, quality=95)
    with Image.open(stream) as turned:
        pillow_heif.register_heif_opener()
        turned.save(HERE / "turned.heic", quality=80)  # the encoder makes a rotation of it, and keeps EXIF
    deep = np.asarray(picture).astype(np.uint16) << 8
    ten = pillow_heif.from_bytes("RGB;16", picture.size, deep.tobytes())
    ten.save(HERE / "deep.heic", quality=80)
    with Image.open(PHOTO) as photo:
        for name, quality in QUALITIES.items():
            save(
                photo.convert("RGB").crop(PART).resize(HALF, Image.Resampling.BICUBIC), f"{name}.heic", quality=quality
            )
    with Image.open(sys.argv[1]) as code:
        save(code.convert("RGB"), "code.heic", quality=60)


if __name__ == "__main__":
    main()
