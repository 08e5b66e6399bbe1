"""Images with known codes: folders as the ZXing project keeps them, <format>-<n>/<name>.png beside <name>.txt."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from benchmarks.qrcode.readers import Gray

GROUPS = {
    "qrcode": "QR_CODE", "datamatrix": "DATA_MATRIX", "pdf417": "PDF_417", "aztec": "AZTEC", "ean13": "EAN_13",
    "ean8": "EAN_8", "upca": "UPC_A", "upce": "UPC_E", "code128": "CODE_128", "code39": "CODE_39",
    "code93": "CODE_93", "itf": "ITF", "codabar": "CODABAR", "multi": "MULTI", "falsepositives": "(none)",
}  # fmt: skip
"""Folder name without its number -> group of the table."""
SUFFIXES = (".png", ".jpg", ".jpeg")
CODECS = ("utf-8", "gb18030", "shift_jis", "latin-1")


@dataclass(frozen=True)
class Sample:
    """An image file, its group, and for each of its codes the texts that count as read."""

    path: Path
    group: str
    wanted: list[set[str]]

    def gray(self) -> Gray:
        """Return the image upright and grey, transparency laid over white."""
        with Image.open(self.path) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        colours = np.asarray(Image.alpha_composite(white, image).convert("RGB"))
        return cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def samples(folder: Path) -> Iterator[Sample]:
    """Yield the images below `folder` in a fixed order; images without a truth file are left out."""
    for path in sorted(folder.rglob("*")):
        group = GROUPS.get(re.sub(r"-\d+$", "", path.parent.name))
        if group is None or path.suffix.lower() not in SUFFIXES:
            continue
        wanted = [] if group == "(none)" else _wanted(path, group)
        if wanted is not None:
            yield Sample(path, group, wanted)


def _wanted(path: Path, group: str) -> list[set[str]] | None:
    texts, text, raw = (path.with_suffix(suffix) for suffix in (".json", ".txt", ".bin"))
    if texts.exists():
        return [{spelled(each, group)} for each in json.loads(texts.read_text("utf-8"))]
    if text.exists():
        return [{spelled(text.read_bytes().decode("utf-8", "surrogateescape"), group)}]
    if raw.exists():
        return [{spelled(raw.read_bytes().decode(codec, "replace"), group) for codec in CODECS}]
    return None


def spelled(text: str, group: str) -> str:
    """Even out spellings that are no misreadings.

    The end of the last line, UPC-A with a leading zero, UPC-E expanded to UPC-A, and Codabar with its start and stop.
    """
    text = text.rstrip("\r\n")
    if group == "UPC_E" and re.fullmatch(r"[01]\d{7}", text):
        text = expanded(text)
    if group == "CODABAR" and re.fullmatch(r"[A-Da-d].*[A-Da-d]", text):
        text = text[1:-1]
    return text[1:] if re.fullmatch(r"0\d{12}", text) else text


def expanded(upc_e: str) -> str:
    """Return the 12 digits of UPC-A that the 8 of a UPC-E stand for (GS1 General Specifications, 5.2.2.4.2)."""
    system, body, check = upc_e[0], upc_e[1:7], upc_e[7]
    last = body[5]
    if last in "012":
        middle = body[:2] + last + "0000" + body[2:5]
    elif last == "3":
        middle = body[:3] + "00000" + body[3:5]
    elif last == "4":
        middle = body[:4] + "00000" + body[4]
    else:
        middle = body[:5] + "0000" + last
    return system + middle + check
