"""Pictures of other decoders' repositories: a folder with a clone of each, copies of ZXing's taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.qrcode import truth
from benchmarks.qrcode.images import spelled
from benchmarks.qrcode.readers import Gray
from benchmarks.qrcode.thumbnails import Seen
from shared import errors
from shared.images import decoding

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff")
LEAST = 10
"""Pixels: what is smaller is no picture of a code."""
MOST = 50_000_000
NOT_PICTURES = frozenset(("node_modules", ".git"))


@dataclass(frozen=True)
class Picture:
    """A file below `root`, and the text that the repository expects of it, if it names one."""

    path: Path
    root: Path
    wanted: str | None

    @property
    def name(self) -> str:
        """The path below the root."""
        return self.path.relative_to(self.root).as_posix()

    @property
    def group(self) -> str:
        """The repository, and of those whose pictures lie by format, the folder."""
        parts = self.path.relative_to(self.root).parts
        return f"{parts[0]} {parts[-2]}" if "fixtures" in parts else parts[0]

    def gray(self) -> Gray:
        """Return the picture as the function decodes it. Raises InvalidImage."""
        return decoded(self.path)

    def right(self, texts: list[str]) -> bool:
        """Return whether the text that is wanted is among these."""
        kind = self.path.parent.name
        return self.wanted is not None and same(self.wanted, kind) in {same(text, kind) for text in texts}


def decoded(path: Path) -> Gray:
    """Return a file's picture as the function decodes it. Raises InvalidImage."""
    return np.array(decoding.decode(path.read_bytes(), "L", MOST), np.uint8)


def files(folder: Path) -> Iterator[tuple[Path, Gray]]:
    """Yield the pictures below a folder that can be decoded, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or not path.is_file() or not NOT_PICTURES.isdisjoint(path.parts):
            continue
        try:
            gray = decoded(path)
        except errors.InvalidImage:
            continue
        if min(gray.shape) >= LEAST:
            yield path, gray


def pictures(root: Path, others: list[Path]) -> Iterator[Picture]:
    """Yield each picture below `root` once, without those that look like one below `others`."""
    seen = Seen(gray for folder in others for _, gray in files(folder))
    for path, gray in files(root):
        if seen.new(gray):
            yield Picture(path, root, truth.wanted(path))


def same(text: str, kind: str) -> str:
    """Even out what formats spell in two ways: start and stop letters, add-ons, Code 32, VINs, GS1."""
    text = spelled(text, "UPC_E" if kind == "upc_e" else "")
    if kind == "ean_extended":
        return text[:13]
    if kind == "code_39_vin":
        return re.sub(r"^I(?=.{17}$)", "", text)
    if kind == "code_32":
        return _code_32(text)
    text = re.sub(r"\((\d{2,4})\)", r"\1", text)
    text = re.sub(r"^01(?=\d{14}$)", "", text)
    return re.sub(r"^[A-Da-d]([-0-9$:/.+]+)[A-Da-d]$", r"\1", text)


def _code_32(text: str) -> str:
    """Return the nine digits after an A that six characters of Code 39 stand for in pharmacies of Italy."""
    signs = "0123456789BCDFGHJKLMNPQRSTUVWXYZ"
    if len(text) != 6 or not set(text) <= set(signs):
        return text
    number = 0
    for sign in text:
        number = number * 32 + signs.index(sign)
    return f"A{number:09d}"
