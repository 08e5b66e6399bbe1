"""The rules of CONTRIBUTING.md that a program can check; scripts/check adds the import contracts of pyproject.toml."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import functions
from scripts.packager import contents
from tests.project.sources import SOURCES, name, nodes
from tests.support import ROOT

LISTED = {pin.module for path in (ROOT / "engines").rglob(contents.LISTED) for pin in contents.pins(path)}
ENGINE_MAY_IMPORT = LISTED | {"engines.runtime", "engines.text", "shared.bilingual", "shared.clock", "shared.errors"}
NETWORK = {"socket", "ssl", "urllib", "http", "urllib3", "requests", "httpx", "aiohttp", "os"}
FACES = {f"engines.{path.parent.name}" for path in (ROOT / "engines").glob("*/__init__.py")} - {"engines.runtime"}
SCRIPTS = [
    path
    for path in sorted((ROOT / "scripts").rglob("*"))
    if "node_modules" not in path.parts
    if path.suffix == ".py" or (path.is_file() and path.read_bytes().startswith(b"#!/usr/bin/env python3"))
]
ENGINES = {"cards", "codes", "crop", "portrait", "superresolution", "text"}
ROOMS = {"download", "images", "kept", "leqi", "serving", "vendor", "wechat"}
LEAST = {"functions": 40, "engines": 75, "shared": 50, "gateway": 8, "emulator": 8, "scripts": 25}
"""Modules that were there, roughly: a folder that is renamed away takes its checks with it in silence."""
COMPUTING = {"numpy", "cv2", "onnxruntime", "zxingcpp", "PIL"}
COMPUTING_FUNCTIONS = {
    # Pixels of every mode become those that the engine takes, and become a file again.
    "functions/superresolution/output.py": {"numpy", "cv2"},
    "functions/superresolution/source.py": {"numpy", "PIL"},
}
"""What touches pixels outside the engines; beside these, a local.py hands an array of numpy's over."""
CLOCK = {"time", "monotonic", "sleep", "time_ns", "monotonic_ns", "process_time", "thread_time"}
LARGEST_FILE = 2_000_000  # bytes
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_MAIN = 200, 30, 40  # lines
LONGER_FILES = {
    "shared/wechat/errcodes.py": 900,  # a table
    "shared/download/fetch.py": 240,  # one exchange, whose steps know each other
    "engines/portrait/skin.py": 220,
    "shared/kept/storage.py": 230,
}
LONGER_FUNCTIONS = {
    "functions/idphoto_result/openapi.py:_item": 38,
    "emulator/welcome.py:_welcome": 45,
}


