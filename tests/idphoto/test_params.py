"""The document of a request: what is taken, and what is answered to the rest."""

from typing import Any

import pytest

from functions.idphoto.engine.background import Background
from functions.idphoto.engine.beauty import Levels
from functions.idphoto.engine.jpeg import Window
from functions.idphoto.params import Order, order
from functions.idphoto.specs import SPECS
from shared import errors

ODD: tuple[Any, ...] = (
    *(None, True, 1.5, -2, 10**30, float("nan"), float("inf")),
    *("x", "", "1.0", [], [1], {}, {"a": 1}, "9" * 400, "²"),
)
BLUE = {"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}


def ordered(**document: Any) -> Order:
    return order({"spec_id": 1, **document})


def refusal(**document: Any) -> str:
    with pytest.raises(errors.InvalidParameter) as caught:
        ordered(**document)
    return caught.value.advice


class TestCatalogue:
    @pytest.mark.parametrize("spec_id", SPECS)
    def test_every_format_can_be_ordered(self, spec_id: int) -> None:
        assert order({"spec_id": spec_id}).size == order({"spec_id": str(spec_id)}).size == SPECS[spec_id].size

    def test_defaults(self) -> None:
        assert ordered() == Order(
            (295, 413),
            300,
            ordered().bounds,
            by_ears=False,
            level_shoulders=False,
            backgrounds={"blue": Background.of(4427483, 4427483)},
            window=Window(),
            print_type=1,
            levels=Levels(),
            clothes=None,
        )

    def test_a_standard_brings_ratios_and_file_size(self) -> None:
        card = order({"spec_id": 660})
        assert (card.dpi, card.window, list(card.backgrounds)) == (350, Window(14, 20), ["white"])
        assert card.bounds.asked[3] == (0.539, 0.617)

    def test_without_a_format(self) -> None:
        with pytest.raises(errors.InvalidParameter, match="spec_id is missing"):
            order({})

    @pytest.mark.parametrize("spec_id", [0, 99, 8999, *ODD[1:]])
    def test_unknown_formats(self, spec_id: object) -> None:
        assert refusal(spec_id=spec_id).startswith("spec_id ")


class TestNumbers:
    @pytest.mark.parametrize(
        ("name", "low", "high"),
        [
            ("width_px", 60, 1050),
            ("height_px", 60, 1500),
            ("file_size_max", 0, 10240),
            ("file_size_min", 0, 10240),
            ("print_type", 1, 2),
            ("hor_align_type", 0, 1),
            ("pose_fix", 0, 1),
            ("need_origin_beauty", 0, 1),
        ],
    )
    def test_ranges(self, name: str, low: int, high: int) -> None:
        assert ordered(**{name: low}) == ordered(**{name: str(low)})
        ordered(**{name: high})
        for wrong in (low - 1, high + 1, *ODD):
            assert refusal(**{name: wrong}).startswith(f"{name} must be a whole number from {low} to {high}")

    def test_size(self) -> None:
        assert ordered(width_px=600, height_px=800).size == (600, 800)
        assert ordered(height_px=500).size == (295, 500)

    def test_file_size(self) -> None:
        assert ordered(file_size_min=10, file_size_max=30).window == Window(10, 30)
        assert order({"spec_id": 660, "file_size_max": 50}).window == Window(None, 50)
        assert "greater" in refusal(file_size_min=30, file_size_max=10)


class TestRatios:
    def test_bounds(self) -> None:
        values = [0.5, 0.7, 0.5, 0.72, 0.05, 0.15, 0.35, -1]
        assert ordered(ratios=values).bounds.asked == ((0.5, 0.7), (0.5, 0.72), (0.05, 0.15), (0.35, None))

    @pytest.mark.parametrize(
        "ratios",
        [*ODD, [0.5] * 7, [0.5] * 9, [1.1] * 8, [-0.5] * 8, ["0.5"] * 8, [None] * 8, [True] * 8, [0.7, 0.5] * 4],
    )
    def test_others(self, ratios: object) -> None:
        assert refusal(ratios=ratios).startswith("ratios")


class TestBackgrounds:
    def test_plain_graded_and_half_said(self) -> None:
        graded = {"start_color": 255, "enc_color": "16777215", "color_name": "浅-蓝_2"}
        backgrounds = ordered(background_color=[BLUE, graded, {"start_color": 0, "color_name": "black"}]).backgrounds
        assert list(backgrounds.values()) == [
            Background.of(4427483, 4427483),
            Background.of(255, 16777215),
            Background.of(0, 0),
        ]
        assert list(backgrounds) == ["blue", "浅-蓝_2", "black"]

    @pytest.mark.parametrize("colours", [*ODD, [BLUE] * 2, [{**BLUE, "color_name": str(n)} for n in range(7)]])
    def test_other_lists(self, colours: object) -> None:
        assert "background_color" in refusal(background_color=colours)

    @pytest.mark.parametrize("name", [*ODD[:8], "", "a/b", "../x", "a b", "a.jpg", "x" * 33, "\0", "a\n"])
    def test_other_names(self, name: object) -> None:
        if name != "x":
            assert refusal(background_color=[{**BLUE, "color_name": name}]).startswith("color_name")

    @pytest.mark.parametrize("field", ["start_color", "enc_color"])
    @pytest.mark.parametrize("value", [-1, 16777216, *ODD])
    def test_other_colours(self, field: str, value: object) -> None:
        assert refusal(background_color=[{**BLUE, field: value}]).startswith(field)

    def test_without_a_colour(self) -> None:
        assert "start_color is missing" in refusal(background_color=[{"color_name": "blue"}])


class TestBeauty:
    def test_levels(self) -> None:
        assert ordered(fair_level=2).levels == Levels.of(2)
        assert ordered(fair_level={"leyelarge": 1, "skinsoft": 5}).levels == Levels(leyelarge=1, skinsoft=5)
        assert ordered(fair_level=0, need_origin_beauty=1).levels == Levels()
        assert ordered(need_origin_beauty=1).levels == Levels.of(3)

    @pytest.mark.parametrize(
        "level", [True, 1.5, "3", [], [1], {"skinsoft": "1"}, {"skinsoft": None}, {"skinsoft": {}}]
    )
    def test_other_types(self, level: object) -> None:
        with pytest.raises(errors.InvalidFairLevel):
            ordered(fair_level=level)

    @pytest.mark.parametrize("level", [-1, 6, 10**30, {"skinsoft": 6}, {"nose": 1}])
    def test_other_levels(self, level: object) -> None:
        assert "fair_level" in refusal(fair_level=level)


class TestClothes:
    @pytest.mark.parametrize("name", ["man_suit", "man_shirt", "woman_blazer", "woman_suit", "child_sweater"])
    def test_ours(self, name: str) -> None:
        assert ordered(clothes=name).clothes == name

    @pytest.mark.parametrize("name", [*ODD[1:], "api_20240521-3-boy"])
    def test_others(self, name: object) -> None:
        assert "man_suit" in refusal(clothes=name)


def test_unknown_fields_are_ignored() -> None:
    assert ordered(appcode="x", whatever={"deep": [1]}) == ordered()
