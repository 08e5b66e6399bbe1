"""Odd shapes, nothing to see, many threads, a forked process, no network."""

import multiprocessing
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from engines.crop import Crops, Engine
from tests.support import Steps
from tests.support.pictures.scenes import Rgb, ball, ground

SHAPES = [(1, 1), (1, 2), (2, 1), (1, 5000), (5000, 1), (3, 40_000), (40_000, 3), (7, 9), (4000, 6000)]


@pytest.mark.parametrize("shape", SHAPES)
def test_odd_shapes(engine: Engine, shape: tuple[int, int]) -> None:
    height, width = shape
    placed = engine.crops(np.full((*shape, 3), 200, np.uint8), [0.01, 1.0, 2.35, 100.0]).crops
    for crop in [*placed, *engine.crops(np.zeros((*shape, 3), np.uint8), []).crops]:
        assert 0 <= crop.left <= crop.right < width
        assert 0 <= crop.top <= crop.bottom < height
        assert crop.width == width or crop.height == height


@pytest.mark.parametrize("level", [0, 128, 255])
def test_flat_image_gives_about_the_middle(engine: Engine, level: int) -> None:
    (crop,) = engine.crops(np.full((400, 1000, 3), level, np.uint8), [1.0]).crops
    assert crop.left == pytest.approx(300, abs=60)


def test_a_view_that_is_not_contiguous(engine: Engine) -> None:
    image = ball(ground(900, 400), 120, 220, 60)
    (mirrored,) = engine.crops(image[:, ::-1], [1.0]).crops
    assert mirrored.right >= 900 - 60


def test_an_image_that_must_not_be_written_to(engine: Engine) -> None:
    image = ball(ground(300, 200), 100, 100, 30)
    image.flags.writeable = False
    assert len(engine.crops(image, [1.0]).crops) == 1


@pytest.mark.parametrize(("ratios", "all_of_them"), [([1.0, 0.5, 2.0], 3), ([], 1)])
def test_out_of_time_no_crop_is_given_for_which_not_all_was_looked_at(
    engine: Engine, ratios: list[float], all_of_them: int
) -> None:
    image = ball(ground(900, 400), 120, 220, 60)
    whole, found = engine.crops(image, ratios), [engine.crops(image, ratios, Steps(steps)) for steps in range(12)]
    assert [len(one.crops) for one in found[:3]] == [0, 0, 0]
    for one in found:
        assert one.complete == (len(one.crops) == all_of_them)
        assert one.crops == whole.crops[: len(one.crops)]
    assert found[-1] == whole


def test_threads_do_not_mix_results(engine: Engine) -> None:
    images = [ball(ground(900, 400), 60 + 48 * number, 200, 50) for number in range(16)]
    alone = [engine.crops(image, [1.0, 0.5]) for image in images]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(lambda image: engine.crops(image, [1.0, 0.5]), images)) == alone


def _child(engine: Engine, image: Rgb, answers: "multiprocessing.Queue[Crops]") -> None:
    answers.put(engine.crops(image, [1.0]))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_forked_after_the_first_use_answers(engine: Engine) -> None:
    image = ball(ground(600, 300), 100, 150, 40)
    here = engine.crops(image, [1.0])
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_child, args=(engine, image, answers))
    process.start()
    assert answers.get(timeout=30) == here
    process.join(10)


def test_no_socket_is_opened(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*words: object, **named: object) -> None:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "socket", refuse)
    assert len(Engine(models).crops(ground(60, 40), [1.0]).crops) == 1


def test_missing_models_name_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="scripts/models"):
        Engine(tmp_path).crops(ground(60, 40), [1.0])
