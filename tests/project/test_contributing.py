"""CONTRIBUTING.md, followed to the letter in a copy of the repository, gives a capability that answers.

The copy holds what the repository holds, but for models: only the new function is asked.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WALK = PAGE.partition("## Adding a capability")[2].partition("\n## ")[0]
FOLDERS = ("engines/brightness/", "functions/brightness/", "tests/functions/brightness/")
LEFT_OUT = (
    ".*",
    "models",
    "*.onnx",
    "*.tflite",
    "dist",
    "build",
    "node_modules",
    "benchmarks",
    "training",
)
CALL = """
import dataclasses
from emulator.__main__ import settings
from shared import config, starting
starting.share_process()
config.use(dataclasses.replace(settings(), access="platform"))
from emulator.app import Emulator
from gateway.app import application
with open("emulator/samples/text.png", "rb") as file:
    print(application("emulator", Emulator()).test_client().post("/cv/img/brightness", data={"img": file}).text)
"""
CONTRACT = (
    "tests/shared/boundary/test_image_contract.py",
    "tests/shared/boundary/test_contract.py",
    "tests/emulator/openapi/test_document.py",
    "tests/emulator/openapi/test_codes.py",
    "tests/emulator/openapi/test_answers.py::test_a_sample_call",
    "tests/support/test_sample_calls.py",
    "tests/project/test_records.py",
    "tests/project/test_twins.py",
)
PAGES = ("README.md", "README.zh-CN.md")
WRITTEN = ("docs/", "deploy/", "serverless.yml")
MOST_FILES = 6


def dedented(code: str) -> str:
    return re.sub(r"^   ", "", code, flags=re.MULTILINE) + "\n"


def commands() -> list[str]:
    """The commands of the page, in their order."""
    return [
        line
        for block in re.findall(r"```sh\n(.*?)\n   ```", WALK, re.DOTALL)
        for line in dedented(block).split("\n")
        if line
    ]


def files() -> dict[str, str]:
    """The files of the page, each named before its code."""
    found = re.findall(r"`([\w/]+\.py)`\n\n   ```python\n(.*?)\n   ```", WALK, re.DOTALL)
    return {name: dedented(code) for name, code in found}


def by_hand() -> list[str]:
    """The files outside of the new folders that the last step names."""
    (step,) = re.findall(r"^\d\. By hand,(.*?)\n\n", WALK, re.DOTALL | re.MULTILINE)
    return [name for name in re.findall(r"`([\w./-]+\.\w+)`", step) if (ROOT / name).is_file()]


def run(copy: Path, *command: str) -> str:
    """What a command prints in the copy, which must find no fault."""
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def digests(folder: Path) -> dict[str, str]:
    paths = [
        path for path in folder.rglob("*") if path.is_file() and not re.search(r"/(__pycache__|\.\w+)/", str(path))
    ]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository before the walk, with what Python has compiled of it: else that is done anew in each copy."""
    folder = tmp_path_factory.mktemp("walk") / "repository"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return folder


@pytest.fixture(scope="module")
def copy(original: Path) -> Path:
    """The repository after it."""
    folder = original.with_name("followed")
    shutil.copytree(original, folder)
    first, *others = commands()
    run(folder, *first.split())
    for name, code in files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(code)
    for command in others:
        run(folder, *command.split())
    (rows,) = re.findall(r"```markdown\n(.*?)\n   ```", WALK, re.DOTALL)
    for name, row in zip(PAGES, dedented(rows).splitlines(), strict=True):
        page = folder / name
        page.write_text(re.sub(r"(?m)^(.*`/cv/img/aicrop`.*\n)", rf"\1{row}\n", page.read_text("utf-8")))
    return folder


def test_the_new_capability_answers(copy: Path) -> None:
    assert [Path(name).stem for name in files()] == ["__init__", "local", "openapi", "sample"]
    shown = re.search(r'(\{"errcode":0,.*\})', WALK)
    assert shown
    assert json.loads(run(copy, sys.executable, "-c", CALL)) == json.loads(shown[1])


def test_the_whole_contract_holds_for_it(copy: Path) -> None:
    printed = run(
        copy,
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        "brightness or readme",
        *CONTRACT,
    )
    passed = re.search(r"(\d+) passed", printed)
    assert passed
    assert int(passed[1]) > 50


def test_it_holds_for_the_skeleton_alone(original: Path, tmp_path: Path) -> None:
    folder = tmp_path / "skeleton"
    shutil.copytree(original, folder)
    run(folder, *commands()[0].split())
    run(folder, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "brightness", *CONTRACT[1:-2])


def test_few_files_outside_of_the_new_folders_are_touched(original: Path, copy: Path) -> None:
    before, after = digests(original), digests(copy)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    written = {name for name in changed if name.startswith(WRITTEN)}
    others = {name for name in changed - written if not name.startswith(FOLDERS)}
    assert others == set(PAGES)
    assert others < set(by_hand())
    assert len(by_hand()) <= MOST_FILES


def test_the_code_of_the_page_is_formatted_and_clean_and_keeps_the_import_rules(copy: Path) -> None:
    folder = Path(sys.executable).parent
    if not (folder / "ruff").exists() or not (folder / "lint-imports").exists():
        pytest.skip("ruff and import-linter are not installed: run scripts/check once")
    for command in (["ruff", "check", *FOLDERS], ["ruff", "format", "--check", *FOLDERS], ["lint-imports"]):
        run(copy, str(folder / command[0]), *command[1:])


def test_a_function_that_is_there_is_not_written_over(copy: Path) -> None:
    before = digests(copy)
    command = ["scripts/new-function", "brightness", "/cv/img/brightness"]
    done = subprocess.run(command, cwd=copy, capture_output=True, check=False, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("functions/brightness/README.md is there already")
    assert digests(copy) == before


@pytest.mark.parametrize(
    "arguments", [("Plate", "/cv/img/plate"), ("plate number", "/cv/img/plate"), ("plate", "cv/img")]
)
def test_names_and_paths_that_could_not_work_are_refused(copy: Path, arguments: tuple[str, str]) -> None:
    done = subprocess.run(
        ["scripts/new-function", *arguments], cwd=copy, capture_output=True, check=False, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "such as" in done.stderr


def test_every_script_is_in_the_table_and_no_other() -> None:
    programs = {
        f"scripts/{path.name}"
        for path in (ROOT / "scripts").iterdir()
        if path.is_file() and path.stat().st_mode & 0o100
    }
    assert set(re.findall(r"^\| `(scripts/[\w-]+)", PAGE, re.MULTILINE)) == programs
