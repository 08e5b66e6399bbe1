"""An image and what is written on it, kept as NAME.jpg|png beside NAME.json. Shared by all sets."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Corners = tuple[tuple[float, float], ...]
SUFFIXES = (".jpg", ".png")


@dataclass(frozen=True)
class TruthLine:
    """One line: its text, and its four corners as one reads it (None where the set has no boxes).

    `after` holds the indices of the lines that one reads right before it, where the set is about order; all are
    lower than its own.
    """

    text: str
    corners: Corners | None = None
    vertical: bool = False
    after: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sample:
    """One image of a set. `kind` groups them. `unsure`: what stands there, too, but no human reads with certainty."""

    path: Path
    lines: tuple[TruthLine, ...]
    kind: str = ""
    unsure: tuple[str, ...] = ()


def written(image: bytes, path: Path, lines: Sequence[TruthLine], kind: str = "") -> None:
    """Write an image file and its truth."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(image)
    truth = {"kind": kind, "lines": [asdict(line) for line in lines]}
    path.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")


def samples(folder: Path) -> list[Sample]:
    """Return the images of a folder that have a truth, in the order of their names."""
    paths = sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES and path.with_suffix(".json").exists())
    return [_read(path) for path in paths]


def _read(path: Path) -> Sample:
    truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
    lines = [
        TruthLine(
            line["text"],
            tuple((float(x), float(y)) for x, y in line["corners"]) if line["corners"] else None,
            line["vertical"],
            tuple(line.get("after", ())),
        )
        for line in truth["lines"]
    ]
    return Sample(path, tuple(lines), truth["kind"])


def half(name: str) -> str:
    """Return the split of an image: "tune" for thresholds, "report" for the tables."""
    return ("report", "tune")[zlib.crc32(name.encode()) % 2]
