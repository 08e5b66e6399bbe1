"""Fixtures for all tests: settings, a token, the application in this process and as a server."""

import gc
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask.testing
import pytest
from playwright.sync_api import Browser, sync_playwright

from functions.token import attempts
from shared import config, starting
from shared.wechat import tokens
from tests.support import (
    CLIENT_ID,
    CLIENT_SECRET,
    GUESSED_ID,
    GUESSED_SECRET,
    ROOT,
    SETTINGS,
    SIGNING_KEY,
    Emulator,
    free_port,
)
from tests.support.clock import Clock
from tests.support.remembering import remembering
from tests.support.scheduling import ByFile

__all__ = ["remembering"]  # a fixture

config.use(SETTINGS)  # before any function is imported

SLOW = (
    *("tests/benchmarks/", "tests/deploy/", "tests/emulator/", "tests/engines/", "tests/functions/aicrop/"),
    *("tests/functions/idphoto/test_function.py", "tests/functions/printed_text_ocr/"),
    *("tests/functions/superresolution/", "tests/functions/test_cards_privacy.py"),
    *("tests/project/test_contributing.py", "tests/project/test_environment.py", "tests/project/test_models.py"),
    *("tests/shared/boundary/test_framework.py", "tests/shared/images/test_memory.py", "tests/shared/kept/"),
    *("tests/shared/vendor/test_sockets.py", "tests/shared/vendor/test_vendor_faults.py", "tests/support/"),
)
"""Places where engines compute in most tests, or where those need a package, npm, a process or sockets of their own."""
SLOW_FIXTURES = {"emulator", "browser"}
PATIENT = {
    **dict.fromkeys(("QUEUE_SECONDS", "UPLOAD_SECONDS", "IDPHOTO_SECONDS", "SUPERRESOLUTION_SECONDS"), "300"),
    "OCR_SECONDS": "120",
}
"""Settings with which no call fails because the machine is busy: the longest that may be set."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where slow tests are left out, places that hold nothing else are not read: that takes as long as many tests."""
    if config.option.markexpr != "not slow" or not collection_path.is_relative_to(ROOT):
        return None
    place = collection_path.relative_to(ROOT).as_posix() + "/" * collection_path.is_dir()
    return place.startswith(SLOW) or None


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is read before the first test stays until the last: no garbage is looked for in it, a fifth of that time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_sessionfinish() -> None:
    """At the end all of it is looked at, or libraries complain of what is left."""
    gc.unfreeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what is so for where it is or for what it needs; single tests are marked where they stand.

    Files with slow tests come first: of two workers none is left with a long one while the other has nothing to do.
    """
    for item in items:
        if item.nodeid.startswith(SLOW) or SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


starting.share_process()


@pytest.fixture(autouse=True)
def settings() -> Iterator[config.Settings]:
    """The tests' settings; a test that puts others in force leaves none behind."""
    config.use(SETTINGS)
    yield SETTINGS
    config.use(SETTINGS)


@pytest.fixture(autouse=True)
def _no_wrong_secrets_yet() -> None:
    """Wrong secrets of one test do not slow down another."""
    attempts.of.cache_clear()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that our code makes: they are noted, and take no time."""
    made: list[float] = []
    monkeypatch.setattr("shared.clock.pause", made.append)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> Clock:
    """The time that our code goes by: it stands still until the test moves it."""
    made = Clock(pauses)
    made.rule(monkeypatch)
    return made


@pytest.fixture
def token() -> str:
    return tokens.issue(SIGNING_KEY, "the-client")[0]


@pytest.fixture
def client() -> flask.testing.FlaskClient:
    """The emulator's application in this process."""
    from emulator.app import (
        Emulator as Application,  # not at the top: the settings of the tests must be in force before
    )
    from gateway.app import application

    return application("emulator", Application()).test_client()


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """`python -m emulator` as a process of its own, as scripts/serve starts it."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "OPENBLAS_NUM_THREADS": "1",
        **PATIENT,
        "STORE_URL": SETTINGS.store_url,
        "CLIENT_ID": CLIENT_ID,
        "CLIENT_SECRET": CLIENT_SECRET,
        "CLIENTS": f"{GUESSED_ID}:{GUESSED_SECRET}",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "emulator"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines: list[str] = []
        too_late = threading.Timer(60, process.kill)
        too_late.start()
        while not (lines and "/cgi-bin/token?" in lines[-1]):
            line = process.stdout.readline()
            assert line, f"the emulator ended: {lines}"
            lines.append(line)
        too_late.cancel()
        greeting = "".join(lines)
        found = re.search(r"access_token=([^'\s]+)", greeting)
        assert found
        yield Emulator(f"http://127.0.0.1:{port}", found[1], greeting, process)
        process.terminate()
        process.wait(60)  # on a busy machine ten seconds were too few


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a self-signed certificate for img.example, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test"
    names = ["-addext", "subjectAltName=DNS:img.example", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run([*command.split(), *names], cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return both


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("chromium is not installed")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=sandbox)
        yield started
        started.close()
