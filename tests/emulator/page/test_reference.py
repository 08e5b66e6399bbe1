"""The reference in a headless Chromium: drawn without a request to elsewhere, searched, tried with this run's token."""

from playwright.sync_api import Page, expect

from tests.emulator.page.conftest import violations

SCALARS = {"aria-required-attr", "landmark-unique"}
"""What axe finds in Scalar 1.76.0 itself: the token's field, and regions of one name."""


def shown(page: Page, language: str, title: str) -> None:
    page.goto(f"/reference?lang={language}#tag/images/GET/cgi-bin/media/get")
    expect(page.locator("h1").first).to_contain_text(title)


def finds(page: Page, search: str, found: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("combobox").fill(search)
    expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text(found)
    page.keyboard.press("Escape")


def test_is_drawn_with_snippets_searched_and_tried_with_the_token_of_this_run(page: Page, axe: str) -> None:
    shown(page, "en", "WeChat image API")
    for name in ("Shell", "Node.js", "PHP", "Python"):
        expect(page.get_by_role("tab", name=name).first).to_be_visible()
    assert {found.partition(":")[0] for found in violations(page, axe)} <= SCALARS
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    finds(page, "barcode", "Read barcodes")
    page.get_by_role("button", name="(get /cgi-bin/media/get)").click()
    with page.expect_response("**/cgi-bin/media/get**") as answered:
        page.get_by_role("button", name="Send get request to").click()
    assert "access_token=" in answered.value.url
    assert answered.value.json()["errcode"] in {40007, 41006}  # the token was taken, and no such picture is there


def test_is_drawn_and_searched_in_chinese_on_a_phone(phones: dict[str, Page], axe: str) -> None:
    page = phones["zh-CN"]
    shown(page, "zh", "微信图像接口")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert {found.partition(":")[0] for found in violations(page, axe)} <= SCALARS
    finds(page, "二维码", "识别条码和二维码")
