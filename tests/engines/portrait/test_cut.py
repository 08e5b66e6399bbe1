"""The whole way, on a public portrait: the photo is judged by what a second look at it finds."""

import numpy as np
import pytest
from pytest_mock import MockerFixture

from engines import portrait
from engines.portrait import Cut, Format, Rgb, Studio
from engines.portrait.networks import Networks
from engines.portrait.pose import Pose
from tests.engines.portrait.standards import STANDARDS
from tests.support.models import folder_of
from tests.support.pictures import portraits

pytestmark = pytest.mark.usefixtures("remembering")

WHITE, BLUE, RED = (255, 255, 255), (67, 142, 219), (255, 0, 0)


def test_size_and_types(one_inch: Cut) -> None:
    assert one_inch.rgb.shape == (413, 295, 3)
    assert one_inch.rgb.dtype == np.uint8
    assert one_inch.alpha.shape == (413, 295)
    assert one_inch.alpha.dtype == np.float32
    assert one_inch.alpha.min() == 0
    assert one_inch.alpha.max() == 1


def test_a_second_look_finds_the_face_where_the_cut_says(studio: Studio, one_inch: Cut) -> None:
    seen = studio.face(portraits.composite(one_inch, portraits.plain(BLUE)))
    assert np.abs(seen.eyes - one_inch.face.eyes).max() < 2.5
    assert abs(np.degrees(seen.roll)) < 0.7
    assert seen.box[3] == pytest.approx(one_inch.chin, abs=6)


@pytest.mark.parametrize("degrees", [-18.0, 9.0])
def test_a_leaning_head_comes_out_upright(studio: Studio, astronaut: Rgb, degrees: float) -> None:
    cut = studio.cut(portraits.turned(astronaut, degrees, 1.5), Format((413, 531)))
    seen = studio.face(portraits.composite(cut, portraits.plain(WHITE)))
    assert abs(np.degrees(seen.roll)) < 0.7


def test_ratios_are_measured_from_crown_chin_and_eyes(one_inch: Cut) -> None:
    rows = np.flatnonzero((one_inch.alpha > 0.5).sum(axis=1) > 10)
    assert rows[0] == pytest.approx(one_inch.crown, abs=3)
    assert one_inch.ratios.top == pytest.approx((one_inch.crown + 0.5) / 413, abs=1e-6)
    assert one_inch.ratios.head == pytest.approx((one_inch.chin - one_inch.crown) / 413, abs=1e-6)
    eyes = float(one_inch.face.eyes[:, 1].mean())
    assert one_inch.ratios.eye == pytest.approx(1 - (eyes + 0.5) / 413, abs=0.003)
    assert one_inch.ratios.face == pytest.approx((one_inch.face.box[2] - one_inch.face.box[0]) / 295, abs=0.005)


@pytest.mark.parametrize("name", STANDARDS)
def test_standards_are_kept(studio: Studio, astronaut: Rgb, name: str) -> None:
    size, bounds = STANDARDS[name]
    cut = studio.cut(astronaut, Format(size, bounds))
    assert cut.misses == ()
    assert (cut.rgb.shape[1], cut.rgb.shape[0]) == size


@pytest.mark.parametrize("colour", [WHITE, BLUE, RED])
def test_the_background_is_exact(one_inch: Cut, colour: tuple[int, int, int]) -> None:
    photo = portraits.composite(one_inch, portraits.plain(colour))
    border = np.concatenate(
        (photo[:20].reshape(-1, 3), photo[:200, :5].reshape(-1, 3), photo[:200, -5:].reshape(-1, 3))
    )
    assert (border == colour).all()


def greenness(cut: Cut) -> float:
    """How much more green than red and blue the half-transparent edge is, in grey levels."""
    edge = cut.rgb[(cut.alpha > 0.1) & (cut.alpha < 0.9)].astype(float)
    return float((edge[:, 1] - (edge[:, 0] + edge[:, 2]) / 2).mean())


