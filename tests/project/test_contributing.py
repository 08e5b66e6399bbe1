"""CONTRIBUTING.md, followed to the letter in a copy of the repository, gives a capability that answers."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CALL = """
import dataclasses
from emulator.__main__ import settings
from shared import config
config.use(dataclasses.replace(settings(), access="platform"))
from emulator.app import create_app
from tests.support import ROOT
with open("emulator/samples/text.png", "rb") as file:
    print(create_app().test_client().post("/cv/img/brightness", data={"img": file}).text)
"""


def steps() -> dict[str, str]:
    """The files of the page, each named before its code."""
    found = re.findall(r"`(functions/brightness/\w+\.py)`\n\n   ```python\n(.*?)\n   ```", PAGE, re.DOTALL)
    return {name: re.sub(r"^   ", "", code, flags=re.MULTILINE) + "\n" for name, code in found}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("emulator", "functions", "shared"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "models"))
    for name, code in steps().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(code)
    return tmp_path


def mount(app: Path) -> None:
    """Add the two lines of step 6."""
    line, entry = (
        re.search(pattern, PAGE)[1]  # type: ignore[index]
        for pattern in (r"`(from functions\.brightness.*?)`", r'`("/cv/img/brightness".*?)`')
    )
    text = app.read_text("utf-8")
    opening = "MOUNTED: Mapping[str, Entrypoint] = {\n"
    assert opening in text
    app.write_text(text.replace("from functions.idphoto import", f"{line}\nfrom functions.idphoto import")
                   .replace(opening, f"{opening}    {entry}\n"))  # fmt: skip


def test_the_new_capability_answers(copy: Path) -> None:
    assert sorted(Path(name).stem for name in steps()) == ["engine", "local", "main", "vendor"]
    mount(copy / "emulator" / "app.py")
    done = subprocess.run(
        [sys.executable, "-c", CALL], cwd=copy, capture_output=True, check=False, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    shown = re.search(r'(\{"errcode":0,.*\})', PAGE)
    assert shown
    assert json.loads(done.stdout) == json.loads(shown[1])


def test_the_code_of_the_page_is_formatted_and_clean(copy: Path) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    if not ruff.exists():
        pytest.skip("ruff is not installed: run scripts/check once")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for command in (["check"], ["format", "--check"]):
        subprocess.run([ruff, *command, "functions/brightness"], cwd=copy, check=True, capture_output=True, timeout=60)


def test_every_script_is_in_the_table_and_no_other() -> None:
    programs = {
        f"scripts/{path.name}"
        for path in (ROOT / "scripts").iterdir()
        if path.is_file() and path.stat().st_mode & 0o100
    }
    assert set(re.findall(r"^\| `(scripts/[\w-]+)", PAGE, re.MULTILINE)) == programs
