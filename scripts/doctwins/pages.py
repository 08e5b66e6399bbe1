"""Which Chinese page is the twin of which English one, and what a page holds."""

import os
import re
from decimal import Decimal
from pathlib import Path

from ..packager.target import ROOT

BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
CODE = re.compile(r"`[^`\n]+`")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.])(\d+(?:[.,]\d+)*)[ -]?(million|megapixel|thousand|亿|万|千)?")
_TIMES = {"": 1, "million": 10**6, "megapixel": 10**6, "thousand": 1000, "亿": 10**8, "万": 10**4, "千": 1000}


def english_pages() -> list[Path]:
    """The pages that have a twin in Chinese."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("functions/*/README.md"))]


def twin(page: Path) -> Path:
    """The Chinese page of an English one."""
    return page.parent / "zh" / page.name if page.parent == ROOT / "docs" else page.with_name("README.zh-CN.md")


def prose(text: str) -> str:
    """A page's text without its blocks of code."""
    return BLOCK.sub("", text)


def headings(text: str) -> list[tuple[int, str]]:
    """The level of each heading, and its anchor as code hosts make it."""
    return [
        (len(marks), re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"))
        for marks, title in _HEADING.findall(prose(text))
    ]


def sections(text: str) -> list[str]:
    """The prose before the first heading, and below each one."""
    return re.split(r"^#+ .+$", prose(text), flags=re.MULTILINE)


def numbers(section: str) -> set[Decimal]:
    """The values of what is written in digits, outside of code, links and comments: 50 million is 5000 万."""
    plain = re.sub(r"<!--.*?-->", "", LINK.sub("", CODE.sub("", section)), flags=re.DOTALL)
    return {Decimal(digits.replace(",", "")) * _TIMES[unit] for digits, unit in _NUMBER.findall(plain)}


def chinese_link(link: str, page: Path) -> str:
    """Where a link of the English `page` leads from its twin: to the twin of what it leads to, if there is one."""
    if "://" in link:
        return link
    target, _, anchor = link.partition("#")
    found = (page.parent / target).resolve() if target else page
    if found in english_pages():
        if anchor:
            anchor = dict(zip(_anchors(found), _anchors(twin(found)), strict=True))[anchor]
        found = twin(found)
    way = Path(os.path.relpath(found, twin(page).parent)).as_posix() if target else ""
    return f"{way}#{anchor}" if anchor else way


def _anchors(page: Path) -> list[str]:
    return [anchor for _, anchor in headings(page.read_text("utf-8"))]
