"""The pictures that are judged by eye: each has a damage, and the same key gives the same counts."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.superresolution.looks import verdicts
from benchmarks.superresolution.looks.files import DAMAGES
from benchmarks.superresolution.looks.pictures import PICTURES, drawn
from benchmarks.superresolution.looks.sheets import LETTERS, order, sheet

NAMES = ["bicubic", "ours", "cunet", "photo", "cugan"]
KEY = dict(zip(LETTERS, NAMES, strict=True))
PASSES = [{"face one": verdicts.places(ranking, KEY)} for ranking in ("B > C = D > A > E", "B > D > C = A > E")]


def test_there_are_forty_pictures_of_ten_kinds_each_with_a_damage_that_is_known() -> None:
    assert len({picture.name for picture in PICTURES}) == 40
    assert len({picture.kind for picture in PICTURES}) == 10
    assert {picture.damage for picture in PICTURES} <= DAMAGES.keys()


def test_a_sample_of_ours_is_cut_out_and_made_small() -> None:
    (picture,) = (picture for picture in PICTURES if picture.name == "scan card")
    image = drawn(picture, Path(), Path())
    assert max(image.size) == picture.side
    assert image.mode == "RGB"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_the_same_each_time_and_keeps_the_size(damage: str) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (20, 30, 3), np.uint8)
    image = Image.fromarray(noise)
    sent = DAMAGES[damage](image)
    assert sent == DAMAGES[damage](image)
    assert Image.open(io.BytesIO(sent.content)).size == (30, 20)
    assert (sent.looks is None) == (damage == "clean")


def test_a_seed_gives_each_picture_an_order_of_its_own() -> None:
    orders = [order(picture.name, NAMES, 1) for picture in PICTURES]
    assert orders == [order(picture.name, NAMES, 1) for picture in PICTURES]
    assert all(sorted(names.values()) == sorted(NAMES) for names in orders)
    assert len({tuple(names.values()) for names in orders}) > 20


def test_what_is_transparent_lies_over_light_and_dark() -> None:
    results = dict.fromkeys(LETTERS, Image.new("RGBA", (40, 20)))
    shown = sheet(Image.new("RGBA", (20, 10)), results)
    assert shown.getpixel((10, 10)) == (0xF4, 0xF4, 0xF4)
    assert shown.getpixel((30, 10)) == (0x2A, 0x34, 0x40)


def test_ours_counts_as_better_where_the_passes_together_say_so() -> None:
    assert verdicts.against("bicubic", "ours", [each["face one"] for each in PASSES]) == 2
    assert verdicts.against("cunet", "photo", [each["face one"] for each in PASSES]) == 1
    assert list(verdicts.rows("photo", ["ours", "cunet"], PASSES))[1:] == [
        "| face | 1 | 0 / 0 / 1 | 1 / 0 / 0 |",
        "| all | 1 | 0 / 0 / 1 | 1 / 0 / 0 |",
    ]


def test_a_pass_without_one_of_the_methods_is_refused() -> None:
    assert verdicts.read("face one: B > C = D > A > E, sharp\n", {"face one": KEY}) == PASSES[0]
    with pytest.raises(ValueError, match="not each method once"):
        verdicts.read("face one: B > C = D > A\n", {"face one": KEY})
