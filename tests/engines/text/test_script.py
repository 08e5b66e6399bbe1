"""A page's doubtful characters follow its script; what is certain, foreign or too little to tell stays."""

from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from engines.text import Engine
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from engines.text.script import Script, followed, script
from tests.support.pictures.pages import array, chinese, lines

REGION = Region(np.zeros((4, 2)))


def line(text: str, *doubtful: Letter) -> Reading:
    letters = tuple(Letter(character, 0.99, 0.0) for character in text)
    return Reading(REGION, letters + doubtful, 1.0)


def doubt(text: str, twin: str, likely: float = 0.35) -> Letter:
    return Letter(text, 0.95 - likely, 0.0, twin, likely)


def read(*page: Reading) -> list[str]:
    return [reading.text for reading in followed(page)]


SIMPLIFIED = line("这个图书馆开门时间请见说明")
TRADITIONAL = line("這個圖書館開門時間請見說明")


def test_a_doubtful_character_follows_a_simplified_page() -> None:
    assert read(SIMPLIFIED, line("加", doubt("強", "强"))) == [SIMPLIFIED.text, "加强"]


def test_a_doubtful_character_follows_a_traditional_page() -> None:
    assert read(TRADITIONAL, line("保", doubt("温", "溫"))) == [TRADITIONAL.text, "保溫"]


def test_its_probability_is_that_of_both_forms() -> None:
    *_, letter = followed([SIMPLIFIED, line("加", doubt("強", "强"))])[1].letters
    assert letter.probability == pytest.approx(0.95)


def test_what_only_traditional_text_has_becomes_a_character_of_both() -> None:
    assert read(SIMPLIFIED, line("", doubt("註", "注"))) == [SIMPLIFIED.text, "注"]


def test_that_stays_on_a_traditional_page() -> None:
    assert read(TRADITIONAL, line("", doubt("註", "注"))) == [TRADITIONAL.text, "註"]


def test_a_twin_that_is_no_candidate_stays() -> None:
    assert read(SIMPLIFIED, line("加", doubt("強", "强", 0.001)))[1] == "加強"


def test_a_line_with_certain_characters_of_the_other_script_stays() -> None:
    assert read(SIMPLIFIED, SIMPLIFIED, line("華麗", doubt("強", "强")))[2] == "華麗強"


def test_a_page_of_both_scripts_stays() -> None:
    assert read(SIMPLIFIED, TRADITIONAL, line("加", doubt("強", "强")))[2] == "加強"


def test_one_doubtful_character_is_no_page() -> None:
    assert read(line("", doubt("強", "强"))) == ["強"]


def test_japanese_has_characters_of_both_and_stays() -> None:
    japanese = line("会社の図書館は学校と国会にある来年も")
    assert script(japanese.letters) is None
    assert read(japanese, line("学", doubt("強", "强")))[1] == "学強"


def test_the_script_of_a_page() -> None:
    assert script(SIMPLIFIED.letters) is Script.SIMPLIFIED
    assert script(TRADITIONAL.letters) is Script.TRADITIONAL
    assert script(line("一二三四五六七八九十").letters) is None


def test_simplified_print_stays_simplified(engine: Engine) -> None:
    texts = [
        "姓名 性别 年龄 民族",
        "粤语 保温杯 加强锻炼",
        "净重 够用 镜框 叠放",
        "况且 奥妙 黄昏 橱窗",
        "虚心 脱离 厦门 减速",
    ]
    found = [read.text.replace(" ", "") for read in engine.read(array(lines(chinese(30), *texts))).lines]
    assert found == [text.replace(" ", "") for text in texts]


def test_a_traditional_page_stays_traditional(engine: Engine, traditional: ImageFont.FreeTypeFont) -> None:
    texts = ["歡迎光臨本館參觀", "請勿攜帶飲料進場", "開放時間見門邊說明", "購票請至櫃檯辦理"]
    found = [read.text for read in engine.read(array(lines(traditional, *texts))).lines]
    assert found == texts


def test_a_traditional_brand_stays_on_a_simplified_page(engine: Engine, traditional: ImageFont.FreeTypeFont) -> None:
    texts = ["寶島眼鏡", "营业时间：九点开门", "请凭会员卡结账付款", "验光师为您选择镜片", "电话预约无须排队"]
    found = [read.text.replace(":", "：") for read in engine.read(array(lines(traditional, *texts))).lines]
    assert found == texts


@pytest.fixture
def traditional() -> ImageFont.FreeTypeFont:
    """A font with the characters of both scripts."""
    path = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    return ImageFont.truetype(path, 30, index=3) if path.exists() else chinese(30)
