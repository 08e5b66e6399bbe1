"""The engine with its models; scripts/models puts them in place first."""

import subprocess
import sys
from pathlib import Path

import pytest

from functions.aicrop.engine import Engine

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "functions/aicrop/models"


@pytest.fixture(scope="session")
def models() -> Path:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/models", ROOT / "functions/aicrop"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode == 2:
        pytest.skip(f"the models cannot be had: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return MODELS


@pytest.fixture(scope="session")
def engine(models: Path) -> Engine:
    return Engine(models)
