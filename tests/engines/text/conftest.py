"""The engine with its models; scripts/models puts them in place first."""

from pathlib import Path

import pytest

from engines.text import Engine
from tests.support.models import folder_of


@pytest.fixture(scope="session")
def models() -> Path:
    return folder_of("text")


@pytest.fixture(scope="session")
def engine(models: Path) -> Engine:
    return Engine(models)
