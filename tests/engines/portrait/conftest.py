"""The engine with its models, which scripts/models puts in place first, and a public portrait."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from engines.portrait import Cut, Format, Rgb, Studio
from tests.support import ROOT
from tests.support.models import folder_of
from tests.support.pictures import portraits

MODELS = ROOT / "engines/portrait/models"


@pytest.fixture(scope="session")
def studio() -> Studio:
    return Studio(models=folder_of("portrait"))


@pytest.fixture(scope="session")
def astronaut() -> Rgb:
    return portraits.astronaut()


@pytest.fixture(scope="session")
def one_inch(studio: Studio, astronaut: Rgb) -> Cut:
    return studio.cut(astronaut, Format((295, 413)))


def _remembering(work: Callable[..., Any]) -> Callable[..., Any]:
    """What a studio does with a picture, and for formats if it is given some: done once, however long it may take."""
    known: dict[object, Any] = {}

    def recalled(engine: Studio, rgb: Rgb, *others: Any) -> Any:
        key = (rgb.shape, rgb.tobytes(), *(tuple(one) for one in others if isinstance(one, Sequence)))
        if key not in known:
            known[key] = work(engine, rgb, *others)
        return known[key]

    return recalled


_STEPS = {name: _remembering(getattr(Studio, name)) for name in ("_upright", "_cuts")}


@pytest.fixture
def cut_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For many orders of one portrait: the person is cut out once for each format, which is nearly all of the work."""
    for name, step in _STEPS.items():
        monkeypatch.setattr(Studio, name, step)
