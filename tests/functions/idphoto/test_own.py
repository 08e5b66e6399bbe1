"""The operator's table of formats: what it may say, and what requests get by it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engines.portrait import Background, Window
from functions.idphoto import own
from functions.idphoto.params import Request, order
from functions.idphoto.specs import SPECS
from shared import config, errors
from shared.config import SettingError
from tests.support import SETTINGS

BADGE = """
[4711]
width_px = 310
height_px = "440"
background_color = "#438EDB"
dpi = 254
file_size_min = 14
file_size_max = 40
ratios = [0.5, 0.7, -1, -1, 0.05, 0.15, -1, -1]

[23]
width_px = 480
height_px = 640
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def use(folder: Path, setting: str, text: str | bytes, ending: str = "toml") -> None:
    file = folder / f"{setting}.{ending}"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    chosen: dict[str, Any] = {setting: str(file)}
    config.use(replace(SETTINGS, **chosen))


def ordered(**document: Any) -> Request:
    return order({"spec_id": 1, **document})


def warned(made: Request) -> tuple[str, ...]:
    return tuple(map(str, made.ignored))


class TestSpecs:
    def test_a_format_of_the_operators_is_made_without_a_warning(self, folder: Path) -> None:
        use(folder, "specs", BADGE)
        made = ordered(spec_id="4711")
        assert (made.format.size, made.dpi, made.window, warned(made)) == ((310, 440), 254, Window(14, 40), ())
        assert made.backgrounds == {"blue": Background((67, 142, 219), (67, 142, 219))}
        assert made.format.bounds.asked == ((0.5, 0.7), (None, None), (0.05, 0.15), (None, None))

    def test_the_operators_number_wins_over_ours_and_the_rest_stays(self, folder: Path) -> None:
        use(folder, "specs", BADGE)
        made = ordered(spec_id=23)
        assert (made.format.size, made.dpi, list(made.backgrounds)) == ((480, 640), 300, ["white"])
        assert ordered(spec_id=28).format.size == SPECS[28].size

    def test_a_requests_own_wishes_win(self, folder: Path) -> None:
        use(folder, "specs", BADGE)
        made = ordered(spec_id=4711, width_px=320, file_size_max=10, dpi=600, background_color="red")
        assert (made.format.size, made.window, made.dpi) == ((320, 440), Window(None, 10), 600)
        assert list(made.backgrounds) == ["red"]

    def test_a_refusal_names_the_operators_numbers_too(self, folder: Path) -> None:
        use(folder, "specs", BADGE)
        with pytest.raises(errors.InvalidParameter, match=r"send one of 1, .*9004, 4711, or width_px"):
            ordered(spec_id=99)

    def test_json(self, folder: Path) -> None:
        use(folder, "specs", json.dumps({"77": {"width_px": 200, "height_px": 300, "ratios": None}}), "json")
        assert ordered(spec_id=77).format.size == (200, 300)

    def test_none(self) -> None:
        assert own.specs() == SPECS

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("[badge]\nwidth_px=300\nheight_px=400", "'badge' must be a whole number"),
            ("4711 = 5", "'4711' must be a whole number, a spec_id, and have a table behind it"),
            ("[4711]\nwidth_px=300", "4711: width_px and height_px must both be there"),
            ("[4711]\nwidth_px=300\nheight_px=4000", "4711: height_px must be a whole number from 60 to 1500"),
            ("[4711]\nwidth_px=300\nheight_px=700", "4711: width_px and height_px make a photo of 300 x 700"),
            ("[4711]\nwidth=300\nheight_px=400", "4711 has 'width', and may have background_color, dpi"),
            ("[4711]\nwidth_px=300\nheight_px=400\ndpi=5", "4711: dpi must be a whole number from 72 to 1200"),
            ("[4711]\nwidth_px=300\nheight_px=400\nratios=[1]", "4711: ratios must be a list of eight numbers"),
            ("[4711]\nwidth_px=300\nheight_px=400\nbackground_color='mauve'", "4711: background_color must be one"),
            ("[4711", "cannot be read"),
            (b"\xff\xfe", "is not UTF-8"),
        ],
    )
    def test_what_is_wrong_is_told_at_the_start(self, folder: Path, text: str | bytes, words: str) -> None:
        use(folder, "specs", text)
        with pytest.raises(SettingError) as caught:
            own.specs()
        assert str(caught.value).startswith("SPECS: ")
        assert words in str(caught.value)

    def test_a_file_that_is_not_there(self, folder: Path) -> None:
        config.use(replace(SETTINGS, specs=str(folder / "none.toml")))
        with pytest.raises(SettingError, match=r"SPECS must name a file; .*none.toml cannot be read: No such file"):
            own.specs()

    def test_json_that_is_no_table(self, folder: Path) -> None:
        use(folder, "specs", "[1]", "json")
        with pytest.raises(SettingError, match=r"must be a table"):
            own.specs()


class TestResolution:
    def test_dpi_is_a_wish_beside_the_format(self) -> None:
        assert ordered(dpi=600) == replace(ordered(), dpi=600)
        assert ordered(dpi=0) == ordered(dpi=None) == ordered()
        assert warned(ordered(spec_id=77, width_px=300, height_px=400, dpi=600)) == (
            "spec_id is not in our catalogue: the size is that of width_px and height_px",
        )
