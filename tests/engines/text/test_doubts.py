"""In leaves, bricks and waves letters were read that nobody wrote."""

from unittest.mock import Mock

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.text import Engine
from engines.text.doubts import without_chance
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from shared.clock import NEVER, Budget, Deadline
from tests.support.pictures.pages import chinese, latin, lines, page, write

LEAVES: NDArray[np.uint8] = np.random.default_rng(4).integers(0, 255, (300, 400, 3), np.uint8)


def reading(text: str, score: float, height: float = 30.0) -> Reading:
    """A line that begins at (60, 60), with letters as wide as it is high."""
    right, bottom = 60 + height * len(text), 60 + height
    region = Region(np.array(((60.0, 60.0), (right, 60.0), (right, bottom), (60.0, bottom))))
    return Reading(
        region, tuple(Letter(letter, score, 48.0 * at + 24) for at, letter in enumerate(text)), 48.0 * len(text)
    )


def network(*texts: str) -> Mock:
    """Reads these, one after the other."""
    return Mock(read=Mock(side_effect=[[Letter(letter, 0.9, 24.0) for letter in text] for text in texts]))


@pytest.mark.parametrize(
    ("text", "score", "seen"),
    [("VOLO", 0.6, ("DOLS", "FOLO", "VIC")), ("thgi", 0.85, ("thgi", "thgr", "tuge")), ("森", 0.9, ("森", "森", "徐"))],
)
def test_what_each_frame_shows_otherwise_is_no_text(text: str, score: float, seen: tuple[str, ...]) -> None:
    assert without_chance([reading(text, score)], LEAVES, network(*seen), Budget(NEVER)) == []


@pytest.mark.parametrize(
    ("text", "score", "seen"),
    [
        ("WC", 0.8, ("WC", "wc", "VC")),
        ("满减", 0.8, ("满減", "满减", "减")),
        ("小心地滑", 0.7, ("小心地滑", "小心地骨", "小心地滑")),
        ("P", 0.95, ("P", "P", "P")),
    ],
)
def test_doubtful_print_stays(text: str, score: float, seen: tuple[str, ...]) -> None:
    found = [reading(text, score)]
    assert without_chance(found, LEAVES, network(*seen), Budget(NEVER)) == found


def test_one_that_fills_the_picture_is_no_character() -> None:
    assert without_chance([reading("8", 0.97, height=200.0)], LEAVES, network("8", "8", "8"), Budget(NEVER)) == []


@pytest.mark.parametrize("sure", [reading("出口", 0.95), reading("福", 1.0)])
def test_sure_print_is_not_looked_at_again(sure: Reading) -> None:
    assert without_chance([sure], LEAVES, network(), Budget(NEVER)) == [sure]


def test_beside_sure_print_nothing_is_doubted() -> None:
    found = [reading("VOLO", 0.6), reading("出口", 0.95)]
    assert without_chance(found, LEAVES, network(), Budget(NEVER)) == found


def test_what_there_is_no_time_to_look_at_again_stays_and_is_told() -> None:
    found, budget = [reading("VOLO", 0.6)], Budget(Deadline.after(0))
    assert without_chance(found, LEAVES, network(), budget) == found
    assert not budget.complete


@pytest.mark.parametrize("text", ["8", "P", "福", "WC", "207"])
def test_a_short_sign_on_an_uneven_wall_is_read(engine: Engine, text: str) -> None:
    font = latin(60) if text.isascii() else chinese(60)
    sign = lines(font, text, ground=(250, 250, 245))
    wall = page(400, 300)
    wall.paste((120, 110, 100), (0, 0, 400, 300))
    for number, (left, top) in enumerate(np.random.default_rng(5).integers(0, (400, 300), (200, 2)).tolist()):
        write(wall, left, top, "~", latin(20), (90 + number % 60,) * 3)
    wall.paste(sign, (90, 80))
    assert text in [line.text for line in engine.read(np.asarray(wall)).lines]
