"""The engine as it is used, and a photograph that it has to come near to."""

import pytest

from engines.superresolution import Enlarger
from engines.superresolution.colour import Bytes
from tests.support.pictures.photos import astronaut_part


@pytest.fixture(scope="session")
def engine() -> Enlarger:
    return Enlarger()


@pytest.fixture(scope="session")
def truth() -> Bytes:
    return astronaut_part()
