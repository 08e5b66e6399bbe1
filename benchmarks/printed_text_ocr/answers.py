"""What engines answered, kept as JSON lines: one that does not change needs to read an image only once."""

import json
import zlib
from pathlib import Path
from typing import Any, Protocol

Answer = dict[str, Any]


class Reader(Protocol):
    """Whatever can be asked what stands on an image."""

    def ask(self, path: Path) -> Answer:
        """Read one image."""
        ...


class Writing:
    """An engine whose answers are written to a file as they come."""

    def __init__(self, engine: Reader, file: Path) -> None:
        self._engine = engine
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")

    def ask(self, path: Path) -> Answer:
        """Read one image."""
        answer = self._engine.ask(path)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"image": _name(path)} | answer, ensure_ascii=False) + "\n")
        return answer


class Kept:
    """The answers of a file."""

    def __init__(self, file: Path) -> None:
        rows = file.read_text("utf-8").splitlines() if file.exists() else []
        self._answers: dict[str, Answer] = {answer["image"]: answer for answer in map(json.loads, rows)}

    def has(self, paths: list[Path]) -> bool:
        """Whether all of the images are among them, as they are now."""
        return all(_name(path) in self._answers for path in paths)

    def ask(self, path: Path) -> Answer:
        """What was read."""
        return self._answers[_name(path)]


def _name(path: Path) -> str:
    return f"{path.name} {zlib.crc32(path.read_bytes()):08x}"
