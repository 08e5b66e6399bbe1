"""What is particular to a capability on the page: how its sample is drawn, and what can be done with it."""

import json
import re

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


def test_lines_are_copied_on_a_phone_that_came_by_plain_http(page: Page) -> None:
    shown(page, "printed_text_ocr")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    page.locator("ol.found li button").nth(1).click()
    expect(page.locator("ol.found li button").nth(1)).to_have_text("Copied")
    page.evaluate("delete navigator.clipboard")
    assert "9:00" in page.evaluate("navigator.clipboard.readText()")


def test_the_list_follows_what_is_pointed_at_on_the_picture(page: Page) -> None:
    shown(page, "printed_text_ocr")
    page.locator("ol.found").evaluate("one => { one.style.maxHeight = '80px'; }")
    page.locator("#result polygon").last.dispatch_event("pointerover")
    assert page.locator("ol.found").evaluate("one => one.scrollTop > 0")


def test_crops_are_framed_numbered_and_dimmed_outside(page: Page) -> None:
    shown(page, "aicrop")
    expect(page.locator("#result rect")).to_have_count(3)
    sizes = page.locator("#result canvas").evaluate_all("all => all.map(one => one.width / one.height)")
    assert sizes == pytest.approx([1, 2.35, 0.75], rel=0.02)
    colours = page.locator("#result canvas").first.evaluate(
        "one => new Set(one.getContext('2d').getImageData(0, 0, one.width, one.height).data).size"
    )
    assert colours > 100  # the picture is in it
    assert page.locator("#result .tag").all_text_contents() == ["1", "2", "3"]
    left = page.locator("#result .tag").evaluate_all("all => all.map(one => one.getBoundingClientRect().x)")
    assert len(set(left[:2])) == 2  # two crops begin at one corner: their numbers lie side by side
    first = page.locator(".shade").get_attribute("d")
    page.locator(".crops figure").nth(2).focus()
    assert page.locator(".shade").get_attribute("d") != first
    expect(page.locator("#result rect").nth(2)).to_have_class(re.compile("chosen"))


@pytest.mark.parametrize(("asked", "widths"), [("16:9", [1.78]), ("0.5，2：1", [0.5, 2.0])])
def test_ratios_are_taken_as_people_write_them(page: Page, asked: str, widths: list[float]) -> None:
    shown(page, "aicrop")
    page.get_by_label("Ratios").fill(asked)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#result canvas")).to_have_count(len(widths))
    sizes = page.locator("#result canvas").evaluate_all("all => all.map(one => one.width / one.height)")
    assert sizes == pytest.approx(widths, rel=0.02)


def test_ratios_that_are_none_are_answered_with_a_sentence(page: Page) -> None:
    shown(page, "aicrop")
    page.get_by_label("Ratios").fill("wide")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Error 40097")


def test_a_handle_on_the_picture_divides_before_and_after(page: Page) -> None:
    shown(page, "superresolution")
    sizes = page.locator(".pair img").evaluate_all("all => all.map(one => one.naturalWidth)")
    assert sizes == [420, 840]
    handle, after = page.get_by_role("slider", name="Before and after"), page.locator(".pair img").nth(1)
    handle.press("Home")
    assert "0%" in after.evaluate("one => one.style.clipPath")  # all of the second one is seen
    handle.press("PageUp")
    assert handle.get_attribute("aria-valuenow") == "10"
    stage = page.locator(".compare").bounding_box()
    assert stage is not None
    page.mouse.move(stage["x"] + stage["width"] / 2, stage["y"] + 40)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.8, stage["y"] + 40)
    page.mouse.up()
    assert handle.get_attribute("aria-valuenow") == "80"
    assert "80%" in after.evaluate("one => one.style.clipPath")
    before, behind = page.locator(".side").evaluate_all("all => all.map(one => one.getBoundingClientRect().x)")
    assert before < behind


def test_an_enlarged_picture_fits_is_zoomed_and_downloaded_by_a_name_of_its_own(page: Page) -> None:
    shown(page, "superresolution")
    assert page.locator(".compare").evaluate("one => one.clientHeight") < 900
    page.get_by_role("button", name="400%").click()
    assert page.locator(".pair").evaluate("one => one.clientWidth") == 3360
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "astronaut-840x1024.jpg"


def test_id_photos_of_each_colour_with_sheets_and_watermarked_ones(page: Page) -> None:
    shown(page, "idphoto")
    page.get_by_label("red", exact=True).check()
    page.get_by_label("Format").select_option("10")
    page.get_by_label("Beauty").fill("3")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("img", name="photo 3", exact=True)).to_be_visible()
    page.get_by_text("With watermark").click()
    images = page.locator("#result img")
    expect(images).to_have_count(13)
    page.wait_for_function("() => [...document.querySelectorAll('#result img')].every(one => one.complete)")
    sizes = images.evaluate_all("all => all.map(one => one.naturalWidth)")
    assert sizes[1:4] == [413, 413, 413]
    expect(page.locator("#result figcaption").nth(1)).to_contain_text(
        re.compile(r"413\s×\s579\spx · 35\s×\s49\smm · 300\sDPI · \d+\sKB")
    )
    expect(page.locator("#result figcaption").nth(3)).to_contain_text("red")
    expect(page.locator(".sheets figcaption").first).to_contain_text("on a sheet")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    assert download.value.suggested_filename == "Two-inch-blue-413x579.jpg"
    assert '"fair_level":3' in page.inner_text("#code")


def test_id_photos_of_a_size_and_a_colour_of_one_s_own(page: Page) -> None:
    shown(page, "idphoto")
    page.get_by_label("Format").select_option("own")
    page.get_by_label("Width, px").fill("200")
    page.get_by_label("Height, px").fill("300")
    for name in ("blue", "white"):
        page.get_by_label(name, exact=True).uncheck()
    page.locator("[name=own_colour]").fill("#12ab34")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#result figcaption").nth(1)).to_contain_text("#12ab34200 × 300 px")


def test_what_a_card_says_is_hidden_until_asked_for_and_kept_nowhere(page: Page) -> None:
    shown(page, "idcard")
    values = page.locator("#result dl.fields .value")
    masked, raw = values.all_text_contents(), json.loads(page.inner_text("#json"))
    assert masked == [text for name, text in raw.items() if name not in ("errcode", "errmsg")]
    assert masked[1] == "刘••"
    assert masked[4] == "•"  # a text of one character is hidden too
    expect(page.locator("#result dl.fields dt").nth(1)).to_have_text("nameThe name, with the dot of minorities' names.")
    page.get_by_role("button", name="Show what was read").click()
    expect(values.nth(1)).to_have_text("刘霞刚")
    expect(page.locator("#json")).to_contain_text("刘霞刚")
    page.get_by_role("button", name="Hide it again").click()
    expect(values.nth(1)).to_have_text("刘••")
    expect(page.locator("#json")).to_contain_text("刘••")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_menu_is_listed_with_its_prices(page: Page) -> None:
    shown(page, "menu")
    expect(page.locator("#status")).to_contain_text("12 dishes read")
    expect(page.locator("#result dl.fields dt").first).to_have_text("麻婆豆腐")
    expect(page.locator("#result dl.fields dd").first).to_have_text("105.00")
