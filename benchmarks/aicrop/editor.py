"""The editor's table: public pictures, and what of each a crop must keep, written by looking. See README.md."""

import csv
import hashlib
import urllib.parse
import urllib.request
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.aicrop.score import Box
from benchmarks.aicrop.sets import Rgb
from engines.crop import Crop
from engines.crop.crop import largest
from shared.images import decoding

TABLE = Path(__file__).with_name("editor.tsv")
KINDS = ("people", "group", "closeup", "animal", "drawing", "text", "code", "product", "garment", "food", "landscape")
MOST_PIXELS = 60_000_000
SPARE = 0.98
"""Of a crop's side: what is larger than this share of it need not be kept, as boxes are known to about a hundredth."""
LOST = 0.05
"""Of a box's side, outside the crop: the box counts as whole up to there."""
ASTRAY = 0.01
"""Of the picture's side: the same; that much the two passes over the table differ."""


@dataclass(frozen=True)
class Picture:
    """A line of the table.

    `must`: what is to be kept whole, the most important first; `whole`: what is to be in or out. Boxes are left, top,
    right and bottom in shares of the upright picture's sides.
    """

    repository: str
    commit: str
    path: str
    sha256: str
    kind: str
    must: tuple[Box, ...]
    whole: tuple[Box, ...]

    @property
    def half(self) -> str:
        """Whether it was looked at while the engine was changed."""
        return ("tuning", "reporting")[zlib.crc32(f"{self.repository}/{self.path}".encode()) % 2]

    def rgb(self, folder: Path) -> Rgb:
        """The picture out of a folder that `fetch` has filled, as the function decodes it."""
        return np.array(decoding.decode((folder / self.sha256[:16]).read_bytes(), "RGB", MOST_PIXELS), np.uint8)

    def fetch(self, folder: Path) -> None:
        """Get the picture from GitHub, if it is not there. Raises ValueError where it is another file."""
        target = folder / self.sha256[:16]
        if target.exists():
            return
        address = f"https://raw.githubusercontent.com/{self.repository}/{self.commit}/{urllib.parse.quote(self.path)}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            content = answer.read()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValueError(f"{address} is not the picture of the table")
        target.write_bytes(content)


def pictures(table: Path = TABLE) -> list[Picture]:
    """The table's lines."""
    with table.open(encoding="utf-8", newline="") as file:
        return [_picture(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _picture(row: dict[str, str]) -> Picture:
    boxes: dict[str, list[Box]] = {"must": [], "whole": []}
    for part in row["boxes"].split(" "):
        duty, _, sides = part.partition(":")
        left, top, right, bottom = (int(side) / 1000 for side in sides.split(","))
        boxes[duty].append((left, top, right, bottom))
    return Picture(
        repository=row["repository"],
        commit=row["commit"],
        path=row["path"],
        sha256=row["sha256"],
        kind=row["kind"],
        must=tuple(boxes["must"]),
        whole=tuple(boxes["whole"]),
    )


def wanted(picture: Picture, width: int, height: int, ratio: float) -> list[Box]:
    """What a crop of `ratio` can keep: each box, in turn, that fits in together with those before it."""
    wide, high = largest(width, height, ratio)
    found: list[Box] = []
    for box in picture.must:
        lefts, tops, rights, bottoms = zip(*found, box, strict=True)
        if (max(rights) - min(lefts)) * width <= _room(wide, width) and (max(bottoms) - min(tops)) * height <= _room(
            high, height
        ):
            found.append(box)
    return found


def faults(picture: Picture, width: int, height: int, ratio: float, crop: Crop) -> Iterator[Box]:
    """The boxes that a crop cuts although it need not: what is wanted, and what should be in or out but is sliced."""
    for box in wanted(picture, width, height, ratio):
        if not _whole(box, width, height, crop):
            yield box
    for left, top, right, bottom in picture.whole:
        fits = (right - left) * width <= _room(crop.width, width) and (bottom - top) * height <= _room(
            crop.height, height
        )
        box = (left, top, right, bottom)
        if fits and not _whole(box, width, height, crop) and not _outside(box, width, height, crop):
            yield box


def _room(extent: int, length: int) -> float:
    return extent if extent == length else SPARE * extent


def _whole(box: Box, width: int, height: int, crop: Crop) -> bool:
    return all(inside >= side - slack for inside, side, slack in _sides(box, width, height, crop))


def _outside(box: Box, width: int, height: int, crop: Crop) -> bool:
    return any(inside <= slack for inside, _, slack in _sides(box, width, height, crop))


def _sides(box: Box, width: int, height: int, crop: Crop) -> Iterator[tuple[float, float, float]]:
    """For both sides: how much of the box lies in the crop, its length, and what may be missing, in pixels."""
    left, top, right, bottom = box
    for start, end, low, high, length in (
        (left * width, right * width, crop.left, crop.right + 1, width),
        (top * height, bottom * height, crop.top, crop.bottom + 1, height),
    ):
        slack = max(LOST * (end - start), ASTRAY * length)
        yield min(end, high) - max(start, low), end - start, slack
