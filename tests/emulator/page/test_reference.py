"""The reference in a headless Chromium: drawn without a request to elsewhere, searched, tried with this run's token."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.emulator.page.conftest import violations
from tests.support import Emulator

SCALARS = {"aria-required-attr", "color-contrast", "landmark-unique"}
"""What axe finds in Scalar 1.76.0 itself: the token's field, its grey on grey, and regions of one name."""


def shown(page: Page, language: str, at: str = "") -> None:
    page.goto(f"/reference?lang={language}{at}")
    expect(page.locator("h1").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "title", "search", "found"),
    [("en", "WeChat image API", "barcode", "Read barcodes"), ("zh", "微信图像接口", "二维码", "识别条码和二维码")],
)
def test_is_drawn_and_searched_in_either_language(
    page: Page, language: str, title: str, search: str, found: str
) -> None:
    shown(page, language)
    expect(page.locator("h1").first).to_contain_text(title)
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("combobox").fill(search)
    expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text(found)


def test_a_call_is_tried_with_the_token_of_this_run(page: Page) -> None:
    shown(page, "en", "#tag/images/GET/cgi-bin/media/get")
    page.get_by_role("button", name="(get /cgi-bin/media/get)").click()
    with page.expect_response("**/cgi-bin/media/get**") as answered:
        page.get_by_role("button", name="Send get request to").click()
    assert "access_token=" in answered.value.url
    assert answered.value.json()["errcode"] in {40007, 41006}  # the token was taken, and no such picture is there


def test_snippets_come_in_several_languages(page: Page) -> None:
    shown(page, "en")
    for name in ("Shell", "Node.js", "PHP", "Python"):
        expect(page.get_by_role("tab", name=name).first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_is_no_wider_than_the_screen(browser: Browser, emulator: Emulator, width: int) -> None:
    view = browser.new_page(base_url=emulator.url, viewport={"width": width, "height": 900})
    shown(view, "zh")
    assert view.evaluate("document.documentElement.scrollWidth") == width
    view.close()


def test_axe_finds_nothing_but_what_is_the_librarys(page: Page, axe: str) -> None:
    shown(page, "en")
    assert {found.partition(":")[0] for found in violations(page, axe)} <= SCALARS
