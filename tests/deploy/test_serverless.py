"""serverless.yml: the check of the Serverless Framework takes it, and finds what is wrong in it."""

import json
import shutil
import subprocess
from collections.abc import Sequence
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


def refusal(folder: Path, faults: Sequence[tuple[str, str, str]]) -> str:
    """What is said of a descriptor with faults: each is a right text, what it is made into, and the complaint of it.

    They are made all at once, as to start the tool takes seconds.
    """
    descriptor = folder / "serverless.yml"
    text = descriptor.read_text(encoding="utf-8")
    for right, wrong, _ in faults:
        assert right in text
        text = text.replace(right, wrong, 1)
    descriptor.write_text(text, encoding="utf-8")
    done = check(folder)
    assert done.returncode == 1
    assert [complaint for _, _, complaint in faults if complaint not in done.stderr] == []
    return done.stderr


def test_a_descriptor_that_breaks_the_schema_is_rejected(copy: Path) -> None:
    faults = [
        ("functions/qrcode/main.qrcode", "functions/qrcode/local.recognize", "at 'functions.qrcode.handler'"),
        ("- /cv/img/qrcode\n", "- cv/img/qrcode\n", "at 'functions.qrcode.paths.0'"),
        ("memorySize: 1024", "memory: 1024", "unrecognized property 'memory'"),
        ("runtime: python3.11", "runtimes: python3.11", "unrecognized property 'runtimes'"),
        ("BACKEND: local", "Backend: local", "must match pattern"),
        ("BACKEND: local", "BACKEND: engine", "must be equal to one of the allowed values [local, vendor, relay]"),
    ]
    refusal(copy, faults)


def test_a_descriptor_that_fits_the_schema_and_not_the_folders_is_rejected(copy: Path) -> None:
    (copy / "functions" / "media" / "main.py").unlink()
    shutil.copytree(copy / "functions" / "token", copy / "functions" / "another")
    faults = [
        ("functions/qrcode/main.qrcode", "functions/absent/main.absent", "there is no file functions/absent/main.py"),
        (
            "functions/idcard/main.idcard",
            "functions/token/main.token",
            "functions/token/main.py is not in functions/idcard",
        ),
        ("- /cv/img/qrcode\n", "- /cv/img/aicrop\n", "/cv/img/aicrop is already a path of aicrop"),
        ("- functions/qrcode/**", "- functions/qrcod/**", "there is no functions/qrcod"),
        ("- functions/menu/**", "- functions/token/**", "functions/menu/** is missing"),
    ]
    said = refusal(copy, faults)
    assert "functions.media.handler: there is no file functions/media/main.py" in said
    assert "functions/another is not described" in said


def test_the_lock_file_names_no_place_of_download() -> None:
    lock = json.loads((ROOT / "scripts" / "serverless" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())
