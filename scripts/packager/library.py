"""Installed libraries as pip's notes tell of them: which files are whose, and which library requires which."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pip._vendor.packaging.requirements import Requirement

# What the installer notes for itself: it differs between installers, and RECORD lists files that are gone.
_NOTES = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})


@dataclass(frozen=True)
class Library:
    """One of the libraries in a folder: its files there, and its requirements as it words them."""

    name: str
    version: str
    requires: tuple[str, ...]
    place: Path
    files: tuple[Path, ...]

    @property
    def pin(self) -> str:
        """`name==version`."""
        return f"{self.name.lower()}=={self.version}"


def libraries(place: Path) -> Iterator[Library]:
    """What pip has installed into a folder, with those of the files that are still there, and with their bytecode."""
    compiled = {path.parent.parent / f"{path.name.rsplit('.', 2)[0]}.py": path for path in place.rglob("*.pyc")}
    for info in place.glob("*.dist-info"):
        headers = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"), headersonly=True)
        files = [path for path in _recorded(info) if path.is_file()]
        files += [compiled[path] for path in files if path in compiled]
        yield Library(
            headers["Name"],
            headers["Version"],
            tuple(headers.get_all("Requires-Dist", ())),
            place,
            tuple(path.relative_to(place) for path in files if path.parent != info or path.name not in _NOTES),
        )


def _recorded(info: Path) -> Iterator[Path]:
    """The files that RECORD lists; what lay beside the folder of modules in a wheel, pip has put into that folder."""
    with (info / "RECORD").open(encoding="utf-8", newline="") as stream:
        for name, *_ in csv.reader(stream):
            yield info.parent.joinpath(*(part for part in Path(name).parts if part != ".."))


def key(name: str) -> str:
    """A library's name in the form in which two ways of writing it are equal."""
    from pip._vendor.packaging.utils import canonicalize_name  # where there is no pip, the call of pip says so

    return canonicalize_name(name)


def closure(known: Mapping[str, Library], wanted: Sequence[str]) -> list[Library] | None:
    """What is wanted, what that requires, and so on, as pip would choose; None when one of them is not known."""
    from pip._vendor.packaging.requirements import Requirement

    found: dict[tuple[str, str], Library] = {}
    waiting = [Requirement(line) for line in wanted]
    while waiting:
        one = waiting.pop()
        library = known.get(key(one.name))
        if library is None or not one.specifier.contains(library.version, prereleases=True):
            return None
        for extra in {"", *one.extras} - {extra for name, extra in found if name == library.name}:
            found[library.name, extra] = library
            waiting += _required(map(Requirement, library.requires), extra)
    return list({library.name: library for library in found.values()}.values())


def _required(requirements: "Iterable[Requirement]", extra: str) -> "Iterator[Requirement]":
    return (one for one in requirements if one.marker is None or one.marker.evaluate({"extra": extra}))
