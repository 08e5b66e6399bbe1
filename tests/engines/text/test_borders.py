"""Close cells of a table: the search takes them for one line."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import Colour, chinese, latin, lines, page, write

ROWS = (
    ("7", "红烧牛肉面", "43.36", "52,566.00", "425.58"),
    ("12", "宫保鸡丁", "81.46", "16,365.00", "673.60"),
    ("3", "酸辣土豆丝", "9.20", "7,104.00", "880.15"),
)


def table(border: Colour, ground: Colour, ink: Colour) -> Image.Image:
    """Cells that are hardly wider than what stands in them."""
    font, side, high = chinese(20), 3, 29
    image = page(420, 40 + high * len(ROWS), ground)
    draw, left = ImageDraw.Draw(image), 20
    for column in zip(*ROWS, strict=True):
        wide = int(max(font.getlength(text) for text in column)) + 2 * side
        for row, text in enumerate(column):
            draw.rectangle((left, 20 + high * row, left + wide, 20 + high * (row + 1)), outline=border)
            write(image, left + side, 20 + high * row, text, font, ink)
        left += wide
    return image


@pytest.mark.parametrize(
    ("border", "ground", "ink"),
    [((0, 0, 0), (255, 255, 255), (0, 0, 0)), ((221, 221, 221), (255, 255, 255), (0, 0, 0))],
)
def test_amounts_in_close_cells_are_not_one_number(engine: Engine, border: Colour, ground: Colour, ink: Colour) -> None:
    """Of 81.46 and 16,365.00 was made 81.4616,365.00; the first and the last row end too soon."""
    read = [line.text for line in engine.read(np.asarray(table(border, ground, ink))).lines]
    assert set(ROWS[1]) <= set(read)


def test_letters_that_are_strokes_do_not_cut_a_line(engine: Engine) -> None:
    image = lines(latin(28), "Illinois | lll III 1111 [!] ||", "(fill) {1|1} /lI/ Bill|ill")
    assert len(engine.read(np.asarray(image)).lines) == 2


def test_strokes_as_high_as_their_line_do_not_cut_it(engine: Engine) -> None:
    """Of 门, 日 and 同, close above each other, borders were made."""
    image = page(400, 140)
    for row, text in enumerate(("下列物品禁止随身携带同日", "阴凉干燥处门卫室明天开门", "合同自双方签字盖章之日起")):
        write(image, 20, 20 + 32 * row, text, chinese(28))
    assert len(engine.read(np.asarray(image)).lines) == 3


def test_the_rules_of_squared_paper_cut_no_line(engine: Engine) -> None:
    """The answer was 快递已 | 放在 | 门 | 卫室 and so on, a piece from rule to rule."""
    image, texts = page(560, 130), ["快递已放在门卫室，请及时领取", "订单号20260315-0087"]
    draw = ImageDraw.Draw(image)
    for x in range(9, 560, 22):
        draw.line((x, 0, x, 130), fill=(187, 204, 221))
    for row, text in enumerate(texts):
        draw.line((0, 50 + 56 * row, 560, 50 + 56 * row), fill=(187, 204, 221))
        write(image, 20, 14 + 56 * row, text, chinese(28))
    assert [line.text for line in engine.read(np.asarray(image)).lines] == texts
