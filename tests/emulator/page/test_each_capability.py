"""What holds for each capability on the page: anyone can use it, on a phone too, nothing moves, and its code works."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import functions
from tests.support import ROOT

from .conftest import CAPABILITIES, answered, done, shown, violations

PROGRAMS = [
    *(("curl", "call.sh", "sh"), ("Python", "call.py", sys.executable), ("Node.js", "call.mjs", "node")),
    ("Java", "Call.java", "java"),
]
"""Tabs whose code is run where there is something to run it."""
MOST_MOVED = 0.02
"""The sum of layout shifts, as browsers measure them: a fifth of what counts as good."""


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_axe_finds_nothing_and_a_phone_need_not_scroll_sideways(phones: dict[str, Page], axe: str, locale: str) -> None:
    page = phones[locale]
    shown(page, CAPABILITIES[0])
    found = []
    for capability in CAPABILITIES:
        opened(page, capability)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, capability
        found += [f"{capability}: {one}" for one in violations(page, axe)]
    assert found == []


def opened(page: Page, capability: str) -> None:
    """Go to a capability by its button."""
    button = page.locator(f"[name=capability][value={capability}]")
    if not button.is_checked():
        with answered(page, capability):
            button.check(force=True)
            done(page, capability)


@pytest.mark.parametrize("capability", ["qrcode", "printed_text_ocr", "idphoto"])
def test_nothing_moves_while_a_result_comes_in(phones: dict[str, Page], page: Page, capability: str) -> None:
    for one in (phones["zh-CN"], page):
        shown(one, capability)
        assert one.evaluate("window.moved") < MOST_MOVED


def test_the_page_weighs_less_than_300_kb_with_its_first_sample(page: Page) -> None:
    shown(page, "qrcode")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate("performance.getEntries().map(one => one.encodedBodySize ?? 0)")
    assert 200_000 < sum(sizes) < 300_000


@pytest.mark.parametrize("capability", ["aicrop", "idphoto"])
def test_the_code_of_every_language_gives_what_is_shown(page: Page, capability: str, tmp_path: Path) -> None:
    shown(page, capability)
    told = json.loads(page.inner_text("#json"))
    tabs = page.get_by_role("tab").all_text_contents()
    assert tabs == ["curl", "Python", "Node.js", "Java", "Go", "PHP", "Mini program"]
    for tab in tabs:
        page.get_by_role("tab", name=tab).click()
        expect(page.locator("#code")).to_contain_text(functions.record(capability).paths[0])
    for tab, name, command in PROGRAMS:
        if shutil.which(command) is None:
            continue
        page.get_by_role("tab", name=tab).click()
        file = tmp_path / name
        file.write_text(page.inner_text("#code"), "utf-8")
        ran = subprocess.run([command, str(file)], cwd=ROOT, capture_output=True, check=True, text=True, timeout=60)
        assert all(key in ran.stdout for key in told), f"{tab}: {ran.stdout}"
        if tab == "curl":
            assert form(json.loads(ran.stdout)) == form(told)


def form(document: Any) -> Any:
    """A document with the kinds of its values: names and links differ from call to call."""
    if isinstance(document, dict):
        return {key: form(value) for key, value in document.items()}
    return [form(one) for one in document] if isinstance(document, list) else type(document)
