"""Libraries that wait to be put into artifacts: many functions need the same ones, and pip takes its time."""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from . import bytecode, libraries, library
from .library import Library
from .target import PackageError, Target


class Shelf:
    """A folder of installed libraries, each of them once. For any number of threads.

    In artifacts on the same disk their files are links, so that all artifacts together take little more than one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._kept: dict[tuple[str, str], dict[str, Library]] = defaultdict(dict)

    def fill(self, target: Target, requirements: Sequence[str]) -> None:
        """Have libraries ready that `put` will want: one call of pip is quicker than many.

        Does nothing where pip does not find them all: each artifact then asks for its own.
        """
        with self._lock, suppress(PackageError):
            self._wanted(target, requirements)

    def put(self, target: Target, requirements: Sequence[str], vendor: Path) -> list[Library]:
        """Make `vendor`: libraries for the target's machine, made lighter, compiled. Raises PackageError."""
        with self._lock:
            wanted = self._wanted(target, requirements)
        vendor.mkdir()
        for folder in {name.parent for one in wanted for name in one.files}:
            (vendor / folder).mkdir(parents=True, exist_ok=True)
        for one in wanted:
            for name in one.files:
                _link(one.place / name, vendor / name)
        return wanted

    def _wanted(self, target: Target, requirements: Sequence[str]) -> list[Library]:
        kept = self._kept[target.python, target.machine]
        found = library.closure(kept, requirements)
        if found is None:
            kept |= {library.key(one.name): one for one in self._installed(target, requirements)}
            found = library.closure(kept, requirements)
        if found is None:
            raise PackageError("pip has installed other libraries than were asked for")
        return found

    def _installed(self, target: Target, requirements: Sequence[str]) -> Iterator[Library]:
        place = Path(tempfile.mkdtemp(dir=self._folder)) / "vendor"
        libraries.install(target, requirements, place)
        libraries.lighten(place)
        bytecode.compile_modules(target, place.parent, [place.name], bytecode.LIBRARIES)
        return library.libraries(place)


def _link(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:  # a disk without links
        shutil.copy(source, place)
