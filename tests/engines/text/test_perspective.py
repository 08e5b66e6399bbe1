"""Corners and places on pages that were photographed askew, and on those that were not."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ImageFont

from engines.text import Engine, Line
from engines.text.slant import Slant, slant
from engines.text.vanishing import vanishing
from tests.support.pictures.pages import Rgb, array, chinese, latin, page, write

Points = NDArray[np.float64]
WIDTH, HEIGHT = 900, 520
LONG = [
    "The keeper of the lighthouse wrote",
    "Every evening he climbed the stairs",
    "and lit the lamp before the fog",
    "Nobody saw the ship go past him",
    "until a bell rang from the harbour",
]
WORDS = ["lamp", "harbour", "evening", "keeper", "fog", "stairs", "bell", "nobody", "ship"]
ASKEW = {
    "from the left": ((0, 60), (880, 0), (880, 520), (0, 430)),
    "from the right and below": ((90, 0), (790, 60), (900, 440), (0, 510)),
    "from above": ((120, 0), (800, 20), (900, 520), (0, 500)),
    "turned as well": ((140, 20), (890, 190), (800, 560), (20, 470)),
}


class Sheet:
    """Text on a page, and where each line's print is."""

    def __init__(self) -> None:
        self.image = page(WIDTH, HEIGHT)
        self.boxes: dict[str, Points] = {}

    def write(self, x: int, y: int, text: str, font: ImageFont.FreeTypeFont) -> None:
        write(self.image, x, y, text, font)
        left, top, right, bottom = font.getbbox(text)
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.boxes[text] = np.array(corners, np.float64) + np.array((x, y))

    def seen(self, corners: tuple[tuple[int, int], ...]) -> tuple[Rgb, dict[str, Points]]:
        """The page with its own corners at these places, and the lines' corners there."""
        whole = np.array(((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)), np.float32)
        matrix = cv2.getPerspectiveTransform(whole, np.array(corners, np.float32))
        picture = cv2.warpPerspective(array(self.image), matrix, (920, 600), borderValue=(200, 200, 200))
        boxes = {text: cv2.perspectiveTransform(box[None], matrix)[0] for text, box in self.boxes.items()}
        return np.asarray(picture, np.uint8), {text: np.asarray(box, np.float64) for text, box in boxes.items()}


def lined(*texts: str) -> Sheet:
    sheet, font = Sheet(), latin(34)
    for number, text in enumerate(texts):
        sheet.write(40, 40 + 88 * number, text, font)
    return sheet


def error(line: Line, truth: Points) -> float:
    """The farthest corner's distance from its place, as a share of the line's height."""
    return float(np.hypot(*(np.array(line.corners) - truth).T).max() / np.hypot(*(truth[3] - truth[0])))


@pytest.mark.parametrize("corners", ASKEW.values(), ids=ASKEW)
def test_corners_were_off_by_the_taper_on_a_page_seen_askew(
    engine: Engine, corners: tuple[tuple[int, int], ...]
) -> None:
    picture, truth = lined(*LONG).seen(corners)
    read = engine.read(picture).lines
    assert [line.text for line in read] == LONG
    assert max(error(line, truth[line.text]) for line in read) < 0.2


def test_a_short_word_follows_the_page_that_the_long_lines_tell(engine: Engine) -> None:
    sheet = lined(*LONG[:4])
    sheet.write(40, 420, "harbour", latin(34))
    sheet.write(700, 420, "lamp", latin(34))
    picture, truth = sheet.seen(ASKEW["from the right and below"])
    read = {line.text: line for line in engine.read(picture).lines}
    assert max(error(read[text], truth[text]) for text in ("harbour", "lamp")) < 0.3


