"""python -m training.text.lines FOLDER: draw the lines that the recogniser's ranges are measured on, always the same.

Writes 450 batches for `int8.py --measure`. Needs the project's environment and Debian's fonts of PACKAGES.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from engines.text.crops import HEIGHT
from engines.text.recogniser import batch
from engines.text.twins import BOTH, ONLY_TRADITIONAL, SIMPLIFIED, TRADITIONAL

Bytes = NDArray[np.uint8]
Face = tuple[str, int]
"""A file below FONTS, and the face in it."""

SEED = 20261126
A_LINE = 24
"""Chinese characters."""
LATIN_LINES = 88
FONTS = Path("/usr/share/fonts")
NOTO, NOTO_BOLD = "opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc"
PACKAGES = {
    "opentype/noto": "fonts-noto-cjk",
    "truetype/arphic": "fonts-arphic-ukai and fonts-arphic-uming",
    "truetype/arphic-gbsn00lp": "fonts-arphic-gbsn00lp",
    "truetype/liberation": "fonts-liberation",
    "truetype/dejavu": "fonts-dejavu-core and fonts-dejavu-extra",
}
OF_BOTH_SCRIPTS: tuple[Face, ...] = ((NOTO, 2), (NOTO_BOLD, 2), (NOTO, 3), (NOTO, 0))
"""Simplified, the same bold, traditional, Japanese."""
OF_GB_2312: tuple[Face, ...] = (
    *OF_BOTH_SCRIPTS,
    ("truetype/arphic/ukai.ttc", 0),
    ("truetype/arphic/uming.ttc", 0),
    ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
)
OF_LATIN: tuple[Face, ...] = (
    ("truetype/liberation/LiberationSans-Regular.ttf", 0),
    ("truetype/liberation/LiberationSerif-Regular.ttf", 0),
    ("truetype/liberation/LiberationMono-Regular.ttf", 0),
    ("truetype/dejavu/DejaVuSans.ttf", 0),
    ("truetype/dejavu/DejaVuSansCondensed-Bold.ttf", 0),
)
WORDS = (
    "apple arrival battery blue bottle branch bread bridge capacity change copy corner cotton counter delivery "
    "diameter engine evening exit express fabric fee flour frozen garden glass grams green harbour honey inside "
    "keep kettle label left level litre lunch machine meter morning museum north office only onion open orange "
    "outlet paid paper platform please pocket power press price queue quick receipt refund remove rice river "
    "round salad second shelf signal silver single spring station steel stock sum table tax ticket total turn "
    "upper valid vat window wash with yellow zone"
)


def level_one() -> str:
    """The 3755 common characters of GB 2312."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", "ignore") for code in codes)


def cut(characters: str, random: np.random.Generator) -> list[str]:
    """Every character once, in lines."""
    shuffled = [str(letter) for letter in random.permutation(sorted(set(characters)))]
    return ["".join(shuffled[at : at + A_LINE]) for at in range(0, len(shuffled), A_LINE)]


def latin(random: np.random.Generator) -> str:
    """What stands on a receipt or a label: words, an amount, a time, a number."""
    words = [str(word) for word in random.choice(WORDS.split(), int(random.integers(1, 6)))]
    number = "".join(str(digit) for digit in random.integers(0, 10, int(random.integers(4, 17))))
    day, minute = int(random.integers(0, 9000)), int(random.integers(0, 24 * 60))
    time = f"{np.datetime64('2003-01-01') + day} {minute // 60:02}:{minute % 60:02}"
    kinds = (
        " ".join(words),
        " ".join(words[:3]).upper(),
        f"{' '.join(words[:2]).title()} {random.integers(1, 500)}.{random.integers(0, 100):02}",
        time,
        number + str(random.choice(["", "%", " kg", "-" + words[0].upper()])),
    )
    return kinds[int(random.integers(len(kinds)))]


def draw(text: str, face: Face, size: int, coloured: bool, random: np.random.Generator) -> Bytes:
    """A line in a font of `size` pixels, H x W x 3: black on white, or coloured. Without the font the program ends."""
    path = FONTS / face[0]
    if not path.exists():
        package = PACKAGES[str(Path(face[0]).parent)]
        raise SystemExit(f"{path} is missing: install Debian's {package}")
    font = ImageFont.truetype(path, size, index=face[1])
    ink, ground = (0, 0, 0), (255, 255, 255)
    if coloured:
        red, green, blue, *light = (int(value) for value in random.integers([0] * 3 + [150] * 3, [100] * 3 + [256] * 3))
        ink, ground = (red, green, blue), (light[0], light[1], light[2])
        if random.random() < 0.25:
            ink, ground = ground, ink
    margin = round(size * random.uniform(0.1, 0.35))
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    picture = Image.new("RGB", (right - left + 2 * margin, bottom - top + 2 * margin), ground)
    ImageDraw.Draw(picture).text((margin - left, margin - top), text, ink, font)
    return np.asarray(picture)


def damage(line: Bytes, random: np.random.Generator) -> Bytes:
    """The line as photographed: slanted, in uneven light, often out of focus or moved, noisy, a JPEG."""
    height, width = line.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + random.uniform(-0.06, 0.06, (4, 2)).astype(np.float32) * height
    turn = cv2.getPerspectiveTransform(corners, moved)
    found = cv2.warpPerspective(line.astype(np.float32), turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    first, last = random.uniform(0.55, 1, 2)
    found = found * np.linspace(first, last, width)[:, None]
    if random.random() < 0.5:
        found = cv2.GaussianBlur(found, (0, 0), random.uniform(0.4, max(0.5, height * 0.027)))
    if random.random() < 0.4:
        extent = int(random.choice([3, 5]))
        found = cv2.blur(found, (extent, 1) if random.random() < 0.5 else (1, extent))
    found = found + random.normal(0, random.uniform(1, 14), found.shape)
    noisy = np.clip(found, 0, 255).astype(np.uint8)
    _, jpeg = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(25, 90))])
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def flat(line: Bytes) -> Bytes:
    """The line at the height that the network takes."""
    height, width = line.shape[:2]
    way = cv2.INTER_AREA if height > HEIGHT * 3 / 2 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(line, (max(1, round(width * HEIGHT / height)), HEIGHT), interpolation=way), np.uint8)


def lines() -> list[Bytes]:
    """HEIGHT x W x 3 each: twins of either script and GB 2312's level one, once each, and Latin print."""
    random = np.random.default_rng(SEED)

    def one(text: str, faces: Sequence[Face], sizes: tuple[int, int], photographed: float, coloured: bool) -> Bytes:
        face = faces[int(random.integers(len(faces)))]
        line = draw(text, face, int(random.integers(*sizes)), coloured, random)
        return flat(damage(line, random) if random.random() < photographed else line)

    simplified = cut(SIMPLIFIED + BOTH, random)
    traditional = cut(TRADITIONAL + ONLY_TRADITIONAL, random)
    return [
        *(one(text, OF_GB_2312, (22, 60), 0, False) for text in simplified),
        *(one(text, OF_BOTH_SCRIPTS, (22, 60), 0, False) for text in traditional),
        *(one(text, OF_GB_2312, (18, 60), 1, True) for text in cut(level_one(), random)),
        *(one(latin(random), OF_LATIN, (14, 50), 0.7, True) for _ in range(LATIN_LINES)),
    ]


def main() -> None:
    """Read the folder's name and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    drawn = lines()
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(drawn):
        np.save(folder / f"{number:03}.npy", batch(line))


if __name__ == "__main__":
    main()
