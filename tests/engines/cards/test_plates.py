"""Number plates: the grammar of each colour, and drawn ones by the whole engine."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engines.cards.plates import read_plates
from engines.cards.plates.colours import colour
from engines.cards.plates.places import around
from engines.cards.plates.plate import Colour, guess
from engines.cards.plates.quads import turned_points
from engines.text import Engine, Line, Point, engine
from shared.clock import Budget, Deadline
from tests.support import cards
from tests.support.models import folder_of

from .documents import ENDLESS
from .written import Told, line

INKS: dict[Colour, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "blue": ((20, 60, 150), (240, 240, 240)),
    "green": ((120, 200, 140), (20, 20, 20)),
    "yellow": ((236, 180, 30), (20, 20, 20)),
    "white": ((220, 220, 220), (20, 20, 20)),
    "black": ((24, 24, 26), (240, 240, 240)),
}


def row(ground: tuple[int, int, int], ink: tuple[int, int, int]) -> np.ndarray:
    picture = np.full((32, 160, 3), ground, np.uint8)
    for x in range(8, 160, 20):
        picture[6:26, x : x + 6] = ink
    return picture


@pytest.mark.parametrize("name", INKS)
def test_a_ground_with_its_ink_is_a_colour_of_plates(name: Colour) -> None:
    assert colour(row(*INKS[name])) == name


@pytest.mark.parametrize(
    "inks", [((200, 40, 40), (240, 240, 240)), ((236, 180, 30), (255, 250, 240)), ((20, 60, 150), (16, 56, 140))]
)
def test_other_grounds_and_inks_are_none(inks: tuple[tuple[int, int, int], tuple[int, int, int]]) -> None:
    assert colour(row(*inks)) is None


def test_the_point_is_no_sign_and_letters_that_plates_have_not_are_digits() -> None:
    read = guess(line("京A·1OI45", 0, 0).characters, "blue")
    assert read is not None and read.number == "京A10145" and read.sure


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("京A12345", "blue"),
        ("京AD12345", "green"),
        ("京A1234挂", "yellow"),
        ("京A1234警", "white"),
        ("京A1234应急", "white"),
        ("WJ京1234A", "white"),
        ("粤Z1234港", "black"),
        ("京A1234领", "black"),
        ("使123456", "black"),
    ],
)
def test_each_colour_has_its_own_numbers(text: str, of: Colour) -> None:
    fitting = [name for name in INKS if guess(line(text, 0, 0).characters, name) is not None]
    assert of in fitting and set(fitting) <= {of, "yellow"}


@pytest.mark.parametrize("text", ["A12345", "京112345", "京A1234", "京A123456", "京A123D45", "使A12345", "京A12 警5"])
def test_what_follows_no_grammar_is_none(text: str) -> None:
    assert all(guess(line(text, 0, 0).characters, name) is None for name in INKS)


@pytest.mark.parametrize(("text", "of"), [("京A12345", "blue"), ("WJ京12345", "white")])
def test_an_unsure_province_is_not_certain(text: str, of: Colour) -> None:
    unsure = [character._replace(probability=0.7) for character in line(text, 0, 0).characters]
    read = guess(unsure, of)
    assert read is not None and not read.certain


def drawn_row(said: str, name: Colour = "blue", glare: bool = False) -> tuple[np.ndarray, list[Line]]:
    picture = np.full((300, 400, 3), 90, np.uint8)
    picture[100:160, 90:310] = cv2.resize(row(*INKS[name]), (220, 60))
    if glare:
        picture[115:145, 190:220] = 255 if name == "blue" else 244
    return picture, [line(said, 110, 130, 26, 40)]


def read_so(*said: str, name: Colour = "blue", glare: bool = False) -> list[str]:
    """The plates of a picture whose line was read as the first of these, and looked at again as the others."""
    picture, lines = drawn_row(said[0], name, glare)
    told = Told([line(text, 110, 130, 26, 40) for text in said[1:]])
    return [plate.number for plate in read_plates(picture, lines, told.engine, ENDLESS)]


def test_a_plate_is_read_twice_and_the_same() -> None:
    assert read_so("京A·12345", "京A12345") == ["京A12345"]
    assert read_so("A·12345", "京A12345", "京A12345") == ["京A12345"]
    assert read_so("京A·12345", "京A12346") == []
    assert read_so("A·12345", "京A12345", "京A12346") == []


@pytest.mark.parametrize("misread", ["A·12345", "晾A·12345", "RA·12345"])
def test_a_province_that_was_not_read_is_looked_at_alone(misread: str) -> None:
    assert read_so(misread, misread, "琼", misread, "琼") == ["琼A12345"]
    assert read_so(misread, misread, "琼", misread, "豫") == []
    assert read_so(misread, misread, "B", misread, "") == []
    assert read_so(misread, misread, "琼B", misread, "琼B") == []


def test_a_province_beyond_the_edge_of_the_image_is_not_looked_for() -> None:
    picture, _ = drawn_row("A·12345")
    cut = line("A·12345", 12, 130, 26, 40)
    told = Told([cut, line("琼", 12, 130), cut, line("琼", 12, 130)])
    assert read_plates(np.ascontiguousarray(picture[:, 98:]), [cut], told.engine, ENDLESS) == []


@pytest.mark.parametrize(("end", "number"), [(298, []), (308, ["京A12345"])])
def test_a_sign_in_which_the_image_ends_makes_no_number(end: int, number: list[str]) -> None:
    picture, (known,) = drawn_row("京A·12345")
    told = Told([known])
    found = read_plates(np.ascontiguousarray(picture[:, :end]), [known], told.engine, ENDLESS)
    assert [plate.number for plate in found] == number


@pytest.mark.parametrize("high", [54, 90])
def test_the_upper_row_is_sought_where_its_plate_begins_however_high_the_lower_line_is(high: int) -> None:
    picture = np.full((300, 400, 3), 90, np.uint8)
    picture[100:210, 90:310] = INKS["yellow"][0]
    for x in range(110, 300, 40):
        picture[146:200, x : x + 10] = INKS["yellow"][1]
    upper, lower = around(picture, np.array(line("12345", 118, 173, 41, high).corners, np.float64), "12345")[0].rows
    assert (np.abs(upper[:, 1] - (106, 106, 142, 142)) < 9).all() and (np.abs(lower[2:, 1] - 204) < 9).all()


def test_a_red_sign_at_the_end_that_was_not_found_is_in_one_of_the_places() -> None:
    unended = line("京A·1234", 110, 130, 26, 40)
    reach = [
        place.rows[0][1, 0]
        for place in around(np.full((300, 400, 3), 90, np.uint8), np.array(unended.corners, np.float64), "京A·1234")
    ]
    assert max(reach) > unended.corners[1].x + 30


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_plate_in_a_picture_that_lies_on_its_side_has_its_corners_there(quarters: int) -> None:
    picture, (upright,) = drawn_row("京A·12345")
    side = np.ascontiguousarray(np.rot90(picture, -quarters))
    corners = turned_points(np.array(upright.corners, float), -quarters, picture.shape[:2])
    left_top, right_top, right_bottom, left_bottom = (Point(round(x), round(y)) for x, y in corners)
    lines = [replace(upright, corners=(left_top, right_top, right_bottom, left_bottom))]
    (found,) = read_plates(side, lines, Told([upright]).engine, ENDLESS)
    middle = turned_points(np.array([[200.0, 130.0]]), -quarters, picture.shape[:2])
    assert found.number == "京A12345" and np.abs(found.corners.mean(axis=0) - middle).max() < 15


@pytest.mark.parametrize("name", ["blue", "white"])
def test_a_sign_under_glare_is_not_made_up(name: Colour) -> None:
    said = "京A·12345" if name == "blue" else "京A·1234警"
    assert read_so(said, said, said, name=name) == [said.replace("·", "")]
    assert read_so(said, said, said, name=name, glare=True) == []


@pytest.fixture(scope="module")
def reader() -> Engine:
    folder_of("text")
    return engine()


def read(reader: Engine, kind: str, condition: cards.Condition, seed: int) -> tuple[list[str], str]:
    specimen = cards.make(kind, "tune", seed, condition)
    found = read_plates(specimen.image, reader.read(specimen.image).lines, reader, ENDLESS)
    return [plate.number for plate in found], specimen.fields["number"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["blue", "green", "yellow", "white", "black", "lorry"])
def test_a_drawn_plate_in_a_street_is_read(reader: Engine, kind: str) -> None:
    found, number = read(reader, f"platenum_{kind}", "photo", 2)
    assert found == [number]


def test_places_for_which_there_is_no_time_hold_no_plate_and_are_said_to_be_left_out() -> None:
    picture, lines = drawn_row("粤B00000")
    budget = Budget(Deadline.after(-1))
    assert read_plates(picture, lines, Told([]).engine, budget) == []
    assert not budget.complete
