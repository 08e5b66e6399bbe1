"""Dots from a dish to its price are no text; those of an ellipsis are."""

import numpy as np
from PIL import ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import chinese, page, write


def test_leader_dots_do_not_stick_to_dishes_and_prices(engine: Engine) -> None:
    """The answer was 蒜蓉西兰花…… and …￥57.00, or all of it as one line."""
    font, image = chinese(24), page(440, 130)
    rows = [("蒜蓉西兰花", "57.00"), ("老鸭汤", "111.00")]
    for row, (dish, price) in enumerate(rows):
        top, right = 20 + 46 * row, 420 - font.getlength(price)
        write(image, 20, top, dish, font)
        write(image, int(right), top, price, font)
        left = 26 + font.getlength(dish)
        while left + font.getlength(".") < right - 4:
            write(image, int(left), top, ".", font)
            left += font.getlength(".") * 1.02
    assert [line.text for line in engine.read(np.asarray(image)).lines] == [text for row in rows for text in row]


def test_an_ellipsis_stays_beside_another_column(engine: Engine) -> None:
    image = page(640, 80)
    write(image, 20, 24, "他只说了这些……", chinese(26))
    write(image, 360, 24, "第二天早上七点", chinese(26))
    ImageDraw.Draw(image).line((0, 76, 640, 76), fill=(0, 0, 0))
    read = [line.text for line in engine.read(np.asarray(image)).lines]
    assert read[0].startswith("他只说了这些…")
    assert read[1] == "第二天早上七点"
