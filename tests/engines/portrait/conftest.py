"""The engine with its models, which scripts/models puts in place first, and a public portrait."""

import pytest

from engines.portrait import Cut, Format, Rgb, Studio
from tests.support import ROOT
from tests.support.models import folder_of
from tests.support.pictures import portraits

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
