"""Every page is there in both languages, with the same parts, code, figures and links; Chinese lead to Chinese ones.

Who changes a page changes its twin; scripts/docs-twins copies what is not prose.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.doctwins.copying import Differs, copied
from scripts.doctwins.pages import (
    CODE,
    anchors,
    chinese_link,
    english_pages,
    headings,
    links,
    lost,
    numbers,
    prose,
    sections,
    twin,
)
from tests.support import ROOT
from tests.support.pages import blocks

PAGES = english_pages()
CHINESE = [twin(page) for page in PAGES]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def leads_to(link: str, page: Path) -> Path:
    return (page.parent / link.partition("#")[0]).resolve() if not link.startswith("#") else page


@pytest.mark.parametrize("page", PAGES, ids=name)
class TestTwins:
    def test_the_same_parts_in_the_same_order(self, page: Path) -> None:
        levels = [[level for level, _ in headings(one.read_text("utf-8"))] for one in (page, twin(page))]
        assert levels[0] == levels[1]

    def test_each_leads_to_the_other_below_its_title(self, page: Path) -> None:
        for one, other, lead in (
            (page, twin(page), "English · [中文]({})"),
            (twin(page), page, "中文 · [English]({})"),
        ):
            title, _, rest = one.read_text("utf-8").partition("# ")[2].partition("\n\n")
            assert "\n" not in title
            line = rest.partition("\n\n")[0]
            (link,) = links(line)
            assert line == lead.format(link)
            assert leads_to(link, one) == other

    def test_the_same_code(self, page: Path) -> None:
        assert blocks(page) == blocks(twin(page))

    def test_code_and_figures_are_those_of_the_english_page(self, page: Path) -> None:
        text = twin(page).read_text("utf-8")
        assert copied(page.read_text("utf-8"), text, page) == text, "run scripts/docs-twins"

    def test_each_part_has_the_same_links(self, page: Path) -> None:
        """English ones lead to the twin of what the English page leads to. Switching the language aside."""
        for english, chinese in parts(page):
            expected = {chinese_link(link, page) for link in links(english) if leads_to(link, page) != twin(page)}
            assert {link for link in links(chinese) if leads_to(link, twin(page)) != page} == expected

    def test_each_part_names_the_same_code(self, page: Path) -> None:
        for english, chinese in parts(page):
            assert set(CODE.findall(chinese)) == set(CODE.findall(english))

    def test_each_part_has_the_figures_of_the_english_one(self, page: Path) -> None:
        """What is a word in English may be a figure in Chinese, but not the other way round."""
        for english, chinese in parts(page):
            assert lost(english, chinese) == set()


def parts(page: Path) -> list[tuple[str, str]]:
    """The prose of each part of a page, with that of its twin."""
    return list(zip(*(sections(one.read_text("utf-8")) for one in (page, twin(page))), strict=True))


class TestChinesePages:
    def test_no_chinese_page_is_without_an_english_one(self) -> None:
        there = {*(ROOT / "docs" / "zh").rglob("*.md"), *ROOT.glob("*.zh-CN.md"), *ROOT.glob("functions/*/*.zh-CN.md")}
        assert there == set(CHINESE)

    @pytest.mark.parametrize("page", CHINESE, ids=name)
    def test_none_leads_to_an_english_page_that_has_a_twin(self, page: Path) -> None:
        other = {twin(one): one for one in PAGES}[page]
        targets = {leads_to(link, page) for link in links(prose(page.read_text("utf-8"))) if "://" not in link}
        assert targets & set(PAGES) == {other}

    @pytest.mark.parametrize("page", CHINESE, ids=name)
    def test_none_is_named_by_the_path_of_the_english_page(self, page: Path) -> None:
        assert [english.name for english in PAGES if f"[docs/{english.name}]" in page.read_text("utf-8")] == []


QUESTIONS = {
    "limits": ("README.zh-CN.md", "限制", "2 MB"),
    "tokens": ("docs/zh/vendor.md", "配置微信", "stable_token"),
    "errors": ("docs/zh/errcodes.md", "错误码", "45009"),
    "moving": ("docs/zh/moving.md", "从微信或乐奇迁移", "换掉域名和凭证"),
    "cost": ("docs/zh/costs.md", "费用", "SCF"),
    "privacy": ("docs/zh/security.md", "证件图片", "CARDS_BACKEND"),
    "SCF": ("docs/zh/deployment.md", "腾讯云-scf", "CreateFunction"),
    "FC": ("docs/zh/deployment.md", "阿里云-fc-30", "Serverless Devs"),
    "CloudRun": ("docs/zh/deployment.md", "微信云托管", "callContainer"),
    "Docker": ("docs/zh/deployment.md", "普通容器", "docker run"),
    "SDKs": ("docs/zh/clients.md", "一个地址", "WxJava"),
    "quality": ("docs/zh/benchmarks.md", "基准测试", "rapidocr"),
    "licences of the code and the libraries": ("docs/zh/deployment.md", "打包", "LGPL"),
    "licences of the networks": ("docs/zh/training.md", "条款", "许可证"),
}
"""What a reader asks: the page, the heading and a word of the answer."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_at_most_two_clicks_from_the_chinese_readme(question: str) -> None:
    """One to the page, or to a heading of it, and one from there to the heading."""
    name, heading, word = QUESTIONS[question]
    page, readme = ROOT / name, ROOT / "README.zh-CN.md"
    text = page.read_text("utf-8")
    first = [link for link in links(readme.read_text("utf-8")) if leads_to(link, readme) == page]
    second = [link for link in links(text) if link.startswith("#")] if first else []
    assert heading in [*(link.partition("#")[2] for link in first + second), anchors(text)[0]]
    assert first
    assert word in below(text, heading)


