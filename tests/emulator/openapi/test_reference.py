"""The reference page: complete, well-formed for assistive technology, readable on a phone, free of scripts."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from emulator import reference
from tests.emulator.openapi.contract import DOCUMENT, OPERATIONS, PATHS

PAGE = reference.page()
VOID = {"meta", "link", "br", "img", "input", "hr", "wbr"}


class Outline(HTMLParser):
    """What a page consists of: elements with their attributes, levels of headings, text, and elements left open."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(PAGE)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def outline() -> Outline:
    return Outline()


class TestContent:
    def test_every_path_code_field_and_command_is_there(self, outline: Outline) -> None:
        rows = [row for item in PATHS.values() for row in item.get("x-errcodes", [])]
        texts = {row["text"] for row in [*rows, *DOCUMENT["x-vendor-errcodes"]]}
        wanted = [*PATHS, *texts, "background_color", "cloudbase_access_token", "media_id", "ratios"]
        assert [text for text in wanted if text not in outline.text] == []

    def test_commands_are_those_of_the_description(self, outline: Outline) -> None:
        sources = [
            sample["source"] for path, method in OPERATIONS for sample in PATHS[path][method].get("x-codeSamples", [])
        ]
        assert len(sources) > len(PATHS)
        assert [source for source in sources if source not in outline.text] == []

    def test_commands_are_for_the_server_that_shows_them(self) -> None:
        page = reference.page("http://127.0.0.1:9999")
        assert "curl -F img=@emulator/samples/codes.png &#34;http://127.0.0.1:9999/cv/img/qrcode" in page

    def test_backquotes_become_code(self) -> None:
        assert reference.words("`a<b` & c") == "<code>a&lt;b</code> &amp; c"
        assert "`" not in PAGE


class TestMarkup:
    def test_elements_are_closed(self, outline: Outline) -> None:
        assert outline.open == []

    def test_language_title_and_one_first_heading(self, outline: Outline) -> None:
        assert outline.all("html") == [{"lang": "en"}]
        assert len(outline.all("title")) == len(outline.all("h1")) == len(outline.all("main")) == 1

    def test_headings_skip_no_level(self, outline: Outline) -> None:
        levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_table_headers_say_of_what_they_are(self, outline: Outline) -> None:
        assert all(header["scope"] in ("row", "col") for header in outline.all("th"))
        assert all(table["aria-label"] for table in outline.all("table"))

    def test_ids_are_unique_and_links_lead_to_them(self, outline: Outline) -> None:
        ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        links = [str(link["href"]) for link in outline.all("a")]
        assert {link for link in links if not link.startswith("#")} == {"/", "/openapi.json"}
        assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []

    def test_nothing_is_run_and_nothing_is_loaded(self, outline: Outline) -> None:
        assert outline.all("script", "link", "img", "iframe") == []
        assert not re.search(r"@import|url\(|\son\w+=|\sstyle=", PAGE)

    def test_the_policy_admits_its_style_sheet_only(self) -> None:
        style = PAGE.partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in reference.policy()
        assert reference.policy().startswith("default-src 'none'")


class TestLook:
    INKS = ("ink", "soft", "main", "get", "post", "head")

    @pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
    def test_contrast(self, scheme: int) -> None:
        """WCAG 2.2 AA: 4.5 to 1 for text."""
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+);", PAGE.split(":root {")[1 + scheme].partition("}")[0]))
        for ink in self.INKS:
            for ground in ("ground", "card", "shade"):
                lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
                assert (lighter + 0.05) / (darker + 0.05) >= 4.5, f"{ink} on {ground}"

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_is_wider_than_the_screen(self, browser: Browser, width: int) -> None:
        view = browser.new_page(viewport={"width": width, "height": 800})
        view.set_content(PAGE)
        view.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert view.evaluate("document.documentElement.scrollWidth") == width
        view.close()


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
