"""Close cells of a table: the search takes them for one line."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import Colour, chinese, latin, lines, page, write

ROWS = (("7", "红烧牛肉面", "43.36", "52,566.00", "425.58"), ("12", "宫保鸡丁", "81.46", "6,365.00", "673.60"))


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
    """Of 43.36 and 52,566.00 was made 43.3652,566.00."""
    read = [line.text for line in engine.read(np.asarray(table(border, ground, ink))).lines]
    assert read == [text for row in ROWS for text in row]


def test_letters_that_are_strokes_do_not_cut_a_line(engine: Engine) -> None:
    image = lines(latin(28), "Illinois | lll III 1111 [!] ||", "(fill) {1|1} /lI/ Bill|ill")
    assert len(engine.read(np.asarray(image)).lines) == 2
