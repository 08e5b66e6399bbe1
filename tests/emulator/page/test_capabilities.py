"""What is particular to a capability on the page: how its sample is drawn, and what can be done with it."""

import json

import pytest
from playwright.sync_api import Page, expect

from .conftest import shown


def test_codes_are_outlined_and_listed(page: Page) -> None:
    shown(page, "qrcode")
    expect(page.locator("#result polygon")).to_have_count(2)
    entries = page.locator("#result ol.found li")
    expect(entries).to_have_count(4)
    expect(entries.nth(1)).to_contain_text("https://mp.weixin.qq.com")
    expect(entries.nth(2)).to_contain_text("no position")


def test_pointing_at_a_line_lights_up_its_outline_and_the_other_way_round(page: Page) -> None:
    shown(page, "printed_text_ocr")
    line, outline = page.locator("ol.found li").nth(2), page.locator("#result polygon").nth(2)
    line.hover()
    expect(outline).to_have_class("on")
    page.locator("h1").hover()
    expect(outline).not_to_have_class("on")
    outline.hover()
    expect(line).to_have_class("on")


def test_lines_are_copied(page: Page) -> None:
    shown(page, "printed_text_ocr")
    page.locator("ol.found li button").nth(4).click()
    assert "021-5555 0142" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy all text").click()
    assert len(page.evaluate("navigator.clipboard.readText()").splitlines()) == 6


def test_crops_are_framed_and_cut_out(page: Page) -> None:
    shown(page, "aicrop")
    expect(page.locator("#result rect")).to_have_count(3)
    sizes = page.locator("#result canvas").evaluate_all("all => all.map(one => one.width / one.height)")
    assert sizes == pytest.approx([1, 2.35, 0.75], rel=0.02)
    colours = page.locator("#result canvas").first.evaluate(
        "one => new Set(one.getContext('2d').getImageData(0, 0, one.width, one.height).data).size"
    )
    assert colours > 100  # the picture is in it


def test_other_ratios_are_asked_for(page: Page) -> None:
    shown(page, "aicrop")
    page.get_by_label("Ratios").fill("0.5")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result canvas")).to_have_count(1)


def test_enlarged_picture_lies_over_the_first_one(page: Page) -> None:
    shown(page, "superresolution")
    sizes = page.locator(".compare img").evaluate_all("all => all.map(one => one.naturalWidth)")
    assert sizes == [420, 840]
    after = page.locator(".compare img").nth(1)
    page.get_by_role("slider", name="Before and after").fill("80")
    assert "80%" in after.evaluate("one => one.style.clipPath")
    page.get_by_role("button", name="400%").click()
    assert after.evaluate("one => one.clientWidth") == 3360
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "enlarged.jpeg"


def test_id_photos_of_each_colour_with_sheets_and_watermarked_ones(page: Page) -> None:
    shown(page, "idphoto")
    page.get_by_label("red", exact=True).check()
    page.get_by_label("Format").select_option("10")
    page.get_by_label("Beauty").fill("3")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("img", name="photo 3", exact=True)).to_be_visible()
    page.get_by_text("With watermark").click()
    images = page.locator("#result img")
    expect(images).to_have_count(12)
    page.wait_for_function("[...document.querySelectorAll('#result img')].every(one => one.complete)")
    sizes = images.evaluate_all("all => all.map(one => one.naturalWidth)")
    assert sizes[:3] == [413, 413, 413]
    assert min(sizes) == 413
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    assert download.value.suggested_filename.endswith("blue.jpg")
    assert '"fair_level":3' in page.inner_text("#curl")


def test_what_a_card_says_is_hidden_until_asked_for_and_kept_nowhere(page: Page) -> None:
    shown(page, "idcard")
    values = page.locator("#result dl.fields dd")
    masked, raw = values.all_text_contents(), json.loads(page.inner_text("#json"))
    assert masked == [text for name, text in raw.items() if name not in ("errcode", "errmsg")]
    assert masked[1] == "刘••"
    assert masked[4] == "•"  # a text of one character is hidden too
    page.get_by_role("button", name="Show what was read").click()
    expect(values.nth(1)).to_have_text("刘霞刚")
    expect(page.locator("#json")).to_contain_text("刘霞刚")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#json")).to_contain_text("刘••")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_menu_is_listed_with_its_prices(page: Page) -> None:
    shown(page, "menu")
    expect(page.locator("#status")).to_contain_text("24 dishes.")
    expect(page.locator("#result dl.fields dt").first).to_have_text("蚝油生菜")
    expect(page.locator("#result dl.fields dd").first).to_have_text("120.00")
