"""The try-it page, opened in a headless Chromium."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import functions
from tests.support import Emulator

CAPABILITIES = [name for name in functions.names() if functions.record(name).sample]

AXE = "axe-core@4.14.1"
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)  # what is expected may take its time on a busy machine


@pytest.fixture
def page(browser: Browser, emulator: Emulator) -> Iterator[Page]:
    """A page in English at desktop width; an error in the page's scripts, or a request to elsewhere, fails the test."""
    context = browser.new_context(base_url=emulator.url, locale="en-US", viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: elsewhere(request.url, emulator.url, faults))
    yield page
    context.close()
    assert faults == []


def elsewhere(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((f"{home}/", "blob:", "data:")):
        faults.append(f"a request to {url}")


def shown(page: Page, capability: str) -> None:
    """Open the page at a capability and wait until its sample has been dealt with."""
    page.goto(f"/#{capability}")
    done(page, capability)


def done(page: Page, capability: str) -> None:
    page.wait_for_selector(f"#result[data-shown={capability}]")
    page.wait_for_selector("#working", state="hidden")


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe, the accessibility checker."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("axe")
    (folder / "package.json").write_text("{}")  # else npm looks for a project in the folders above
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", AXE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, f"npm install failed: {done.stderr or done.stdout}"
    return Path(folder, "node_modules", "axe-core", "axe.min.js").read_text("utf-8")


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
