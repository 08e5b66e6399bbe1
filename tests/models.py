"""Model files of the functions, which scripts/models puts in place first."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def folder_of(function: str) -> Path:
    """The folder with a function's model files, complete; skips where they cannot be had."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/models", ROOT / "functions" / function],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode == 2:
        pytest.skip(f"the models cannot be had: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return ROOT / "functions" / function / "models"