def below(text: str, heading: str) -> str:
    """What stands below a heading of a page, and on the whole page below its title."""
    there = anchors(text)
    titles = [line for line in prose(text).splitlines() if re.match("#+ ", line)]
    after = text.partition(f"{titles[there.index(heading)]}\n")[2]
    return after if heading == there[0] else after.partition("\n## ")[0]


class TestCopying:
    PAGE = ROOT / "docs" / "wire.md"

    def test_code_and_cells_without_chinese_come_from_the_english_page(self) -> None:
        english = "# A\n\n| a | b |\n| --- | ---: |\n| one | 2 ms |\n\n```sh\nnew\n```\n"
        chinese = "# 甲\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 1 ms |\n\n```sh\nold\n```\n"
        expected = "# 甲\n\n| 甲 | 乙 |\n| --- | ---: |\n| 一 | 2 ms |\n\n```sh\nnew\n```\n"
        assert copied(english, chinese, self.PAGE) == expected

    def test_a_link_in_a_copied_cell_leads_to_the_chinese_page(self) -> None:
        row = "| [security.md](security.md) | [qrcode](../functions/qrcode/README.md) |\n"
        expected = "| [security.md](security.md) | [qrcode](../../functions/qrcode/README.zh-CN.md) |\n"
        assert copied(row, "| - | - |\n", self.PAGE) == expected

    @pytest.mark.parametrize(
        ("english", "chinese", "what"),
        [
            ("```sh\na\n```\n", "", "1 blocks of code, and 0"),
            ("| a |\n", "", "1 tables, and 0"),
            ("| a |\n| b |\n", "| 甲 |\n", "table 1 has 2 rows, and 1"),
            ("| a | b |\n", "| 甲 |\n", "2 cells, and 1"),
        ],
    )
    def test_pages_that_are_built_differently_are_refused(self, english: str, chinese: str, what: str) -> None:
        with pytest.raises(Differs, match=what):
            copied(english, chinese, self.PAGE)

    def test_numbers_are_compared_by_their_value(self) -> None:
        assert numbers("50 million pixels, 1,024 calls, `7`, [a](b#8)") == numbers("5000 万像素，1024 次")
        assert numbers("12-megapixel") == numbers("1200 万像素")

    def test_the_script_finds_nothing_stale(self) -> None:
        command = [sys.executable, str(ROOT / "scripts" / "docs-twins"), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