def test_words_without_a_long_line_tell_the_page_together(engine: Engine) -> None:
    sheet = Sheet()
    for number, word in enumerate(WORDS):
        sheet.write(40 + 300 * (number % 3), 60 + 150 * (number // 3), word, latin(44))
    picture, truth = sheet.seen(ASKEW["from the right and below"])
    read = engine.read(picture).lines
    assert {line.text for line in read} == set(WORDS)
    assert np.mean([error(line, truth[line.text]) for line in read]) < 0.15


def test_vertical_columns_seen_askew_keep_their_corners_names(engine: Engine) -> None:
    sheet, font = Sheet(), chinese(36)
    columns = ["秋收时节金黄的稻谷", "铺满晒场村里的广播", "正在播放天气预报"]
    for index, column in enumerate(columns):
        x, boxes = 640 - 180 * index, []
        for place, letter in enumerate(column):
            sheet.write(x, 40 + 44 * place, letter, font)
            boxes.append(sheet.boxes.pop(letter))
        low, high = np.vstack(boxes).min(axis=0), np.vstack(boxes).max(axis=0)
        sheet.boxes[column] = np.array((low, (high[0], low[1]), high, (low[0], high[1])))
    picture, truth = sheet.seen(ASKEW["from above"])
    read = engine.read(picture).lines
    assert [line.text for line in read] == columns
    for line in read:
        wide = np.hypot(*(truth[line.text][1] - truth[line.text][0]))
        assert np.hypot(*(np.array(line.corners) - truth[line.text]).T).max() < 0.2 * wide


def test_characters_keep_their_places_on_a_page_seen_askew(engine: Engine) -> None:
    picture, truth = lined(*LONG).seen(ASKEW["from the right and below"])
    font = latin(34)
    for line in engine.read(picture).lines:
        whole = np.array(((0, 0), (1, 0), (1, 1), (0, 1)), np.float32)
        matrix = cv2.getPerspectiveTransform(whole, truth[line.text].astype(np.float32))
        for number, character in enumerate(line.characters):
            before = font.getlength(line.text[:number]) + font.getlength(character.text) / 2
            share = (before - font.getbbox(line.text)[0]) / font.getlength(line.text)
            wanted = cv2.perspectiveTransform(np.array([[(share, 0.5)]], np.float32), matrix)[0, 0]
            assert character.text == " " or np.hypot(*(character.place - wanted)) < 11


def test_one_short_line_does_not_tell_how_the_page_lies(engine: Engine) -> None:
    image = page(420, 100)
    write(image, 60, 30, "No. 4711", latin(34))
    (line,) = engine.read(array(image)).lines
    left_top, right_top, right_bottom, left_bottom = line.corners
    assert (left_top.y, left_bottom.y) == (right_top.y, right_bottom.y)
    assert (left_top.x, right_top.x) == (left_bottom.x, right_bottom.x)


@pytest.mark.parametrize(("rise", "taper", "lean"), [(0.0, 0.0, 0.0), (2.0, 2.0, 0.15), (-3.0, -1.5, -0.2)])
def test_rise_taper_and_lean_are_measured(rise: float, taper: float, lean: float) -> None:
    ink, random = np.zeros((48, 600), np.float32), np.random.default_rng(7)
    stems = np.cumsum(random.integers(9, 22, 36))
    for stem in stems:
        for y in np.arange(12, 36, 0.25):
            x = stem + lean * (y - 24)
            row = y + (rise + taper * (y - 24) / 24) * (x - 300) / 300
            ink[round(row), round(x) : round(x) + 3] = 1
    found = slant(ink, 10, 38)
    assert found.rise == pytest.approx(rise, abs=0.6)
    assert found.taper == pytest.approx(taper, abs=1.1)
    assert found.leans == pytest.approx((lean, lean), abs=0.03)


def test_a_slanted_typeface_is_no_perspective() -> None:
    frames = [np.array(((1.0, 0.0, 100.0), (0.0, 1.0, y), (0.0, 0.0, 1.0))) for y in range(50, 550, 60)]
    along, down = vanishing([(frame, 600.0, Slant(0.0, 0.0, (-0.2, -0.2))) for frame in frames], (800, 600))
    assert along[1:] == pytest.approx((0, 0), abs=1e-6)
    assert down[[0, 2]] == pytest.approx((0, 0), abs=1e-6)


def test_a_line_across_the_others_does_not_move_them() -> None:
    frames = [np.array(((1.0, 0.0, 100.0), (0.0, 1.0, y), (0.0, 0.0, 1.0))) for y in range(50, 550, 60)]
    measured = [(frame, 600.0, Slant(0.0, 0.0, (0.0, 0.0))) for frame in frames]
    measured[3] = (frames[3], 600.0, Slant(9.0, 4.0, (0.3, 0.1)))
    along, down = vanishing(measured, (800, 600))
    assert abs(along[1] / along[0]) < 0.002
    assert abs(down[0] / down[1]) < 0.02
