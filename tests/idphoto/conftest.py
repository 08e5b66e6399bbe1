"""The engine with its models, which scripts/models puts in place first, and a public portrait."""

import subprocess
import sys
from pathlib import Path

import pytest

from functions.idphoto.engine.arrays import Rgb
from functions.idphoto.engine.bounds import Format
from functions.idphoto.engine.render import Cut
from functions.idphoto.engine.studio import Studio
from tests.idphoto import portraits

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "functions/idphoto/models"


@pytest.fixture(scope="session")
def studio() -> Studio:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/models", ROOT / "functions/idphoto"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode == 2:
        pytest.skip(f"the models cannot be had: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return Studio(MODELS)


@pytest.fixture(scope="session")
def astronaut() -> Rgb:
    return portraits.astronaut()


@pytest.fixture(scope="session")
def one_inch(studio: Studio, astronaut: Rgb) -> Cut:
    return studio.cut(astronaut, Format((295, 413)))
