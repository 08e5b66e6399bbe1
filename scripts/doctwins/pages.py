"""Which Chinese page is the twin of which English one, and what a page holds."""

import functools
import os
import re
from decimal import Decimal
from pathlib import Path

from ..packager.target import ROOT

BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
CODE = re.compile(r"`[^`\n]+`")
_DOCS = ROOT / "docs"
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.])(\.?\d+(?:[.,]\d+)*)[\s-]?(million|megapixel|thousand|亿|万|千)?")
_TIMES = {"": 1, "million": 10**6, "megapixel": 10**6, "thousand": 1000, "亿": 10**8, "万": 10**4, "千": 1000}


@functools.cache
def english_pages() -> tuple[Path, ...]:
    """The pages that have a twin in Chinese."""
    return ROOT / "README.md", *sorted(_DOCS.glob("*.md")), *sorted(ROOT.glob("functions/*/README.md"))


def twin(page: Path) -> Path:
    """The Chinese page of an English one."""
    return page.parent / "zh" / page.name if page.parent == _DOCS else page.with_name("README.zh-CN.md")


def prose(text: str) -> str:
    """A page's text without its blocks of code."""
    return BLOCK.sub("", text)


def headings(text: str) -> list[tuple[int, str]]:
    """The level of each heading, and its anchor as code hosts make it."""
    return [
        (len(marks), re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"))
        for marks, title in _HEADING.findall(prose(text))
    ]


def anchors(text: str) -> list[str]:
    """The anchors of a page's headings."""
    return [anchor for _, anchor in headings(text)]


def sections(text: str) -> list[str]:
    """The prose before the first heading, and below each one."""
    return re.split(r"^#+ .+$", prose(text), flags=re.MULTILINE)


def links(text: str) -> list[str]:
    """Where a text leads; pictures aside, of which each language may have its own."""
    return LINK.findall(_PICTURE.sub("", text))


def numbers(section: str) -> set[Decimal | str]:
    """The values of what is written in digits, outside of code, links and comments: 50 million is 5000 万.

    What has several points, such as a version, is no value but a text.
    """
    plain = re.sub(r"<!--.*?-->", "", LINK.sub("", CODE.sub("", section)), flags=re.DOTALL)
    return {
        digits if digits.count(".") > 1 else Decimal(digits.replace(",", "")) * _TIMES[unit]
        for digits, unit in _NUMBER.findall(plain)
    }


def lost(english: str, chinese: str) -> set[Decimal | str]:
    """The numbers of an English text that its translation has not; 2 and 12 megapixels are 200 万 and 1200 万."""
    there = numbers(chinese)
    return {one for one in numbers(english) - there if isinstance(one, str) or one * 10**6 not in there}


def chinese_link(link: str, page: Path) -> str:
    """Where a link of the English `page` leads from its twin: to the twin of what it leads to, if there is one."""
    if "://" in link:
        return link
    target, _, anchor = link.partition("#")
    found = (page.parent / target).resolve() if target else page
    if found in english_pages() and anchor:
        anchor = _renamed(anchor, found)
    if found in english_pages() or (found.parent == _DOCS and twin(found).is_file()):  # the API's description, too
        found = twin(found)
    way = Path(os.path.relpath(found, twin(page).parent)).as_posix() if target else ""
    return f"{way}#{anchor}" if anchor else way


def _renamed(anchor: str, page: Path) -> str:
    """The anchor of the same heading in the twin."""
    there = anchors(twin(page).read_text("utf-8"))
    return there[anchors(page.read_text("utf-8")).index(anchor)]
