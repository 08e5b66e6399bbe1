"""Faint letters across a page: lines that they touch are read, and nothing else is taken off."""

from unittest.mock import Mock

import numpy as np
import pytest
from PIL import Image

from engines.text import Engine
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from engines.text.watermarks import clearer, without_watermark
from tests.support.pictures.pages import Colour, chinese, latin, lines, page, write

PRINT = ("电话 15166742287", "会员卡余额不足时可使用支付宝", "金额 2,313.51 元", "取件码 26-6-4624")


def marked(grey: int, ground: Colour = (255, 255, 255), ink: Colour = (0, 0, 0)) -> Image.Image:
    """Lines of print below slanted letters of a grey."""
    image = lines(chinese(26), *PRINT, ground=ground, ink=ink)
    letters = page(700, 700, (0, 0, 0))
    for top in range(0, 700, 80):
        for left in range(-60 + top % 160, 700, 330):
            write(letters, left, top, "仅供业务使用", chinese(44), (255, 255, 255))
    turned = letters.rotate(35, Image.Resampling.BICUBIC).crop((100, 150, 100 + image.width, 150 + image.height))
    mask = turned.convert("L").point(lambda value: value * 110 // 255)
    image.paste(Image.new("RGB", image.size, (grey,) * 3), mask=mask)
    return image


def reading(text: str, left: float, right: float, probability: float) -> Reading:
    quad = np.array(((left, 0.0), (right, 0.0), (right, 20.0), (left, 20.0)))
    letters = tuple(Letter(letter, probability, 10.0 * place) for place, letter in enumerate(text))
    return Reading(Region(quad), letters, right - left)


@pytest.mark.parametrize(("ground", "ink"), [((255, 255, 255), (0, 0, 0)), ((20, 20, 24), (240, 240, 240))])
def test_lines_below_a_slanted_watermark_are_not_lost(engine: Engine, ground: Colour, ink: Colour) -> None:
    """Two of four came back, and one of them with a letter of the watermark."""
    read = ["".join(line.text.split()) for line in engine.read(np.asarray(marked(120, ground, ink))).lines]
    assert {"".join(text.split()) for text in PRINT} <= set(read)


def test_slanted_print_as_dark_as_the_lines_is_no_watermark() -> None:
    image = lines(latin(30), "Level words stand here", "and here are more of them")
    turned = lines(latin(40), "SALE").rotate(30, expand=True, fillcolor=(255, 255, 255))
    both = page(image.width, image.height + turned.height)
    both.paste(image, (0, 0))
    both.paste(turned, (100, image.height))
    slanted = Region(np.array(((150, 190), (260, 130), (280, 165), (170, 225)), np.float64))
    level = Region(np.array(((20, 20), (340, 20), (340, 60), (20, 60)), np.float64))
    found = [Mock(region=region, letters=(1,)) for region in (level, slanted)]
    assert without_watermark(np.asarray(both), found) is None


def test_a_piece_of_a_line_does_not_replace_all_of_it() -> None:
    whole, piece = reading("a whole line", 0, 240, 0.97), reading("a whole", 0, 140, 0.99)
    assert clearer([piece], [whole]) == [whole]
    assert clearer([whole], [reading("line", 160, 240, 0.93)]) == [whole]
    assert clearer([whole], [reading("line", 160, 240, 0.99)]) == [whole]
