"""On what pictures with transparency are laid: everything that is drawn in them is to be seen."""

from typing import Literal

import numpy as np
import pytest
from PIL import Image, ImageDraw

from shared.images import grounds

CLEAR = "#ffffff00"


def drawn(*strokes: tuple[str, tuple[int, int, int, int]]) -> Image.Image:
    """A transparent picture with rectangles of some colours."""
    picture = Image.new("RGBA", (120, 80), CLEAR)
    for ink, place in strokes:
        ImageDraw.Draw(picture).rectangle(place, fill=ink)
    return picture


def letters(ink: str, top: int) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Strokes across the picture, as print has them."""
    return [(ink, (left, top, left + 2, top + 14)) for left in range(4, 116, 8)]


class TestPrint:
    """White letters beside something coloured vanished: they were laid on white."""

    @pytest.mark.parametrize("icon", ["#dd2222", "#1a237e", "black"])
    def test_white_letters_beside_an_icon(self, icon: str) -> None:
        level = grounds.ground(drawn((icon, (4, 4, 40, 40)), *letters("white", 56)), grounds.PRINT)
        assert level <= 160

    def test_white_letters_that_go_beyond_their_plate(self) -> None:
        level = grounds.ground(drawn(("#dd2222", (0, 0, 60, 80)), *letters("white", 40)), grounds.PRINT)
        assert level <= 160

    def test_white_letters_on_a_plate_that_shines_through(self) -> None:
        picture = drawn(*letters("#00000060", 50))
        plate = Image.new("RGBA", (120, 40), "#00000060")
        picture.paste(plate, (0, 0))
        for ink, place in [*letters("white", 10), *letters("white", 56)]:
            ImageDraw.Draw(picture).rectangle(place, fill=ink)
        assert grounds.ground(picture, grounds.PRINT) in range(1, 200)

    def test_white_and_black_letters_are_laid_between_both(self) -> None:
        level = grounds.ground(drawn(*letters("white", 10), *letters("black", 50)), grounds.PRINT)
        assert 64 <= level <= 191

    @pytest.mark.parametrize("mode", ["P", "LA", "RGBA"])
    def test_of_every_mode(self, mode: Literal["P", "LA", "RGBA"]) -> None:
        picture = drawn(("#202020", (4, 4, 24, 24)), *letters("white", 56))
        made = picture.quantize(8, method=Image.Quantize.FASTOCTREE) if mode == "P" else picture.convert(mode)
        assert grounds.ground(made, grounds.PRINT) != grounds.WHITE


class TestWhite:
    @pytest.mark.parametrize("ink", ["black", "#cc2020", "#909090", "#00000080"])
    def test_is_the_ground_of_other_letters(self, ink: str) -> None:
        assert grounds.ground(drawn(*letters(ink, 10), *letters(ink, 50)), grounds.PRINT) == grounds.WHITE

    def test_is_the_ground_of_white_letters_with_an_outline(self) -> None:
        outlined = [
            (ink, (x - more, y - more, right + more, bottom + more))
            for ink, more in (("black", 1), ("white", 0))
            for _, (x, y, right, bottom) in letters(ink, 30)
        ]
        assert grounds.ground(drawn(*outlined), grounds.PRINT) == grounds.WHITE

    def test_is_the_ground_of_a_code_on_a_white_card(self) -> None:
        """Beside any other ground it would have no white around it."""
        generator = np.random.default_rng(1)
        code = np.kron(generator.integers(0, 2, (25, 25)), np.full((3, 3), 255)).astype(np.uint8)
        picture = Image.new("LA", (120, 120), (255, 0))
        picture.paste(Image.fromarray(code).convert("LA"), (20, 20))
        assert grounds.ground(picture, grounds.CODE) == grounds.WHITE

    def test_is_the_ground_of_people(self) -> None:
        """What shines through their hair is in the answer."""
        person = drawn(("#201810", (40, 4, 80, 30)), ("white", (30, 40, 90, 79)))
        assert grounds.ground(person, grounds.SHOWN) == grounds.WHITE

    def test_is_that_of_a_picture_without_transparency(self) -> None:
        assert grounds.ground(Image.new("RGBA", (9, 9), "black"), grounds.PRINT) == grounds.WHITE
