"""The try-it page, opened in a headless Chromium."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

import functions
from tests.support import Emulator

CAPABILITIES = [name for name in functions.names() if functions.record(name).sample]

APIAnswer = tuple[str, dict[str, str]]
"""A body and its headers."""
AXE = "axe-core@4.14.1"
NOTE_MOVES = """
window.moved = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Keeps the sum of layout shifts, as browsers measure them."""
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)  # what is expected may take its time on a busy machine


@pytest.fixture(scope="session")
def window(browser: Browser, emulator: Emulator) -> Iterator[tuple[Page, list[str]]]:
    """One page for all tests, in English at desktop width, and the faults that it tells of."""
    context = browser.new_context(base_url=emulator.url, locale="en-US", viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(NOTE_MOVES)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: elsewhere(request.url, emulator.url, faults))
    yield page, faults
    context.close()


@pytest.fixture
def page(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page, as if new; an error in the page's scripts, or a request to elsewhere, fails the test."""
    page, faults = window
    faults.clear()
    yield page
    page.unroute_all(behavior="ignoreErrors")
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    assert faults == []


@pytest.fixture(scope="session")
def phones(browser: Browser, emulator: Emulator) -> Iterator[dict[str, Page]]:
    """A page as wide as a phone for each language."""
    made = {locale: phone(browser, emulator, locale) for locale in ("en-US", "zh-CN")}
    yield made
    for one in made.values():
        one.context.close()


def phone(browser: Browser, emulator: Emulator, locale: str) -> Page:
    size: ViewportSize = {"width": 390, "height": 844}
    context = browser.new_context(
        base_url=emulator.url, locale=locale, viewport=size, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(NOTE_MOVES)
    return context.new_page()


def elsewhere(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((f"{home}/", "blob:", "data:")):
        faults.append(f"a request to {url}")


ANSWERS: dict[str, APIAnswer] = {}
"""What the emulator answered of each capability's sample: our engines take longer than all that is looked at here."""


def shown(page: Page, capability: str) -> None:
    """Open the page at a capability and wait until its sample has been dealt with; but once, from memory."""
    page.goto("about:blank")  # else the page would stay, as only what is behind # differs
    with answered(page, capability):
        page.goto(f"/#{capability}")
        done(page, capability)


@contextmanager
def answered(page: Page, capability: str) -> Iterator[None]:
    """The next call of the capability is answered as the first one in these tests that succeeded."""
    path = functions.record(capability).paths[0]
    if capability in ANSWERS:
        body, headers = ANSWERS[capability]
        page.route(f"**{path}*", lambda route: route.fulfill(body=body, headers=headers), times=1)
        yield
        return
    with page.expect_response(lambda response: path in response.url) as told:
        yield
    answer = told.value.json()
    if answer.get("code", answer.get("errcode")) in {0, 200}:
        ANSWERS[capability] = (told.value.text(), told.value.headers)


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
    """What the checker finds: all of it in light, and in dark what the colours have to do with."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    run = "(more) => axe.run({ resultTypes: ['violations'], ...more }).then((result) => result.violations)"
    found = page.evaluate(run, {})  # of what is right no list is made: that takes as long as the checks
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(run, {"runOnly": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
