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


class Kept:
    """The answers in a file; what it does not hold, the engine is asked and it is added."""

    def __init__(self, file: Path, engine: Reader | None = None) -> None:
        self._file = file
        self._engine = engine
        rows = file.read_text("utf-8").splitlines() if file.exists() else []
        self._answers: dict[str, Answer] = {answer["image"]: answer for answer in map(json.loads, rows)}

    def has(self, paths: list[Path]) -> bool:
        """Whether all of the images are among them, as they are now."""
        return all(_name(path) in self._answers for path in paths)

    def ask(self, path: Path) -> Answer:
        """What was read. Raises KeyError where it is not kept and there is no engine."""
        name = _name(path)
        if name not in self._answers and self._engine:
            self._answers[name] = {"image": name} | self._engine.ask(path)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(self._answers[name], ensure_ascii=False) + "\n")
        return self._answers[name]


def _name(path: Path) -> str:
    return f"{path.name} {zlib.crc32(path.read_bytes()):08x}"
