"""A portrait that lies on its side or is upside down gives the photo that the upright one gives."""

import numpy as np
import pytest

from engines.portrait import Cut, Format, Rgb, Studio, UnsuitablePhoto
from shared.clock import NEVER
from tests.support.pictures import portraits

pytestmark = pytest.mark.usefixtures("remembering")


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_portrait_gives_the_upright_photo(
    studio: Studio, astronaut: Rgb, one_inch: Cut, quarters: int
) -> None:
    cut = studio.cut(np.ascontiguousarray(np.rot90(astronaut, quarters)), Format((295, 413)))
    assert np.abs(cut.rgb.astype(int) - one_inch.rgb)[one_inch.alpha == 1].mean() < 2
    assert np.abs(cut.alpha - one_inch.alpha).mean() < 0.01


@pytest.fixture(scope="module")
def busy(one_inch: Cut) -> Rgb:
    return portraits.composite(one_inch, portraits.checked_ground(413, 295))


@pytest.fixture(scope="module")
def upright(studio: Studio, busy: Rgb) -> Cut:
    return studio.cut(busy, Format((295, 413)))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_scene_on_busy_ground(studio: Studio, busy: Rgb, upright: Cut, quarters: int) -> None:
    cut = studio.cut(np.ascontiguousarray(np.rot90(busy, quarters)), Format((295, 413)))
    assert abs(cut.crown - upright.crown) < 6
    assert cut.face.centre[1] < 0.6 * 413
    assert abs(cut.face.roll) < 0.1


def test_what_is_turned_twice_is_turned_by_both(
    studio: Studio, astronaut: Rgb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both turns are made from the image itself, so that only one copy of it is held."""
    turns = iter((1, 2))
    monkeypatch.setattr(studio, "_quarters", lambda *_: next(turns))
    upright, face = studio._upright(np.ascontiguousarray(np.rot90(astronaut)), NEVER)
    assert np.array_equal(upright, astronaut)
    assert face.height > 60


def test_a_head_that_leans_is_not_turned(studio: Studio, astronaut: Rgb) -> None:
    for degrees in (-40, 40):
        leaning = portraits.turned(astronaut, degrees)
        with pytest.raises(UnsuitablePhoto, match="leans too far"):
            studio.cut(leaning, Format((295, 413)))


def test_no_face_whichever_way_it_is_turned(studio: Studio) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (300, 240, 3)).astype(np.uint8)
    with pytest.raises(UnsuitablePhoto, match="no face was found"):
        studio.cut(noise, Format((295, 413)))
