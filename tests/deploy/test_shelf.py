"""Libraries are installed once for all artifacts of a call, and each artifact has those that it needs."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from scripts.packager import libraries
from scripts.packager.shelf import Shelf
from scripts.packager.target import PackageError, Target

REQUIRES = {
    "numpy": [],
    "web": ['legacy; python_version<"3"', "Template.Engine>=3", 'sockets>=1; extra == "full"'],
    "template-engine": [],
    "sockets": [],
    "server": ["web[full]"],
}


@dataclass
class Pip:
    """In place of libraries.install: writes what pip would write, and notes what it was asked for."""

    asked: list[list[str]] = field(default_factory=list)
    absent: str = ""

    def install(self, _target: Target, requirements: Sequence[str], vendor: Path) -> None:
        self.asked.append([*requirements])
        if self.absent in requirements:
            raise PackageError(f"there is no {self.absent}")
        names = [line.partition("==")[0] for line in requirements]
        names += ["template-engine"] if {"web", "server"} & {*names} else []
        names += ["web", "sockets"] if "server" in names else []
        for name in names:
            _write(vendor, name)


def _write(vendor: Path, name: str) -> None:
    info = f"{name.replace('-', '_')}-3.0.dist-info"
    texts = {
        f"{info}/METADATA": "".join(
            [f"Name: {name.title()}\nVersion: 3.0\n", *(f"Requires-Dist: {line}\n" for line in REQUIRES[name])]
        ),
        f"{info}/INSTALLER": "pip",
        f"{name}/__init__.py": "NAME = 1",
        f"{name}/tests/check.py": "",
    }
    texts[f"{info}/RECORD"] = "".join(
        f"{path},sha256=x,1\n" for path in [*texts, f"../../bin/{name}", f"{info}/RECORD"]
    )
    for path, text in texts.items():
        (vendor / path).parent.mkdir(parents=True, exist_ok=True)
        (vendor / path).write_text(text)


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    made = Pip()
    monkeypatch.setattr(libraries, "install", made.install)
    return made


def held(vendor: Path) -> set[str]:
    return {path.name for path in vendor.iterdir() if not path.name.endswith(".dist-info")}


def test_libraries_that_two_functions_need_alike_are_installed_once(pip: Pip, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for name, wanted in (("idcard", ["numpy==3.0"]), ("menu", ["numpy==3.0"]), ("token", ["sockets==3.0"])):
        shelf.put(Target(name), wanted, tmp_path / name)
        assert len(list(tmp_path.glob(f"{name}/*/__pycache__/__init__.*.pyc"))) == 1
    assert pip.asked == [["numpy==3.0"], ["sockets==3.0"]]


def test_after_one_call_for_all_each_has_what_it_requires_and_no_more(pip: Pip, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.fill(Target("gateway"), ["numpy==3.0", "server==3.0"])
    pins = [one.pin for one in shelf.put(Target("menu"), ["web==3.0"], tmp_path / "web")]
    assert sorted(pins) == ["template-engine==3.0", "web==3.0"]
    assert held(tmp_path / "web") == {"web", "template-engine"}
    shelf.put(Target("token"), ["server==3.0"], tmp_path / "server")
    assert held(tmp_path / "server") == {"server", "web", "template-engine", "sockets"}
    assert len(pip.asked) == 1


def test_another_version_machine_or_interpreter_is_installed_anew(pip: Pip, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number, target in enumerate((Target("a"), Target("a", machine="arm64"), Target("a", python="3.12"))):
        shelf.put(target, ["numpy==3.0"], tmp_path / str(number))
    with pytest.raises(PackageError, match="other libraries than were asked for"):
        shelf.put(Target("a"), ["numpy==4.0"], tmp_path / "newer")
    assert len(pip.asked) == 4


def test_the_installers_notes_and_what_is_never_read_stay_behind(pip: Pip, tmp_path: Path) -> None:
    Shelf(tmp_path).put(Target("token"), ["numpy==3.0"], tmp_path / "vendor")
    names = {path.name for path in (tmp_path / "vendor").rglob("*") if path.suffix != ".pyc"}
    assert names == {"numpy", "__init__.py", "__pycache__", "numpy-3.0.dist-info", "METADATA"}


def test_a_library_that_is_nowhere_only_stops_the_functions_that_need_it(pip: Pip, tmp_path: Path) -> None:
    pip.absent = "numpy==3.0"
    shelf = Shelf(tmp_path)
    shelf.fill(Target("gateway"), ["numpy==3.0", "sockets==3.0"])
    shelf.put(Target("token"), ["sockets==3.0"], tmp_path / "token")
    with pytest.raises(PackageError, match=r"there is no numpy==3\.0"):
        shelf.put(Target("menu"), ["numpy==3.0"], tmp_path / "menu")


def test_artifacts_share_the_files_on_the_disk_and_have_their_own_where_there_are_no_links(
    pip: Pip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    file = "numpy/__init__.py"
    for name in ("idcard", "menu"):
        shelf.put(Target(name), ["numpy==3.0"], tmp_path / name)
    assert (tmp_path / "idcard" / file).samefile(tmp_path / "menu" / file)

    def link(*_paths: Path) -> None:
        raise OSError("not here")

    monkeypatch.setattr(os, "link", link)
    shelf.put(Target("token"), ["numpy==3.0"], tmp_path / "token")
    assert not (tmp_path / "token" / file).samefile(tmp_path / "menu" / file)
    assert (tmp_path / "token" / file).read_bytes() == b"NAME = 1"
