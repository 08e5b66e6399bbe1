"""The document of a request: what is taken, and what is answered to the rest."""

import json
import re
from dataclasses import fields, replace
from typing import Any

import pytest

from engines.portrait import FIVE_INCH, TIGHT, WIDE, WIDE_ON_FIVE, Background, Format, Levels, Second, Window
from functions.idphoto.beauty import FEATURES
from functions.idphoto.colours import background
from functions.idphoto.ignored import FIELDS
from functions.idphoto.openapi import OPENAPI
from functions.idphoto.params import Request, order
from functions.idphoto.refusals import InvalidFairLevel
from functions.idphoto.specs import SPECS
from shared import errors

ODD: tuple[Any, ...] = (
    *(True, 1.5, -2, 10**30, float("nan"), float("inf"), "x", "1.5", "-2", [1], {"a": 1}, "9" * 400, "²"),
)
NOTHING: tuple[Any, ...] = (None, "", " ", "null", "None", "undefined", [], {})
BLUE = {"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}


def ordered(**document: Any) -> Request:
    return order({"spec_id": 1, **document})


def warned(made: Request) -> tuple[str, ...]:
    return tuple(map(str, made.ignored))


def skin(level: int) -> Levels:
    return Levels(smoothing=level / 5, whitening=level / 5)


def refusal(**document: Any) -> str:
    with pytest.raises(errors.InvalidParameter) as caught:
        ordered(**document)
    return str(caught.value.advice)


class TestCatalogue:
    @pytest.mark.parametrize("spec_id", SPECS)
    def test_every_format_can_be_ordered(self, spec_id: int) -> None:
        assert (
            order({"spec_id": spec_id}).format.size
            == order({"spec_id": str(spec_id)}).format.size
            == SPECS[spec_id].size
        )

    def test_defaults(self) -> None:
        assert ordered() == Request(
            Format((295, 413)),
            backgrounds={"blue": Background((67, 142, 219), (67, 142, 219))},
            dpi=300,
            window=Window(),
            spacing=WIDE,
            levels=Levels(),
        )

    def test_a_standard_brings_ratios_and_file_size(self) -> None:
        card = order({"spec_id": 660})
        assert (card.dpi, card.window, list(card.backgrounds)) == (350, Window(14, 20), ["white"])
        assert card.format.bounds.asked[3] == (0.539, 0.617)

    def test_without_a_format(self) -> None:
        with pytest.raises(errors.InvalidParameter, match="spec_id is missing"):
            order({})

    @pytest.mark.parametrize("spec_id", [0, 99, 8999, *ODD])
    def test_unknown_formats(self, spec_id: object) -> None:
        assert refusal(spec_id=spec_id).startswith("spec_id ")

    @pytest.mark.parametrize("spec_id", NOTHING)
    def test_no_format(self, spec_id: object) -> None:
        assert refusal(spec_id=spec_id, width_px=300, height_px=400).startswith("spec_id is missing")

    @pytest.mark.parametrize("spec_id", [1, 1.0, "1", " 1 ", "1.0"])
    def test_numbers_in_every_type(self, spec_id: object) -> None:
        assert ordered(spec_id=spec_id) == ordered()


class TestFormatsThatWeDoNotKnow:
    @pytest.mark.parametrize("spec_id", [77, 0, "4711", 382.0, 10**12])
    def test_a_size_that_is_given_is_made(self, spec_id: object) -> None:
        made = ordered(spec_id=spec_id, width_px=320, height_px="450")
        assert (made.format.size, made.dpi, list(made.backgrounds)) == ((320, 450), 300, ["white"])
        assert made.format.bounds == ordered().format.bounds
        assert warned(made) == (
            "spec_id is not in our catalogue: the size is that of width_px and height_px, at 300 dpi",
        )

    def test_wishes_beside_the_size(self) -> None:
        values = [0.5, 0.7, 0.5, 0.72, 0.05, 0.15, 0.35, 0.75]
        made = ordered(spec_id=77, width_px=320, height_px=450, ratios=values, background_color=[BLUE])
        assert (made.format.bounds.asked[0], list(made.backgrounds)) == ((0.5, 0.7), ["blue"])

    @pytest.mark.parametrize("size", [{}, {"width_px": 300}, {"height_px": 400}, {"width_px": 300, "height_px": 0}])
    def test_without_a_whole_size_both_ways_out_are_named(self, size: dict[str, int]) -> None:
        advice = refusal(spec_id=77, **size)
        assert re.fullmatch(
            r"spec_id is unknown: send one of 1, 2, .*9004, or width_px and height_px beside it", advice
        )

    def test_a_wrong_size_is_what_the_text_names(self) -> None:
        assert refusal(spec_id=77, width_px="wide", height_px=400).startswith("width_px must be")


class TestNumbers:
    @pytest.mark.parametrize(
        ("name", "low", "high"),
        [
            ("width_px", 60, 1050),
            ("height_px", 60, 1500),
            ("file_size_max", 1, 10240),
            ("file_size_min", 1, 10240),
            ("print_type", 1, 2),
            ("dpi", 72, 1200),
        ],
    )
    def test_ranges(self, name: str, low: int, high: int) -> None:
        beside = {"width_px": {"height_px": 100}, "height_px": {"width_px": 100}}.get(name, {})
        for same in (str(low), float(low), f" {low} ", f"{low}.0"):
            made, again = (replace(ordered(**beside, **{name: one}), ignored=()) for one in (low, same))
            assert made == again
        beside = {"width_px": {"height_px": 1000}, "height_px": {"width_px": 1000}}.get(name, {})
        ordered(**beside, **{name: high})
        for wrong in (-1, high + 1, *ODD):
            assert refusal(**{name: wrong}).startswith(f"{name} must be a whole number from ")
        for nothing in (*NOTHING, 0, "0", 0.0):
            assert ordered(**{name: nothing}) == ordered()

    @pytest.mark.parametrize("name", ["hor_align_type", "pose_fix", "need_origin_beauty"])
    def test_flags(self, name: str) -> None:
        for on in (True, "1", 1.0, "true", "True", " 1 "):
            assert ordered(**{name: on}) == ordered(**{name: 1}) != ordered()
        for off in (False, "0", 0, 0.0, "false", *NOTHING):
            assert ordered(**{name: off}) == ordered()
        for wrong in (2, -1, *ODD[1:]):
            assert refusal(**{name: wrong}) == f"{name} must be 0 or 1"

    def test_size(self) -> None:
        assert ordered(width_px=600, height_px=800).format.size == (600, 800)
        assert ordered(width_px=600, height_px=800).ignored == ()

    def test_half_a_size_keeps_the_other_half_and_says_so(self) -> None:
        assert ordered(height_px=500).format.size == (295, 500)
        assert warned(ordered(height_px=500)) == (
            "height_px came without width_px: the format's own width_px was kept",
        )
        assert warned(ordered(width_px=500, height_px=0))[0].startswith("width_px came without height_px")

    @pytest.mark.parametrize("size", [(60, 1500), (1050, 60), (295, 700), (1050, 413), (500, 1001), (801, 400)])
    def test_a_strip_is_no_photo(self, size: tuple[int, int]) -> None:
        width, height = size
        advice = refusal(spec_id=77, width_px=width, height_px=height)
        assert advice == (
            f"width_px and height_px make a photo of {width} x {height}: the longer side may be at most twice the other"
        )

    def test_a_strip_by_one_side_and_the_formats_other(self) -> None:
        assert "295 x 1500" in refusal(height_px=1500)
        assert "1050 x 413" in refusal(width_px=1050)

    @pytest.mark.parametrize("size", [(500, 1000), (800, 400), (1050, 1500), (640, 480), (60, 120)])
    def test_the_longest_shapes_of_photos(self, size: tuple[int, int]) -> None:
        assert ordered(width_px=size[0], height_px=size[1]).format.size == size

    def test_print_type_is_how_tight_a_sheet_is(self) -> None:
        assert ordered(print_type=1).spacing == ordered(print_type=0).spacing == WIDE
        assert ordered(print_type=2).spacing == TIGHT

    def test_paper(self) -> None:
        assert ordered(sheet_inches=6) == ordered(sheet_inches=None) == ordered(sheet_inches=0) == ordered()
        small = ordered(sheet_inches="5")
        assert (small.paper, small.spacing) == (FIVE_INCH, WIDE_ON_FIVE)
        assert ordered(sheet_inches=5, print_type=2).spacing == TIGHT
        for wrong in (4, 7, -1, *ODD):
            assert refusal(sheet_inches=wrong) == "sheet_inches must be a whole number from 5 to 6"

    def test_a_second_format_on_the_sheet(self) -> None:
        made = ordered(sheet_spec_id="660", pose_fix=1, width_px=300)
        assert made.format.size == (300, 413)
        assert made.second == Second(replace(order({"spec_id": 660}).format, level_shoulders=True), 350)
        for nothing in NOTHING:
            assert ordered(sheet_spec_id=nothing) == ordered()
        for wrong in (0, 99, *ODD):
            assert refusal(sheet_spec_id=wrong).startswith("sheet_spec_id is unknown: send one of 1, 2, ")

    def test_file_size(self) -> None:
        assert ordered(file_size_min=10, file_size_max=30).window == Window(10, 30)
        assert order({"spec_id": 660, "file_size_max": 50}).window == Window(None, 50)
        assert "greater" in refusal(file_size_min=30, file_size_max=10)
        assert refusal(file_size_max=30720).endswith("10240 KB")


class TestRatios:
    def test_bounds(self) -> None:
        values = [0.5, 0.7, 0.5, 0.72, 0.05, 0.15, 0.35, -1]
        assert ordered(ratios=values).format.bounds.asked == ((0.5, 0.7), (0.5, 0.72), (0.05, 0.15), (0.35, None))

    @pytest.mark.parametrize(
        "ratios",
        [
            ["0.5", "0.7", -1, -1.0, "-1", None, " 0.35", ".75"],
            "[0.5, 0.7, -1, -1, -1, null, 0.35, 0.75]",
            "0.5,0.7,-1,-1,-1,-1,0.35,0.75",
        ],
    )
    def test_bounds_as_texts(self, ratios: object) -> None:
        assert ordered(ratios=ratios) == ordered(ratios=[0.5, 0.7, -1, -1, -1, -1, 0.35, 0.75])

    def test_no_bounds(self) -> None:
        for nothing in NOTHING:
            assert ordered(ratios=nothing) == ordered()

    @pytest.mark.parametrize(
        "ratios",
        [
            *ODD,
            *([0.5] * 7, [0.5] * 9, [1.1] * 8, [-0.5] * 8, [0.7, 0.5] * 4, [float("nan")] * 8, [10**400] * 8),
            *(["x"] * 8, [[0.5]] * 8, [True] * 8, ["1e-1"] * 8, "[0.5", "0.5;0.7", "[" * 10**5),
        ],
    )
    def test_others(self, ratios: object) -> None:
        assert refusal(ratios=ratios).startswith("ratios")


class TestBackgrounds:
    def test_the_vendors_numbers(self) -> None:
        assert background(16777215, 4427483) == Background((255, 255, 255), (67, 142, 219))
        assert background(16711680, 0) == Background((255, 0, 0), (0, 0, 0))

    def test_plain_graded_and_half_said(self) -> None:
        graded = {"start_color": 255, "enc_color": "16777215", "color_name": "浅-蓝_2"}
        backgrounds = ordered(background_color=[BLUE, graded, {"start_color": 0, "color_name": "black"}]).backgrounds
        assert list(backgrounds.values()) == [
            background(4427483, 4427483),
            background(255, 16777215),
            background(0, 0),
        ]
        assert list(backgrounds) == ["blue", "浅-蓝_2", "black"]

    @pytest.mark.parametrize(
        "asked",
        [
            [BLUE],
            BLUE,
            json.dumps([BLUE]),
            json.dumps(BLUE),
            4427483,
            "4427483",
            "#438EDB",
            "0x438edb",
            "blue",
            ["Blue"],
        ],
    )
    def test_forms_of_the_list(self, asked: object) -> None:
        assert ordered(background_color=asked).backgrounds == ordered(background_color=[BLUE]).backgrounds

    def test_colours_without_a_name_get_their_own(self) -> None:
        made = ordered(background_color=["white", 0x123456, {"start_color": "#0000FF", "enc_color": None}])
        assert list(made.backgrounds) == ["white", "123456", "0000ff"]
        assert made.backgrounds["0000ff"] == background(255, 255)
        assert warned(made)[0].startswith("color_name is missing in background_color")

    @pytest.mark.parametrize("value", [0x438EDB, "4427483", 4427483.0, "#438EDB", "0X438edb", " blue "])
    def test_colours_in_every_type(self, value: object) -> None:
        made = ordered(background_color=[{"start_color": value, "enc_color": value, "color_name": "blue"}])
        assert made == ordered(background_color=[BLUE])

    @pytest.mark.parametrize("asked", ["original", [" Original "], [{"start_color": "original", "enc_color": 5}]])
    def test_the_pictures_own_ground(self, asked: object) -> None:
        assert ordered(background_color=asked).backgrounds == {"original": None}

    def test_the_pictures_own_ground_beside_colours(self) -> None:
        made = ordered(background_color=["white", "original", {"start_color": "original", "color_name": "wall"}])
        assert list(made.backgrounds.items())[1:] == [("original", None), ("wall", None)]
        assert ordered(background_color="original").ignored == ()

    @pytest.mark.parametrize("asked", [{"start_color": 5, "enc_color": "original", "color_name": "x"}, "originals"])
    def test_no_gradient_ends_in_the_pictures_own_ground(self, asked: object) -> None:
        assert re.match("background_color|enc_color", refusal(background_color=[asked]))

    def test_six_digits_are_decimal_as_in_the_document(self) -> None:
        made = ordered(background_color=[{**BLUE, "start_color": "123456"}])
        assert made.backgrounds["blue"] == background(123456, 4427483)

    def test_unknown_keys_are_named(self) -> None:
        made = ordered(background_color=[{**BLUE, "end_color": 5}])
        assert warned(made) == ("unknown keys of background_color were ignored: end_color",)

    def test_none(self) -> None:
        for nothing in NOTHING:
            assert ordered(background_color=nothing) == ordered()

    @pytest.mark.parametrize("colours", [True, 1.5, -2, 2**24, "x", "438EDB", "#fff", [[]], [None], "[1", [True]])
    def test_other_forms(self, colours: object) -> None:
        assert re.match("background_color|start_color", refusal(background_color=colours))

    @pytest.mark.parametrize("colours", [[BLUE] * 2, [{**BLUE, "color_name": str(n)} for n in range(7)], [{"a": 1}]])
    def test_other_lists(self, colours: object) -> None:
        assert "background_color" in refusal(background_color=colours)

    @pytest.mark.parametrize("name", [True, 1.5, 10**40, ["x"], "a/b", "../x", "a b", "a.jpg", "x" * 33, "\0", "a\n"])
    def test_other_names(self, name: object) -> None:
        assert refusal(background_color=[{**BLUE, "color_name": name}]).startswith("color_name")

    def test_a_number_as_a_name(self) -> None:
        assert list(ordered(background_color=[{**BLUE, "color_name": 7}]).backgrounds) == ["7"]

    @pytest.mark.parametrize("field", ["start_color", "enc_color"])
    @pytest.mark.parametrize("value", [-1, 16777216, "438EDB", "#12345", *ODD])
    def test_other_colours(self, field: str, value: object) -> None:
        assert refusal(background_color=[{**BLUE, field: value}]).startswith(field)

    def test_without_a_colour(self) -> None:
        assert "start_color is missing" in refusal(background_color=[{"color_name": "blue"}])


class TestBeauty:
    def test_levels(self) -> None:
        assert ordered(fair_level=2).levels == skin(2)
        assert ordered(fair_level={"leyelarge": 1, "skinsoft": 5}).levels == Levels(left_eye=0.2, smoothing=1.0)
        assert ordered(fair_level=0, need_origin_beauty=1).levels == Levels()
        assert ordered(need_origin_beauty=1).levels == skin(3)

    def test_each_feature_has_a_level_of_its_own(self) -> None:
        """One that meant another's, or nothing, would be no error."""
        parts = {name: ordered(fair_level={name: 5}).levels for name in FEATURES}
        assert len(set(parts.values())) == len(parts) == len(fields(Levels))
        assert parts["skinwhite"] == Levels(whitening=1)
        assert parts["facelift"] == Levels(jaw=1)

    def test_of_several_wrong_features_the_first_of_the_list_is_named(self) -> None:
        wrong = {"skinsoft": 6, "leyelarge": 7}
        assert refusal(fair_level=wrong) == "leyelarge of fair_level is a whole number from 0 to 5"

    @pytest.mark.parametrize("level", ["3", 3.0, " 3 ", "3.0"])
    def test_a_level_in_every_type(self, level: object) -> None:
        assert ordered(fair_level=level).levels == skin(3)

    @pytest.mark.parametrize("level", [{"skinsoft": "2", "coseye": None}, {"skinsoft": 2.0}, '{"skinsoft": 2}'])
    def test_levels_of_features_in_every_type(self, level: object) -> None:
        assert ordered(fair_level=level).levels == Levels(smoothing=0.4)

    @pytest.mark.parametrize("level", NOTHING)
    def test_no_level_leaves_the_usual_one(self, level: object) -> None:
        assert ordered(fair_level=level, need_origin_beauty=1).levels == skin(3)

    def test_unknown_features_are_named(self) -> None:
        made = ordered(fair_level={"nose": 1, "skinsoft": 2})
        assert (made.levels, warned(made)) == (
            Levels(smoothing=0.4),
            ("unknown keys of fair_level were ignored: nose",),
        )

    @pytest.mark.parametrize("level", [True, False, 1.5, "x", "1.5", [1], "[1]", {"skinsoft": "x"}, {"skinsoft": True}])
    def test_other_types(self, level: object) -> None:
        with pytest.raises(InvalidFairLevel):
            ordered(fair_level=level)

    @pytest.mark.parametrize("level", [-1, 6, "6", 10**30, {"skinsoft": 6}])
    def test_other_levels(self, level: object) -> None:
        assert "fair_level" in refusal(fair_level=level)


class TestLight:
    def test_it_is_left_as_it_is_unless_asked_for(self) -> None:
        assert (
            ordered().light == ordered(light=0).light == ordered(light=None).light == ordered(fair_level=3).light == 0
        )
        assert (ordered(light=5).light, ordered(light="2").light) == (1.0, 0.4)

    def test_beauty_of_the_original_brings_it_unless_levels_are_named(self) -> None:
        assert ordered(need_origin_beauty=1).light == 0.6
        assert ordered(need_origin_beauty=1, light=0).light == 0
        assert ordered(need_origin_beauty=1, fair_level=0).light == 0

    @pytest.mark.parametrize("level", [-1, 6, 1.5, "bright", [1], {"a": 1}, True])
    def test_no_level(self, level: object) -> None:
        assert refusal(light=level).startswith("light ")


class TestClothes:
    KEPT = "clothes cannot be changed here: the person's own clothes were kept"

    @pytest.mark.parametrize("name", [*NOTHING, 0, False, "0", "none", "false", 0.0])
    def test_none(self, name: object) -> None:
        assert ordered(clothes=name) == ordered()

    @pytest.mark.parametrize(
        "name",
        [*ODD, "api_20240521-3-boy", "man_suit", "woman_suit", "child_sweater", 10023, "制服", "x" * 5000, "\ud800"],
    )
    def test_any_name_is_taken_and_the_persons_own_clothes_stay(self, name: object) -> None:
        made = ordered(clothes=name)
        assert replace(made, ignored=()) == ordered()
        assert warned(made) == (self.KEPT,)


class TestIgnored:
    def test_nothing(self) -> None:
        whole = {"pic_url": "https://x/y.jpg", "width_px": 300, "height_px": 400, "background_color": [BLUE]}
        assert ordered(**whole, ratios=[-1] * 8, fair_level={"skinsoft": 1}).ignored == ()

    def test_the_printed_example(self) -> None:
        made = ordered(clothes="api_20240521-3-boy", need_origin_beauty=1, pic_url="https://xxx")
        assert (made.levels, warned(made)) == (skin(3), (TestClothes.KEPT,))

    def test_unknown_fields_are_named(self) -> None:
        made = ordered(beautify=1, appcode="x", whatever={"deep": [1]})
        assert replace(made, ignored=()) == ordered()
        assert warned(made) == ("unknown fields were ignored: appcode, beautify, whatever",)

    def test_names_that_are_payload_are_not_shown(self) -> None:
        names = {"<b>": 1, "a" * 40: 1, "x\ny": 1, "\ud800": 1, **{f"name{n}": 1 for n in range(9)}}
        assert warned(ordered(**names)) == ("unknown fields were ignored: name0, name1, name2, name3, name4, others",)
        assert warned(ordered(**{"a b": 1})) == ("unknown fields were ignored: others",)

    def test_an_address_beside_a_file(self) -> None:
        assert warned(ordered(file="YQ==", pic_url="https://x/y.jpg")) == ("pic_url was ignored, as file was sent",)

    def test_every_field_of_the_description_is_known(self) -> None:
        described = OPENAPI.schemas["IdphotoOrder"]["properties"]
        assert described.keys() == FIELDS
