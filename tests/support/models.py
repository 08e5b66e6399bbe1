"""Model files of the engines, which scripts/models puts in place first."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT


@cache
def folder_of(engine: str) -> Path:
    """The folder with an engine's model files, complete; skips where they cannot be had."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/models", ROOT / "engines" / engine],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode == 2:
        pytest.skip(f"the models cannot be had: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return ROOT / "engines" / engine / "models"
