"""The engine with its models, which scripts/models puts in place first, and a public portrait."""

import pytest

from engines.portrait.arrays import Rgb
from engines.portrait.bounds import Format
from engines.portrait.render import Cut
from engines.portrait.studio import Studio
from tests.engines.portrait import portraits
from tests.support import ROOT
from tests.support.models import folder_of

MODELS = ROOT / "engines/portrait/models"


@pytest.fixture(scope="session")
def studio() -> Studio:
    return Studio(models=folder_of("portrait"))


@pytest.fixture(scope="session")
def astronaut() -> Rgb:
    return portraits.astronaut()


@pytest.fixture(scope="session")
def one_inch(studio: Studio, astronaut: Rgb) -> Cut:
    return studio.cut(astronaut, Format((295, 413)))