def test_old_ground_does_not_shine_through(studio: Studio, one_inch: Cut) -> None:
    grounds = [portraits.plain(colour) for colour in ((40, 200, 60), (200, 40, 220))]  # greenness 150 and -170
    on_green, on_violet = (studio.cut(portraits.composite(one_inch, ground), Format((295, 413))) for ground in grounds)
    assert abs(greenness(on_green) - greenness(on_violet)) < 25


def test_a_busy_ground_is_removed(studio: Studio, one_inch: Cut) -> None:
    scene = portraits.composite(one_inch, portraits.checked_ground(413, 295))
    photo = portraits.composite(studio.cut(scene, Format((295, 413))), portraits.plain(WHITE))
    assert (photo[:15] >= 254).all()
    truth = portraits.composite(one_inch, portraits.plain(WHITE))
    assert np.abs(photo.astype(float) - truth).mean() < 12


def test_the_head_stands_in_the_middle(one_inch: Cut) -> None:
    head = one_inch.alpha[round(one_inch.crown) + 20 : round(one_inch.chin) - 40] > 0.5
    edges = [(row.argmax() + 294 - row[::-1].argmax()) / 2 for row in head]
    assert float(np.median(edges)) == pytest.approx(147, abs=15)


def test_ears_in_the_middle(studio: Studio, astronaut: Rgb) -> None:
    cut = studio.cut(astronaut, Format((295, 413), by_ears=True))
    left, _, right, _ = cut.face.box
    assert (left + right) / 2 == pytest.approx(147, abs=20)


def test_shoulders_are_levelled_on_wish(studio: Studio, astronaut: Rgb, mocker: MockerFixture) -> None:
    body = Pose(Networks(folder_of("portrait")).pose).body(astronaut, studio.face(astronaut))
    assert body is not None
    render = mocker.spy(portrait.studio, "_render")
    as_they_are = studio.cut(astronaut, Format((413, 531)))
    level = studio.cut(astronaut, Format((413, 531), level_shoulders=True))
    falls = [abs(float(np.diff(call.args[3].transform(body.shoulders)[:, 1])[0])) for call in render.call_args_list]
    assert falls[1] < max(2.0, 0.5 * falls[0])
    assert np.abs(level.face.mesh - as_they_are.face.mesh).max() < 0.5


@pytest.mark.parametrize("size", [(1050, 1500), (100, 140), (600, 300)])
def test_any_size(studio: Studio, astronaut: Rgb, size: tuple[int, int]) -> None:
    cut = studio.cut(astronaut, Format(size))
    assert (cut.rgb.shape[1], cut.rgb.shape[0]) == size
    assert cut.alpha[0].max() == 0


def test_a_view_of_an_array_is_taken(studio: Studio, astronaut: Rgb, one_inch: Cut) -> None:
    mirrored = studio.cut(astronaut[:, ::-1], Format((295, 413)))
    assert mirrored.ratios.head == pytest.approx(one_inch.ratios.head, abs=0.03)


def test_the_picture_is_left_as_it_was(studio: Studio, astronaut: Rgb) -> None:
    before = astronaut.copy()
    studio.cut(astronaut, Format((295, 413)))
    assert np.array_equal(before, astronaut)


def test_a_hole_in_the_face_is_closed(studio: Studio, astronaut: Rgb) -> None:
    face = studio.face(astronaut)

    def with_a_glare(picture: Rgb) -> np.ndarray:
        alpha = np.ones(picture.shape[:2], np.float32)
        x, y = (int(value * picture.shape[1] / astronaut.shape[1]) for value in face.right_iris[0])
        alpha[y - 4 : y + 4, x - 8 : x + 8] = 0
        return alpha

    cut = Studio(with_a_glare).cut(astronaut, Format((295, 413)))
    x, y = cut.face.right_iris[0].astype(int)
    assert cut.alpha[y - 10 : y + 10, x - 20 : x + 20].min() == 1
