"""Print on dark grounds, characters that fill the picture, and both widths of a sign."""

import numpy as np
import pytest

from engines.text import Engine
from engines.text.letters import Alphabet, decoded
from engines.text.negative import dark_on_light
from engines.text.twins import BOTH, ONLY_TRADITIONAL, SIMPLIFIED, TRADITIONAL
from tests.support.pictures.pages import Colour, array, chinese, latin, lines, page, write

TERMINAL = ("a  =  b  +  c  *  (d - e)", "if  (x  >=  10  &&  y)  z  =  4;", "SELECT  *  FROM  t  WHERE  k  =  7;")


def texts(engine: Engine, image: object) -> list[str]:
    return [line.text for line in engine.read(np.asarray(image)).lines]


@pytest.mark.parametrize(("ground", "ink"), [((0, 0, 0), (0, 255, 0)), ((40, 44, 52), (230, 230, 230))])
def test_words_on_a_dark_screen_are_one_line(engine: Engine, ground: Colour, ink: Colour) -> None:
    """Each word was a line of its own, and = and * between them were lost."""
    read = texts(engine, lines(latin(32), *TERMINAL, ground=ground, ink=ink))
    assert ["".join(text.split()) for text in read] == ["".join(text.split()) for text in TERMINAL]


def test_print_in_the_grey_of_its_dark_ground_keeps_its_colour() -> None:
    ground, ink = (44, 63, 128), (224, 16, 16)
    image = array(lines(latin(40), "Two colours", "of one grey", ground=ground, ink=ink))
    shown = dark_on_light(image)
    assert np.array_equal(shown, 255 - image)


def test_a_photograph_in_the_dark_is_searched_as_it_is() -> None:
    image = np.random.default_rng(3).normal(60, 12, (200, 300, 3)).clip(0, 255).astype(np.uint8)
    assert dark_on_light(image) is image


def test_a_character_that_fills_the_picture_is_read(engine: Engine) -> None:
    """Strokes of it were found too, and all of it was taken for a drawing."""
    font = chinese(700)
    left, top, right, bottom = font.getbbox("福")
    image = page(int(right - left) + 80, int(bottom - top) + 80, (200, 0, 0))
    write(image, int(40 - left), int(40 - top), "福", font, (255, 221, 0))
    assert texts(engine, image) == ["福"]


def test_a_sign_of_two_widths_is_certain_of_either() -> None:
    """Each of ¥ and ￥ had half of the certainty, so that 66大, upside down, was surer than ￥99."""
    signs = sorted({*SIMPLIFIED, *TRADITIONAL, *BOTH, *ONLY_TRADITIONAL, "¥", "￥"})
    alphabet = Alphabet({"character": "\n".join(signs)})
    scores = np.full((1, len(alphabet.letters)), -20, np.float32)
    scores[0, [alphabet.letters.index(sign) for sign in "¥￥"]] = 5.0, 4.9
    (letter,) = decoded(scores, alphabet, 8.0)
    assert (letter.text, round(letter.probability, 3)) == ("¥", 1.0)
