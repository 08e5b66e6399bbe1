"""The artifacts of all functions, made once for all tests of a session."""

import fcntl
import os
from pathlib import Path

import pytest

from tests.deploy import artifacts


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the artifact's folder of each function; all processes that run tests share it: it takes minutes."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    dist, made = common / "dist", common / "dist-made"
    with (common / "dist-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            artifacts.packaged(dist, "all", "--no-zip")
            made.touch()
    return dist


@pytest.fixture(scope="session")
def token_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file of one function's artifact."""
    return artifacts.packaged(tmp_path_factory.mktemp("zip"), "token") / "token.zip"
