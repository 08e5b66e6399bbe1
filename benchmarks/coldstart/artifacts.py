"""The folders that are started: every row's artifact, and an empty function that is packaged the same way."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EMPTY = """\
import functions_framework


@functions_framework.http
def empty(request):
    return "{}"
"""


@dataclass(frozen=True)
class Row:
    """One line of the table: a folder that holds scf_bootstrap, and whether it recognises images."""

    name: str
    folder: Path
    recognises: bool = False


def rows(folder: Path) -> list[Row]:
    """Package everything below `folder`, the empty function first."""
    token = _package(folder, "token")
    found = [Row("empty function", _empty(token, folder / "empty")), Row("token", token)]
    found.append(Row("qrcode, BACKEND=local", _package(folder, "qrcode"), recognises=True))
    if (ROOT / "functions" / "qrcode" / "vendor.py").is_file():
        _package(folder, "qrcode", "--backend", "vendor")
        found.append(Row("qrcode, BACKEND=vendor", folder / "qrcode-vendor"))
    return found


def _package(folder: Path, *arguments: str) -> Path:
    script = ROOT / "scripts" / "package"
    subprocess.run([sys.executable, script, "--output", folder, *arguments], check=True)
    return folder / arguments[0]


def _empty(token: Path, folder: Path) -> Path:
    """A copy of the token function's artifact with its libraries and start script, and none of our code."""
    shutil.copytree(token, folder)
    shutil.rmtree(folder / "functions")
    shutil.rmtree(folder / "shared")
    (folder / "main.py").write_text(EMPTY, encoding="utf-8")
    script = folder / "scf_bootstrap"
    script.write_text(script.read_text(encoding="utf-8").replace("=token", "=empty"), encoding="utf-8")
    return folder


def size(folder: Path) -> int:
    """The bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
