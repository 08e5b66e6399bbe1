"""Emoji beside text are no letters of it; coloured words and letters are."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engines.text.emoji import without_emoji
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from tests.support.pictures.pages import Rgb, chinese, page, write

SIZE, TOP = 36, 6
RED = (220, 40, 40)
FACE, FEATURES = (255, 204, 51), (102, 51, 0)


def face(image: Image.Image, left: int) -> None:
    draw = ImageDraw.Draw(image)
    draw.ellipse((left, TOP, left + SIZE, TOP + SIZE), fill=FACE)
    for eye in (0.25, 0.63):
        draw.ellipse((left + eye * SIZE, TOP + 11, left + eye * SIZE + 5, TOP + 17), fill=FEATURES)
    draw.arc((left + 9, TOP + 12, left + 27, TOP + 29), 20, 160, fill=FEATURES, width=2)


def line(*parts: tuple[str, str, float]) -> tuple[Rgb, Reading]:
    """A drawn line, and what is read: of each part what is drawn (red with a !, a face if nothing), and the letter."""
    image, left, letters = page(400, 48), 10, list[Letter]()
    for drawn, read, probability in parts:
        if drawn:
            write(image, left, 2, drawn.rstrip("!"), chinese(SIZE), RED if drawn.endswith("!") else (20, 20, 20))
        else:
            face(image, left)
        width = int(chinese(SIZE).getlength(drawn.rstrip("!"))) if drawn else SIZE + 2
        letters.append(Letter(read, probability, left + width / 2))
        left += width
    corners = np.array(((0.0, 0.0), (left + 10.0, 0.0), (left + 10.0, 48.0), (0.0, 48.0)))
    return np.asarray(image), Reading(Region(corners), tuple(letters), left + 10.0)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([("O", "O", 1.0), ("K", "K", 1.0), ("", "H", 0.99)], "OK"),
        ([("", "日", 0.4), ("在", "在", 1.0), ("吗", "吗", 1.0)], "在吗"),
        ([("太", "太", 1.0), ("", "一", 0.27), ("好", "好", 1.0), ("了", "了", 1.0)], "太好了"),
        ([("好", "好", 1.0), ("的", "的", 1.0), ("", "\U0001f4aa", 1.0)], "好的"),
    ],
)
def test_an_emoji_is_no_letter(parts: list[tuple[str, str, float]], text: str) -> None:
    image, reading = line(*parts)
    assert [each.text for each in without_emoji([reading], image)] == [text]


@pytest.mark.parametrize(
    "parts",
    [
        [("还", "还", 1.0), ("剩", "剩", 1.0), ("8!", "8", 0.7), ("天", "天", 1.0)],
        [("满", "满", 1.0), ("减!", "减", 0.8), ("券", "券", 1.0)],
        [("7", "7", 1.0), ("5", "5", 1.0), (".", ".", 1.0), ("8", "8", 1.0), ("", "0", 0.8)],  # a price's last digit
        [("W!", "W", 0.9), ("i", "i", 1.0), ("F", "F", 1.0), ("i", "i", 1.0)],
    ],
)
def test_a_letter_in_another_colour_stays(parts: list[tuple[str, str, float]]) -> None:
    image, reading = line(*parts)
    assert [each.text for each in without_emoji([reading], image)] == ["".join(read for _, read, _ in parts)]


def test_a_line_of_emoji_alone_is_none() -> None:
    image, reading = line(("", "\U0001f604", 0.9), ("", "\U0001f604", 0.9))
    assert without_emoji([reading], image) == []
