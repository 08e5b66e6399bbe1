"""The artifacts of all functions, made once for all tests of a session."""

from pathlib import Path

import pytest

from tests.deploy import artifacts


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the artifact's folder of each function."""
    return artifacts.packaged(tmp_path_factory.mktemp("dist"), "all", "--no-zip")


@pytest.fixture(scope="session")
def token_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file of one function's artifact."""
    return artifacts.packaged(tmp_path_factory.mktemp("zip"), "token") / "token.zip"
