"""Libraries that wait to be put into artifacts: many functions need the same ones, and pip takes its time."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from . import bytecode, libraries
from .target import Target


class Shelf:
    """A folder of installed libraries, each set of them once. For any number of threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._locks: dict[tuple[str, ...], Lock] = defaultdict(Lock)
        self._kept: dict[tuple[str, ...], Path] = {}

    def put(self, target: Target, requirements: Sequence[str], vendor: Path) -> None:
        """Make `vendor`: libraries for the target's machine, made lighter, compiled. Raises PackageError."""
        wanted = (target.python, target.machine, *requirements)
        with self._locks[wanted]:
            if wanted not in self._kept:
                self._kept[wanted] = self._installed(target, requirements)
        shutil.copytree(self._kept[wanted], vendor)

    def _installed(self, target: Target, requirements: Sequence[str]) -> Path:
        place = Path(tempfile.mkdtemp(dir=self._folder)) / "vendor"
        libraries.install(target, requirements, place)
        libraries.lighten(place)
        bytecode.compile_modules(target, place.parent, bytecode.LIBRARIES)
        return place
