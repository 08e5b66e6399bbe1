"""serverless.yml: the check of the Serverless Framework takes it, and finds what is wrong in it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.function_process import FUNCTIONS

CHECK = ROOT / "scripts" / "serverless" / "check"


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("npm") is None:
        pytest.skip("Node.js is not installed")
    return subprocess.run([CHECK, folder], capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What the check reads of the repository."""
    for folder in ("functions", "engines", "shared"):
        ignored = shutil.ignore_patterns("__pycache__", "*.onnx", "*.tflite", "*.npz")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "scripts" / "serverless").mkdir(parents=True)
    for name in ("serverless.yml", "scripts/serverless/functions-framework.js"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_every_function_is_described(copy: Path) -> None:
    done = check(copy)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"serverless.yml: {name} is described correctly" for name in FUNCTIONS]


@pytest.mark.parametrize(
    "right, wrong, complaint",
    [
        ("functions/qrcode/main.qrcode", "functions/qrcode/local.recognize", "functions.qrcode.handler"),
        ("functions/qrcode/main.qrcode", "functions/absent/main.absent", "there is no file functions/absent/main.py"),
        (
            "functions/qrcode/main.qrcode",
            "functions/token/main.token",
            "functions/token/main.py is not in functions/qrcode",
        ),
        ("- /cv/img/qrcode\n", "- cv/img/qrcode\n", "functions.qrcode.paths"),
        ("- /cv/img/qrcode\n", "- /cv/img/aicrop\n", "/cv/img/aicrop is already a path of aicrop"),
        ("- functions/qrcode/**", "- functions/qrcod/**", "there is no functions/qrcod"),
        ("- functions/qrcode/**", "- functions/token/**", "functions/qrcode/** is missing"),
        ("memorySize: 1024", "memory: 1024", "unrecognized property 'memory'"),
        ("runtime: python3.11", "runtimes: python3.11", "unrecognized property 'runtimes'"),
        ("BACKEND: local", "Backend: local", "must match pattern"),
        ("BACKEND: local", "BACKEND: engine", "must be equal to one of the allowed values [local, vendor, relay]"),
    ],
    ids=["not-main", "file", "other", "path", "twice", "pattern", "own", "field", "provider", "variable", "backend"],
)
def test_a_broken_descriptor_is_rejected(copy: Path, right: str, wrong: str, complaint: str) -> None:
    descriptor = copy / "serverless.yml"
    text = descriptor.read_text(encoding="utf-8")
    assert right in text
    descriptor.write_text(text.replace(right, wrong), encoding="utf-8")
    done = check(copy)
    assert done.returncode == 1
    assert complaint in done.stderr


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "functions" / "qrcode" / "main.py").unlink()
    done = check(copy)
    assert done.returncode == 1
    assert "there is no file functions/qrcode/main.py" in done.stderr


def test_a_function_that_is_not_described_is_named(copy: Path) -> None:
    shutil.copytree(copy / "functions" / "token", copy / "functions" / "another")
    done = check(copy)
    assert done.returncode == 1
    assert "functions/another is not described" in done.stderr


def test_the_lock_file_names_no_place_of_download() -> None:
    lock = json.loads((ROOT / "scripts" / "serverless" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())