def imports(path: Path) -> Iterator[str]:
    """The absolute modules that a file imports; `from shared import errors` counts as shared.errors."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"shared.{alias.name}" if node.module == "shared" else node.module for alias in node.names)


def roots(path: Path) -> set[str]:
    """The libraries and top packages that a file imports."""
    return {module.partition(".")[0] for module in imports(path)}


def below(folder: str) -> list[Path]:
    return [path for path in SOURCES if path.is_relative_to(ROOT / folder)]


def packages(folder: str) -> set[str]:
    """The packages of a folder with anything in them."""
    inside = [path for path in below(folder) if path.name != "__init__.py" or path.read_text("utf-8").count("\n") > 3]
    return {path.relative_to(ROOT / folder).parts[0] for path in inside if path.parent != ROOT / folder}


class TestEverythingIsLookedAt:
    @pytest.mark.parametrize(("folder", "least"), LEAST.items())
    def test_no_folder_is_gone_or_empty(self, folder: str, least: int) -> None:
        found = SCRIPTS if folder == "scripts" else below(folder)
        assert len(found) >= least, f"{folder}/ has {len(found)} modules: was it renamed? Then this file looks past it"

    def test_engines_are_those_that_compute(self) -> None:
        computing = {
            path.relative_to(ROOT / "engines").parts[0] for path in below("engines") if roots(path) & COMPUTING
        }
        assert ENGINES - computing == set(), "engines that are gone or renamed: say so in this file"

    def test_every_room_is_there(self) -> None:
        assert ROOMS - packages("shared") == set(), "rooms that are gone or renamed: say so in this file"

    def test_every_function_has_its_modules(self) -> None:
        assert len(functions.names()) >= 8
        for function in functions.names():
            assert {f"functions/{function}/{module}.py" for module in ("api", "main", "local")} <= set(
                map(name, SOURCES)
            )

    def test_scripts_without_an_ending_are_linted_too(self) -> None:
        """ruff and mypy know a Python file by its ending; scripts/check finds these for mypy by their first line."""
        chosen = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["extend-include"]
        scripts = [name(path) for path in SCRIPTS if not path.suffix]
        assert chosen == scripts, (
            "pyproject.toml: extend-include of ruff is to name every script, in alphabetical order"
        )


def test_engine_knows_no_wire_and_no_network() -> None:
    ours = ("shared", "engines")
    for path in below("engines"):
        foreign = {module for module in imports(path) if module.partition(".")[0] not in sys.stdlib_module_names}
        imported = {".".join(module.split(".")[: 1 + module.startswith(ours)]) for module in foreign}
        assert imported - ENGINE_MAY_IMPORT == set(), (
            f"{name(path)}: an engine may import these only if an engine's requirements.txt pins them"
        )
        assert not roots(path) & NETWORK, f"{name(path)}: an engine asks nobody: its caller hands over what it needs"


def test_functions_compute_nothing_but_what_is_listed() -> None:
    touching = {name(path): roots(path) & COMPUTING for path in below("functions") if roots(path) & COMPUTING}
    hand_over = {file: used for file, used in touching.items() if file.endswith("/local.py")}
    assert set().union(*hand_over.values()) == {"numpy"}
    assert {file: used for file, used in touching.items() if file not in hand_over} == COMPUTING_FUNCTIONS


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    """Tests move time in shared/clock. `perf_counter` measures, and decides nothing."""
    for path in SOURCES:
        if name(path) == "shared/clock.py" or path.is_relative_to(ROOT / "emulator"):
            continue
        asked = {
            node.attr
            for node in nodes(path)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "time"
        }
        by_name = {
            alias.name
            for node in nodes(path)
            if isinstance(node, ast.ImportFrom) and node.module in ("time", "shared.clock")
            for alias in node.names
        }
        assert not asked & CLOCK, f"{name(path)}: ask shared/clock.py, which tests move"
        assert not by_name & (CLOCK | {"now", "wall", "pause"}), f"{name(path)}: the clock would not move such a name"


def test_an_engine_is_entered_by_its_face() -> None:
    """`from engines.text import Engine`: what does not stand in __all__ may change."""
    for path in [path for path in SOURCES if not path.is_relative_to(ROOT / "engines")]:
        for node in nodes(path):
            if isinstance(node, ast.Import):
                entered = [alias.name for alias in node.names if alias.name.startswith("engines")]
                assert not entered, name(path)
            elif isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").startswith("engines"):
                assert node.module in FACES, name(path)
                face = importlib.import_module(node.module)
                assert {alias.name for alias in node.names} <= set(face.__all__), name(path)


def test_web_framework_is_known_only_at_the_boundary() -> None:
    knowing = {name(path) for path in SOURCES if roots(path) & {"flask", "functions_framework"}}
    mains = {f"functions/{function}/main.py" for function in functions.names()}
    boundary = {
        f"shared/{name}.py"
        for name in ("answering", "entrypoint", "probes", "responses", "starting", "serving/__main__")
    }
    several = {"gateway/app.py", "gateway/passing/passing.py", "emulator/app.py", "emulator/site.py"}
    assert knowing == mains | boundary | several


def test_environment_is_read_in_one_place() -> None:
    reading = {name(path) for path in SOURCES if re.search(r"os\.environ|getenv", path.read_text("utf-8"))}
    assert reading == {"shared/config.py"}


def test_one_broad_except_at_the_boundary() -> None:
    broad = [
        name(path)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert broad == ["shared/answering.py"]


def test_functions_are_short() -> None:
    lines = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCES + SCRIPTS
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }
    longer = {key: count for key, count in lines.items() if count > LONGER_FUNCTIONS.get(key, LONGEST_FUNCTION)}
    assert longer == {}, f"more than {LONGEST_FUNCTION} lines: divide it by what it does"


def test_files_are_short() -> None:
    mains = dict.fromkeys(map("functions/{}/main.py".format, functions.names()), LONGEST_MAIN)
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES + SCRIPTS}
    most = dict.fromkeys(lines, LONGEST_FILE) | mains | LONGER_FILES
    longer = {file: f"{count} lines, not {most[file]}" for file, count in lines.items() if count > most[file]}
    assert longer == {}, "too long: divide it by what it holds"


def test_no_large_file_is_tracked() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    files = [ROOT / file for file in listed.stdout.decode().split("\0") if file]
    assert [name(path) for path in files if path.is_file() and path.stat().st_size > LARGEST_FILE] == []


def test_tests_share_what_they_share_in_modules_of_its_own() -> None:
    """A test that imports another one's module runs it along, and goes when that is moved."""
    sharing = [
        f"{name(path)} imports {node.module}: put what both need into a module beside them or into tests/support"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if re.search(r"\bfrom[\s\\]+[\w.]*test_", path.read_text("utf-8"))  # to parse them all takes seconds
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and re.match(r"(.*\.)?test_", node.module or "")
    ]
    assert sharing == []
