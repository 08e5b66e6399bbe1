"""The folders that are started: every function's artifact, and an empty function that is packaged the same way."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.packager import contents
from tests.support import ROOT
from tests.support.function_process import FUNCTIONS

EMPTY = """\
import functions_framework


@functions_framework.http
def empty(request):
    return "{}"
"""


@dataclass(frozen=True)
class Row:
    """One line of the table: a folder that holds scf_bootstrap, and the function whose sample call it answers.

    `settings` are what it is started with beside those of the tests.
    """

    name: str
    folder: Path
    function: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


def rows(folder: Path, *, vendor: bool = True) -> list[Row]:
    """Package everything below `folder`: the empty function first, each function, and it without its engine."""
    package(folder, "all", "--no-zip")
    made = [Row("empty function", _empty(folder / "token", folder / "empty"))]
    for name in FUNCTIONS:
        made.append(Row(f"{name}, BACKEND=local", folder / name, name))
        if vendor and contents.needs_engine(name):
            package(folder, name, "--no-zip", "--backend", "vendor")
            made.append(Row(f"{name}, BACKEND=vendor", folder / f"{name}-vendor"))
    return made


def package(folder: Path, *arguments: str) -> None:
    """Have scripts/package write what `arguments` ask for below `folder`."""
    script = ROOT / "scripts" / "package"
    subprocess.run([sys.executable, script, "--output", folder, *arguments], check=True, stdout=sys.stderr)


def _empty(token: Path, folder: Path) -> Path:
    """A copy of the token function's artifact with its libraries and start script, and none of our code."""
    shutil.copytree(token, folder)
    shutil.rmtree(folder / "functions")
    shutil.rmtree(folder / "shared")
    (folder / "main.py").write_text(EMPTY, encoding="utf-8")
    script = folder / "scf_bootstrap"
    script.write_text(script.read_text(encoding="utf-8").replace("=token", "=empty"), encoding="utf-8")
    script.write_text(under_framework(folder).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def under_framework(folder: Path) -> Path:
    """A start script beside the one in `folder`: by Functions Framework's own command, hence behind gunicorn."""
    script = folder / "scf_bootstrap"
    other = folder / "start_framework"
    text = script.read_text(encoding="utf-8").replace("-m shared.serving", "-m functions_framework")
    other.write_text(text.replace("export PORT=", 'export THREADS="${THREADS:-8}" PORT='), encoding="utf-8")
    other.chmod(0o755)
    return other


def size(folder: Path) -> int:
    """The bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
