"""What an artifact holds: modules, engines and libraries, all of them told by what its function imports."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import imports
from .target import GATEWAY, ROOT, PackageError, Target, functions

ENGINES = ROOT / "engines"
LISTED = "requirements.txt"  # beside the modules that import what it pins
_SERVER = "shared.serving.__main__"
_SENDS = "senders.py"  # the module of a wire form with which a record says how calls are sent on
_PIN = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)==[0-9][\w.]*(?=\s|$)(?:.*# import (?P<module>\w+))?")


@dataclass(frozen=True)
class Pin:
    """A line of a requirements file: the library with its version, and the name by which it is imported."""

    line: str
    module: str


def modules(target: Target) -> list[Path]:
    """The files of all modules of ours in an artifact. Raises PackageError where there is no such back end.

    Where only the vendor answers, an engine and what leads to it stays behind. A function without an engine is always
    whole: it answers for what it has made itself, whatever BACKEND says.
    """
    name = target.function
    whole = _needed(name)
    if target.backend != "vendor" or not engines(whole):
        return whole
    if not any(path.name == _SENDS for path in whole):
        raise PackageError(f"{name} has no vendor back end: leave --backend out")
    return _needed(name, frozenset(f"functions.{one}.local" for one in _served(name) if engines(_needed(one))))


def starts(name: str) -> list[str]:
    """The modules with which the process of an artifact begins: the gateway names its functions' by strings."""
    first = "gateway.__main__" if name == GATEWAY else _SERVER
    return [first, *(f"functions.{one}.main" for one in _served(name))]


def needs_engine(function: str) -> bool:
    """Whether a function computes by itself, hence has large libraries, and an artifact without them for the vendor."""
    return bool(engines(_needed(function)))


def engines(files: Iterable[Path]) -> list[Path]:
    """The folders of the engines that modules belong to."""
    inner = (path.relative_to(ENGINES).parts for path in files if path.is_relative_to(ENGINES))
    return sorted({ENGINES / parts[0] for parts in inner if len(parts) > 1})


def requirements(files: Iterable[Path]) -> list[str]:
    """The pinned libraries that modules import, as `name==version`, out of the lists in their folders and above."""
    known = list(files)
    wanted = {name.partition(".")[0] for path in known for name in imports.imported(path)}
    folders = {folder for path in known for folder in path.relative_to(ROOT).parents}
    lists = (ROOT / folder / LISTED for folder in folders if folder.parts)
    return sorted({pin.line for path in lists if path.is_file() for pin in pins(path) if pin.module in wanted})


def pins(listed: Path) -> Iterator[Pin]:
    """The libraries of a requirements file; `# import NAME` after one says its name in programs, if it has another.

    Raises ValueError for a line that pins nothing.
    """
    for line in listed.read_text(encoding="utf-8").splitlines():
        found = _PIN.match(line)
        if found:
            yield Pin(line.split()[0], found["module"] or found["name"].replace("-", "_"))
        elif line.partition("#")[0].strip():
            raise ValueError(f"{listed.relative_to(ROOT)}: {line!r} is no library with its exact version")


def lists() -> list[Path]:
    """All requirements files that lie beside modules of functions, engines and rooms."""
    return sorted(path for folder in imports.OURS for path in (ROOT / folder).rglob(LISTED))


def _needed(name: str, without: frozenset[str] = frozenset()) -> list[Path]:
    return imports.needed(starts(name), without)


def _served(name: str) -> list[str]:
    """The functions in an artifact."""
    return functions() if name == GATEWAY else [name]
