"""The ￥ of a price, which is smaller than the figures."""

import numpy as np
import pytest

from engines.text import Engine
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from engines.text.prices import with_signs
from tests.support.pictures.pages import chinese, page, write


def reading(left: float, top: float, height: float, text: str) -> Reading:
    width = 0.6 * height * len(text)
    corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    length = 48 * width / height
    letters = tuple(Letter(sign, 0.9, (at + 0.5) * length / len(text)) for at, sign in enumerate(text))
    return Reading(Region(np.array(corners)), letters, length)


def test_a_small_sign_before_a_price_is_no_hanzi() -> None:
    """The answer was 夫 and 128."""
    found = with_signs([reading(20, 30, 20, "夫"), reading(36, 14, 40, "128")])
    assert [each.text for each in found] == ["¥128"]


@pytest.mark.parametrize("other", [reading(200, 14, 40, "128"), reading(36, 90, 40, "128"), reading(36, 14, 40, "君")])
def test_a_hanzi_that_stands_before_no_price_stays(other: Reading) -> None:
    assert [each.text for each in with_signs([reading(20, 30, 20, "夫"), other])] == ["夫", other.text]


def test_a_price_in_two_sizes_is_one_line(engine: Engine) -> None:
    image = page(300, 100)
    write(image, 20, 44, "￥", chinese(28))
    write(image, 46, 22, "128", chinese(48))
    assert [line.text.replace("￥", "¥") for line in engine.read(np.asarray(image)).lines] == ["¥128"]
