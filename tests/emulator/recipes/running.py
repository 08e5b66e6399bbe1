"""Runs a recipe as the program that it is."""

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support import CLIENT_ID, CLIENT_SECRET, ROOT

HERE = Path(__file__).parent
SAMPLES = ROOT / "emulator" / "samples"
CODES = ["DATA_MATRIX SN:202611210042", "QR_CODE https://mp.weixin.qq.com", "EAN_13 6901234567892"]
PATIENCE_S = 120


def installed(program: str) -> str:
    """Where a program is; skips without it."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def python(code: str) -> list[str]:
    """The command that runs a few lines of Python."""
    return [sys.executable, "-c", textwrap.dedent(code)]


def run(command: Sequence[str], base_url: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a recipe against the deployment at `base_url`, with the credentials of the tests' emulator."""
    known = {"PATH": os.environ["PATH"], "BASE_URL": base_url, "CLIENT_ID": CLIENT_ID, "CLIENT_SECRET": CLIENT_SECRET}
    # A JVM takes its encoding of standard output from the locale, Python from PYTHONUTF8.
    return subprocess.run(
        command,
        env=known | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"} | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )


def works(command: Sequence[str], base_url: str = "", **variables: str) -> str:
    """What a recipe prints that ends well."""
    done = run(command, base_url, **variables)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def fails(command: Sequence[str], base_url: str = "", **variables: str) -> str:
    """What a recipe says in one line when it ends with an error."""
    done = run(command, base_url, **variables)
    assert done.returncode == 1, done.stdout
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr
