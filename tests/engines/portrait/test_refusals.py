"""A picture of which no ID photo can be made is refused with the reason."""

import numpy as np
import pytest
from pytest_mock import MockerFixture

from engines.portrait import Format, Rgb, Studio, UnsuitablePhoto, checks
from engines.portrait.detector import Detection
from engines.portrait.face import Face
from engines.portrait.landmarks import Landmarks
from engines.portrait.networks import Networks
from tests.support.models import folder_of
from tests.support.pictures import portraits

pytestmark = pytest.mark.usefixtures("remembering")

ONE_INCH = Format((295, 413))


def test_two_people(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match="several faces"):
        studio.cut(portraits.doubled(astronaut), ONE_INCH)


def test_a_face_of_few_pixels(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match=r"only \d\d pixels high"):
        studio.cut(portraits.small(astronaut, 180, (400, 400), (100, 100)), ONE_INCH)


SKINS = {"pale": (1.08, 1.08, 1.08), "own": (1.0, 1.0, 1.0), "brown": (0.6, 0.55, 0.5), "dark": (0.4, 0.35, 0.32)}


@pytest.mark.parametrize("tint", SKINS.values(), ids=SKINS)
def test_a_face_at_a_quarter_of_its_light_is_too_dark_and_no_skin_is(
    studio: Studio, astronaut: Rgb, tint: tuple[float, float, float]
) -> None:
    portrait = portraits.with_skin(astronaut, studio.face(astronaut), tint)
    assert studio.face(portrait).height > 60
    with pytest.raises(UnsuitablePhoto, match=r"too dark.*: send"):
        studio.face(portraits.lit(portrait, 0.25))


@pytest.mark.parametrize("skin", ["pale", "own"])
def test_a_face_that_is_burnt_out(studio: Studio, astronaut: Rgb, skin: str) -> None:
    portrait = portraits.with_skin(astronaut, studio.face(astronaut), SKINS[skin])
    with pytest.raises(UnsuitablePhoto, match=r"too bright.*: send"):
        studio.face(portraits.lit(portrait, 1.8))


def test_dark_skin_in_much_light_is_not_burnt_out(studio: Studio, astronaut: Rgb) -> None:
    portrait = portraits.with_skin(astronaut, studio.face(astronaut), SKINS["dark"])
    assert studio.face(portraits.lit(portrait, 1.8)).height > 60


def test_blur(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match="blurred"):
        studio.cut(portraits.blurred(astronaut, 2.5), ONE_INCH)


def test_a_head_that_the_upper_edge_cuts(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match="cut off at the top"):
        studio.cut(np.ascontiguousarray(astronaut[40:]), ONE_INCH)


def test_half_a_face(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match=r"cut off at the photo's edge|no face"):
        studio.cut(np.ascontiguousarray(astronaut[:, 195:]), ONE_INCH)


def test_a_picture_that_ends_below_the_chin(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match="too little of the body"):
        studio.cut(np.ascontiguousarray(astronaut[:180]), ONE_INCH)


def test_closed_eyes(studio: Studio, astronaut: Rgb) -> None:
    face = studio.face(astronaut)
    with pytest.raises(UnsuitablePhoto, match="eyes are closed"):
        studio.cut(portraits.with_closed_eyes(astronaut, face), ONE_INCH)


def test_a_head_on_its_side(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(UnsuitablePhoto, match=r"leans too far|no face"):
        studio.cut(portraits.turned(astronaut, 45), ONE_INCH)


def test_a_head_turned_away(studio: Studio, astronaut: Rgb) -> None:
    face = studio.face(astronaut)
    mesh = face.mesh.copy()
    mesh[1] = mesh[454]  # the nose at the cheek's edge
    with pytest.raises(UnsuitablePhoto, match="turned away"):
        checks.check_face(astronaut, Face(mesh, face.left_iris, face.right_iris, face.score))


def test_a_pattern_that_the_detector_takes_for_a_face_is_none_and_no_iris_is_sought_in_it(
    astronaut: Rgb, mocker: MockerFixture
) -> None:
    networks = Networks(folder_of("portrait"))
    irises = mocker.spy(networks.iris, "run")
    shoulder = np.array((400.0, 450.0), np.float32)
    seen = Detection(shoulder, 80.0, shoulder + np.array(((-15, 0), (15, 0)), np.float32), 0.9)
    assert Landmarks(networks).face(astronaut, seen) is None
    assert irises.call_count == 0


def test_advice_says_what_to_do(studio: Studio) -> None:
    with pytest.raises(UnsuitablePhoto) as refused:
        studio.cut(np.zeros((100, 100, 3), np.uint8), ONE_INCH)
    assert "send" in str(refused.value)
