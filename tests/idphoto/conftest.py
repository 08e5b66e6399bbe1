"""The engine with its models, which scripts/models puts in place first, and a public portrait."""

from pathlib import Path

import pytest

from functions.idphoto.engine.arrays import Rgb
from functions.idphoto.engine.bounds import Format
from functions.idphoto.engine.render import Cut
from functions.idphoto.engine.studio import Studio
from tests.idphoto import portraits
from tests.models import folder_of

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "functions/idphoto/models"


@pytest.fixture(scope="session")
def studio() -> Studio:
    return Studio(folder_of("idphoto"))


@pytest.fixture(scope="session")
def astronaut() -> Rgb:
    return portraits.astronaut()


@pytest.fixture(scope="session")
def one_inch(studio: Studio, astronaut: Rgb) -> Cut:
    return studio.cut(astronaut, Format((295, 413)))
