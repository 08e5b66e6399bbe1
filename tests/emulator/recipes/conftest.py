"""What recipes need to run: the functions' models, the libraries of the Node recipe, an address of the samples."""

import functools
import os
import subprocess
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.emulator.recipes.running import HERE, SAMPLES, installed
from tests.gateway.conftest import _nothing_remembered, port, start, vendor  # noqa: F401  # fixtures
from tests.support import models
from tests.support.servers import running

INSTALL = ("install", "--no-package-lock", "--no-audit", "--no-fund", "--silent")


@pytest.fixture(scope="session", autouse=True)
def _models_in_place() -> None:
    for function in ("aicrop", "idphoto", "printed_text_ocr"):
        models.folder_of(function)


@pytest.fixture(scope="session")
def node_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Node recipes with their libraries."""
    installed("node")
    npm = installed("npm")
    folder = tmp_path_factory.mktemp("node")
    for file in (HERE / "node").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    done = subprocess.run(
        [npm, *INSTALL], cwd=folder, env=os.environ, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, f"npm install failed: {done.stderr or done.stdout}"
    return folder


@pytest.fixture(scope="session")
def java_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Java recipes, compiled once: to start one from its source takes seconds."""
    installed("java")
    folder = tmp_path_factory.mktemp("java")
    compiler = [installed("javac"), "-Werror", "-Xlint:all,-serial", "-d", str(folder), *map(str, HERE.glob("*.java"))]
    subprocess.run(compiler, check=True, timeout=300)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def samples_url() -> Iterator[str]:
    """The address of the emulator's samples."""
    with running(ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(SAMPLES)))) as url:
        yield url
