"""The rules of CONTRIBUTING.md that a program can check; scripts/check adds the import contracts of pyproject.toml."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

PRODUCT = ("functions", "engines", "shared", "emulator")
SOURCES = sorted(path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py"))
ENGINE_MAY_IMPORT = {"numpy", "cv2", "onnxruntime", "zxingcpp", "engines.runtime", "shared.clock", "shared.errors"}
FACES = {f"engines.{path.parent.name}" for path in (ROOT / "engines").glob("*/__init__.py")} - {"engines.runtime"}
LARGEST_FILE = 2_000_000  # bytes


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The absolute modules that a file imports; `from shared import errors` counts as shared.errors."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"shared.{alias.name}" if node.module == "shared" else node.module for alias in node.names)


def engines() -> list[Path]:
    found = [path for path in SOURCES if path.is_relative_to(ROOT / "engines")]
    assert found, "there are no engines in engines/"
    return found


@pytest.mark.parametrize("path", engines(), ids=name)
def test_engine_knows_no_wire_and_no_network(path: Path) -> None:
    foreign = {module for module in imports(path) if module.partition(".")[0] not in sys.stdlib_module_names}
    ours = ("shared", "engines")
    roots = {".".join(module.split(".")[: 1 + module.startswith(ours)]) for module in foreign}
    assert roots <= ENGINE_MAY_IMPORT
    assert not {module for module in imports(path) if module.partition(".")[0] in ("socket", "urllib", "http", "os")}


@pytest.mark.parametrize("path", [path for path in SOURCES if not path.is_relative_to(ROOT / "engines")], ids=name)
def test_an_engine_is_entered_by_its_face(path: Path) -> None:
    """`from engines.text import Engine`: what does not stand in __all__ may change."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert not [alias.name for alias in node.names if alias.name.startswith("engines")]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "engines":
            assert node.module in FACES
            face = importlib.import_module(node.module)
            assert {alias.name for alias in node.names} <= set(face.__all__)


def test_web_framework_is_known_only_at_the_boundary() -> None:
    knowing = {
        name(path)
        for path in SOURCES
        if any(module.partition(".")[0] in ("flask", "functions_framework") for module in imports(path))
    }
    mains = {name(path) for path in (ROOT / "functions").glob("*/main.py")}
    boundary = {
        f"shared/{name}.py"
        for name in ("answering", "entrypoint", "probes", "responses", "starting", "serving/__main__")
    }
    assert knowing == mains | boundary | {"emulator/app.py", "emulator/site.py"}


def test_environment_is_read_in_one_place() -> None:
    reading = {name(path) for path in SOURCES if re.search(r"os\.environ|getenv", path.read_text("utf-8"))}
    assert reading == {"shared/config.py"}


def test_one_broad_except_at_the_boundary() -> None:
    broad = [
        name(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert broad == ["shared/answering.py"]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_are_short(path: Path) -> None:
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 40
    }
    assert long == {}


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "errcodes.py"], ids=name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 270


@pytest.mark.parametrize("path", sorted((ROOT / "functions").glob("*/main.py")), ids=name)
def test_entry_point_only_names_the_back_ends(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 40


def test_no_large_file_is_tracked() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    files = [ROOT / file for file in listed.stdout.decode().split("\0") if file]
    assert [name(path) for path in files if path.is_file() and path.stat().st_size > LARGEST_FILE] == []
