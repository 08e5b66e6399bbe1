"""What holds for each capability on the page: anyone can use it, on a phone too, and its line for the shell works."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import functions
from tests.support import ROOT, Emulator

from .conftest import CAPABILITIES, PATIENCE_MS, shown, violations

PROGRAMS = [("Python", "call.py", sys.executable), ("Node.js", "call.mjs", "node"), ("Java", "Call.java", "java")]
"""Tabs whose code is run where there is something to run it."""


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """What the emulator answered of each capability's sample."""
    return {}


def opened(page: Page, capability: str, answers: dict[str, str]) -> None:
    """As `shown`; but a sample is dealt with once for all tests here, since that takes longer than all they look at."""
    path = functions.record(capability).paths[0]
    if capability in answers:
        page.route(f"**{path}*", lambda route: route.fulfill(body=answers[capability], content_type="application/json"))
        shown(page, capability)
        return
    with page.expect_response(lambda response: path in response.url) as told:
        shown(page, capability)
    answers[capability] = told.value.text()


@pytest.mark.parametrize("capability", CAPABILITIES)
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_axe_finds_nothing_and_a_phone_need_not_scroll_sideways(
    browser: Browser, emulator: Emulator, axe: str, answers: dict[str, str], capability: str, locale: str
) -> None:
    page = browser.new_page(base_url=emulator.url, locale=locale, viewport={"width": 360, "height": 740})
    page.set_default_timeout(PATIENCE_MS)
    opened(page, capability, answers)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.emulate_media(color_scheme="dark" if locale == "zh-CN" else "light")
    assert violations(page, axe) == []
    page.close()


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_the_line_for_the_shell_gives_what_is_shown(page: Page, answers: dict[str, str], capability: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    opened(page, capability, answers)
    command = page.inner_text("#code")
    answer = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, check=True, text=True, timeout=60
    ).stdout
    assert form(json.loads(answer)) == form(json.loads(page.inner_text("#json")))


@pytest.mark.parametrize("capability", ["aicrop", "idphoto"])
def test_the_code_of_other_languages_gives_the_same(
    page: Page, answers: dict[str, str], capability: str, tmp_path: Path
) -> None:
    opened(page, capability, answers)
    for tab, name, command in PROGRAMS:
        if shutil.which(command) is None:
            continue
        page.get_by_role("tab", name=tab).click()
        file = tmp_path / name
        file.write_text(page.inner_text("#code"), "utf-8")
        done = subprocess.run([command, str(file)], cwd=ROOT, capture_output=True, check=True, text=True, timeout=60)
        assert all(key in done.stdout for key in json.loads(answers[capability])), tab


def form(document: Any) -> Any:
    """A document with the kinds of its values: names and links differ from call to call."""
    if isinstance(document, dict):
        return {key: form(value) for key, value in document.items()}
    return [form(one) for one in document] if isinstance(document, list) else type(document)
