"""A reader begins at README.zh-CN.md: each question is answered after at most two links, whose words promise it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.doctwins.pages import anchors, links, sections
from tests.support import ROOT

START = ROOT / "README.zh-CN.md"
QUESTIONS = [
    ("限制", "图片", "5000 万像素"),
    ("令牌", "限制|设置", "7200 秒"),
    ("错误码", "45009", "等到北京时间零点"),
    ("迁移", "域名", "部署的 `CLIENT_ID` 和 `CLIENT_SECRET`"),
    ("改回去", "改回去", "域名"),
    ("多少钱", "SCF", "盈亏平衡"),
    ("隐私", "证件", "什么都不留存"),
    ("腾讯云 SCF", "腾讯云 SCF", "scf_bootstrap"),
    ("阿里云 FC", "阿里云 FC", "s deploy"),
    ("微信云托管", "微信云托管", "callContainer"),
    ("Docker", "容器", "用户 65532"),
    ("SDK", "EasyWeChat", "http.base_uri"),
    ("SDK", "WxJava", "setApiHostUrl"),
    ("质量", "HivisionIDPhotos", "证件照"),
    ("许可证", "条款", "Apache|MIT"),
]
"""A word of the line where the reader begins, one of the line that leads on, and what the answer says."""


def page_of(link: str, page: Path) -> Path:
    target = link.partition("#")[0]
    return (page.parent / target).resolve() if target else page


def part(link: str, page: Path) -> str:
    """What a reader who follows a link sees: the page, or what stands below the heading that it leads to."""
    found, anchor = page_of(link, page), link.partition("#")[2]
    text = found.read_text("utf-8")
    return sections(text)[anchors(text).index(anchor) + 1] if anchor else text


def followed(word: str, text: str, page: Path) -> Iterator[tuple[str, Path]]:
    """Where the links lead that stand in the lines of a text with this word: what is seen there, and on which page."""
    for line in text.splitlines():
        if re.search(word, line):
            for link in links(line):
                if link.partition("#")[0].endswith(".md") or link.startswith("#"):
                    yield part(link, page), page_of(link, page)


@pytest.mark.parametrize(("first", "second", "answer"), QUESTIONS)
def test_two_links_lead_to_the_answer(first: str, second: str, answer: str) -> None:
    one = list(followed(first, START.read_text("utf-8"), START))
    two = [seen for text, page in one for seen in followed(second, text, page)]
    assert any(re.search(answer, text) for text, _ in [*one, *two])
