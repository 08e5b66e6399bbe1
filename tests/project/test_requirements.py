"""Libraries: each one is pinned in the list beside the modules that import it, and none is pinned for nobody."""

import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from scripts.packager import contents, imports
from tests.support import ROOT

# For MATTING_MODEL alone: whoever sets it adds the library, as a larger artifact would be for everybody.
UNPINNED = {("engines/portrait", "onnxruntime")}
LISTS = contents.lists()
SOURCES = sorted(path for folder in imports.OURS for path in (ROOT / folder).rglob("*.py"))
ROOMS = sorted({path.parent for path in SOURCES})


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def imported(room: Path) -> frozenset[str]:
    return frozenset(chain.from_iterable(imports.imported(path) for path in room.glob("*.py")))


def foreign(modules: frozenset[str]) -> set[str]:
    """The libraries among modules, by the names under which they are imported."""
    tops = {module.partition(".")[0] for module in modules}
    return tops - {*sys.stdlib_module_names, *imports.OURS, "_typeshed"}  # the last one is for the type checker alone


def beside(room: Path) -> Iterator[str]:
    """What the lists in a folder and above it pin, by the names under which they are imported."""
    for folder in (room, *room.parents):
        if folder.is_relative_to(ROOT) and folder != ROOT and (folder / contents.LISTED).is_file():
            yield from (pin.module for pin in contents.pins(folder / contents.LISTED))


@cache
def rooms_imported(room: Path) -> frozenset[Path]:
    return frozenset(path.parent for path in map(imports.file_of, imported(room)) if path)


def neighbours(room: Path) -> Iterator[Path]:
    """The rooms that a room imports; and for what several engines use, the engines, which may pin what it runs on."""
    yield from rooms_imported(room)
    if room.is_relative_to(contents.ENGINES):
        yield from (other for other in ROOMS if room in rooms_imported(other))


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_every_library_that_a_room_imports_is_pinned_there_or_in_one_that_it_works_with(room: Path) -> None:
    pinned = set(beside(room)) | set(chain.from_iterable(beside(other) for other in neighbours(room)))
    assert {(name(room), library) for library in foreign(imported(room)) - pinned} <= UNPINNED


@pytest.mark.parametrize("listed", LISTS, ids=name)
def test_nothing_is_pinned_that_is_imported_neither_there_nor_in_a_room_that_is_used_there(listed: Path) -> None:
    below = [room for room in ROOMS if room.is_relative_to(listed.parent)]
    used = {*below, *chain.from_iterable(map(rooms_imported, below))}
    there = {library for room in used for library in foreign(imported(room))}
    assert [pin.line for pin in contents.pins(listed) if pin.module not in there] == []


@pytest.mark.parametrize("listed", LISTS, ids=name)
def test_a_pin_is_the_version_that_comes_along_everywhere_and_gives_the_module_that_it_says(listed: Path) -> None:
    constraints = (ROOT / "constraints.txt").read_text("utf-8").lower().split()
    given = importlib.metadata.packages_distributions()
    for pin in contents.pins(listed):
        assert pin.line in constraints
        owners = {owner.lower().replace("_", "-") for owner in given[pin.module]}
        assert pin.line.partition("==")[0].replace("_", "-") in owners


def test_a_line_that_pins_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("# a comment\n\nnumpy==2.4.6\npillow>=13\n")
    with pytest.raises(ValueError, match=r"requirements.txt: 'pillow>=13' is no library with its exact version"):
        list(contents.pins(tmp_path / "requirements.txt"))


def test_the_emulator_has_the_libraries_of_all_rooms_and_engines() -> None:
    command = [sys.executable, str(ROOT / "scripts/requirements"), "--check"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
