"""scripts/package: each artifact starts from an empty folder with nothing but an interpreter, and can be made again."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.function_process import FUNCTIONS, ROOT, WITHOUT_TOKEN, Served, code_of, environment, refusal, served, works

Package = Callable[..., Path]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """scripts/package as somebody calls it from another folder."""
    command = [sys.executable, str(ROOT / "scripts" / "package"), *arguments]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Makes a function's zip file, once for the same arguments."""
    made: dict[tuple[str, ...], Path] = {}

    def make(*arguments: str, again: bool = False) -> Path:
        if again or arguments not in made:
            output = tmp_path_factory.mktemp("dist")
            done = run("--output", str(output), *arguments)
            if done.returncode and not reachable(output):
                pytest.skip("pip reaches no package index, so nothing can be packaged")
            assert done.returncode == 0, done.stderr
            made[arguments] = next(output.glob("*.zip"))
        return made[arguments]

    return make


def reachable(folder: Path) -> bool:
    """Tell whether pip can fetch a wheel at all."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "itsdangerous"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack as the platforms do: with the files' modes."""
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            Path(packed.extract(entry, folder)).chmod(entry.external_attr >> 16)
    return folder / "scf_bootstrap"


def bare(home: Path, **more: str) -> dict[str, str]:
    """An environment in which the interpreter has no library but its own: neither this repository's nor the tests'."""
    base = str(sys._base_executable)  # type: ignore[attr-defined]  # the one that the virtual environment was made with
    interpreter = base if sys.version_info[:2] == (3, 11) else shutil.which("python3.11")
    if interpreter is None:
        pytest.skip("artifacts are made for Python 3.11, which is not on the PATH")
    python = home / "python"
    python.write_text(f'#!/bin/sh\nexec "{interpreter}" -S "$@"\n')
    python.chmod(0o755)
    return {**environment(home, **more), "PYTHON": str(python), "PATH": os.defpath}


@pytest.fixture(scope="module", params=FUNCTIONS)
def function(
    request: pytest.FixtureRequest, package: Package, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder, home = tmp_path_factory.mktemp("unpacked"), tmp_path_factory.mktemp("home")
    start = unpack(package(request.param), folder)
    with served(request.param, [str(start)], home, bare(home)) as running:
        yield running


def test_the_artifact_answers_from_an_empty_folder(function: Served) -> None:
    assert code_of(function.answer()) == WITHOUT_TOKEN.get(function.name, 41001)


def test_the_artifact_does_its_work(function: Served, token: str) -> None:
    works(function, token)


def test_the_artifact_holds_what_a_buildpack_needs_and_no_more(function: Served, package: Package) -> None:
    with zipfile.ZipFile(package(function.name)) as packed:
        names = packed.namelist()
        pins = packed.read("requirements.txt").decode().split()
        main = packed.read("main.py").decode()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"functions", "main.py", "requirements.txt", "scf_bootstrap", "shared", "vendor"}
    assert all("==" in pin for pin in pins)
    assert any(pin.startswith("functions-framework==") for pin in pins)
    assert main.splitlines() == [f"from functions.{function.name}.main import {function.name} as {function.name}"]
    assert not [name for name in names if "/tests/" in name or name.endswith((".pyi", "/RECORD"))]


def test_two_packages_of_the_same_code_are_equal(package: Package) -> None:
    first = package("token").read_bytes()
    assert package("token", again=True).read_bytes() == first


def test_the_vendors_artifact_has_no_engine_and_starts(package: Package, tmp_path: Path) -> None:
    archive = package("qrcode", "--backend", "vendor")
    with zipfile.ZipFile(archive) as packed:
        assert not [name for name in packed.namelist() if name.startswith(("vendor/numpy", "vendor/cv2", "vendor/PIL"))]
    with served("qrcode", [str(unpack(archive, tmp_path / "unpacked"))], tmp_path, bare(tmp_path)) as running:
        assert running.answer()["errcode"] == 41001


def test_an_artifact_without_a_signing_key_says_so(package: Package, tmp_path: Path) -> None:
    start = unpack(package("token"), tmp_path / "unpacked")
    assert refusal([str(start)], tmp_path, bare(tmp_path, SIGNING_KEY="")).startswith("cannot start: SIGNING_KEY ")


def test_an_unknown_function_is_named_with_those_that_exist() -> None:
    done = run("qr-code")
    assert done.returncode == 2
    assert done.stderr == f"there is no function 'qr-code': choose one of {', '.join(FUNCTIONS)}\n"
