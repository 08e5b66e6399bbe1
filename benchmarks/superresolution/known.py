"""Figures of methods that do not change from run to run, kept in a file: a line of JSON for a picture."""

import json
from collections.abc import Callable
from pathlib import Path

Figures = tuple[float, ...]


class Known:
    """Figures by what they are of. With no file, none are known."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._figures: dict[str, Figures] = {}
        if path and path.exists():
            for line in path.read_text("utf-8").splitlines():
                what, figures = json.loads(line)
                self._figures[what] = tuple(figures)

    def of(self, what: str, measure: Callable[[], Figures]) -> Figures:
        """The figures, measured if they are not known."""
        if what not in self._figures:
            self._figures[what] = measure()
            if self._path:
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([what, self._figures[what]]) + "\n")
        return self._figures[what]
