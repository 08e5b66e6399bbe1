"""Of a photograph of a screen, over which its grid makes waves, no line or none but made-up letters came back."""

import numpy as np
import pytest
from PIL import Image

from engines.text import Engine
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from engines.text.waves import clearest, without_waves
from tests.support.pictures.pages import Rgb, array, chinese, latin, lines

TEXTS = ("Free shipping on orders over 49", "Thank you for your purchase", "Open daily from 9 to 10")


def through_a_grid(page: Image.Image, wave: float, strength: float = 0.9) -> Rgb:
    """What a camera makes of a page on a screen, with a wave of so many pixels in each colour."""
    rows, columns = np.mgrid[: page.height, : page.width]
    place = (columns + 0.2 * rows)[..., None] / wave + np.array((0.0, 1 / 3, 2 / 3))
    return np.asarray(array(page) * (1 - strength * (0.5 + 0.5 * np.cos(2 * np.pi * place))), np.uint8)


@pytest.mark.parametrize("wave", [4.0, 5.5])
def test_a_photographed_screen_is_read_without_its_waves(engine: Engine, wave: float) -> None:
    shot = through_a_grid(lines(latin(26), *TEXTS), wave)
    assert [line.text for line in engine.read(shot).lines] == list(TEXTS)


def test_faint_waves_are_none() -> None:
    assert without_waves(through_a_grid(lines(latin(26), *TEXTS), 4.0, strength=0.05)) is None


@pytest.mark.parametrize("size", [10, 16, 26])
def test_print_has_no_waves(size: int) -> None:
    assert without_waves(array(lines(chinese(size), *["请于本周五下午三点前提交材料 2026"] * 20))) is None


@pytest.mark.parametrize("pitch", [5, 8, 20])
def test_squared_paper_has_no_waves(pitch: int) -> None:
    page = np.array(lines(latin(26), *TEXTS))
    page[::pitch] = page[:, ::pitch] = 180
    assert without_waves(page) is None


def test_a_line_too_low_to_be_looked_at_has_none() -> None:
    assert without_waves(through_a_grid(Image.new("RGB", (400, 40), "white"), 4.0)) is None


def test_what_says_less_without_its_waves_stays() -> None:
    region = Region(np.array(((0.0, 0.0), (80.0, 0.0), (80.0, 20.0), (0.0, 20.0))))
    says, murmurs = (
        (np.zeros((9, 9, 3), np.uint8), [Reading(region, (Letter("x", probability, 5.0),) * 4, 80.0)])
        for probability in (0.9, 0.6)
    )
    assert clearest(murmurs, says) is says
    assert clearest(says, murmurs) is says
