"""Networks of OpenCV, which keep state: runs at the same time have one each, and no more are loaded than are needed."""

import multiprocessing
import threading
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytest_mock import MockerFixture

from engines.runtime import opencv
from engines.runtime.tensors import MissingModel, Tensor
from tests.support import ROOT

SALIENCY = ROOT / "engines/crop/saliency.onnx"
ANSWER = ("saliency",)


class Net:
    """In place of cv2's: answers what was set, once as many runs as `together` are under way."""

    def __init__(self, together: threading.Barrier) -> None:
        self._together = together
        self._batch = np.zeros(0, np.float32)

    def setInput(self, batch: Tensor) -> None:
        self._batch = batch

    def forward(self, names: Sequence[str]) -> list[Tensor]:
        self._together.wait(60)
        return [self._batch for _ in names]


def batch(value: float) -> Tensor:
    return np.full((1, 3, 2, 2), value, np.float32)


def test_runs_at_the_same_time_have_a_network_each_and_later_ones_take_those(mocker: MockerFixture) -> None:
    together, loaded = threading.Barrier(3), []

    def load(path: str) -> Net:
        loaded.append(path)
        return Net(together)

    mocker.patch.dict(opencv._READERS, {".onnx": load})
    network = opencv.Network(SALIENCY, 4)
    network.prepare()
    assert len(loaded) == 1
    with ThreadPoolExecutor(3) as pool:
        for _ in range(4):
            found = list(pool.map(lambda value: float(network.run(batch(value), ANSWER)[0].max()), (1, 2, 3)))
            assert found == [1, 2, 3]
    assert loaded == [str(SALIENCY)] * 3


def test_no_more_are_loaded_than_allowed_and_results_do_not_mix(mocker: MockerFixture) -> None:
    loaded: list[Net] = []

    def load(path: str) -> Net:
        loaded.append(Net(threading.Barrier(1)))
        return loaded[-1]

    mocker.patch.dict(opencv._READERS, {".onnx": load})
    network = opencv.Network(SALIENCY, 1)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda value: float(network.run(batch(value), ANSWER)[0].max()), range(100)))
    assert found == list(range(100))
    assert len(loaded) == 1


def test_one_that_is_not_kept_holds_nothing_after_a_run_and_is_loaded_anew(mocker: MockerFixture) -> None:
    loaded: list[weakref.ref[Net]] = []

    def load(path: str) -> Net:
        made = Net(threading.Barrier(1))
        loaded.append(weakref.ref(made))
        return made

    mocker.patch.dict(opencv._READERS, {".onnx": load})
    network = opencv.Network(SALIENCY, 1, kept=False)
    network.prepare()
    assert [float(network.run(batch(value), ANSWER)[0].max()) for value in (1.0, 2.0)] == [1.0, 2.0]
    assert [one() for one in loaded] == [None, None]


def test_a_run_that_fails_leaves_room_for_the_next(mocker: MockerFixture) -> None:
    mocker.patch.dict(opencv._READERS, {".onnx": mocker.Mock(side_effect=[OSError, Net(threading.Barrier(1))])})
    network = opencv.Network(SALIENCY, 1)
    with pytest.raises(OSError):
        network.run(batch(1.0), ANSWER)
    assert network.run(batch(2.0), ANSWER)[0].max() == 2.0


def test_an_answer_is_not_overwritten_by_the_next_run() -> None:
    network, random = opencv.Network(SALIENCY, 2), np.random.default_rng(1)
    one, other = (random.random((1, 3, 224, 224), np.float32) for _ in range(2))
    (first,) = network.run(one, ANSWER)
    kept = first.copy()
    (second,) = network.run(other, ANSWER)
    assert (first == kept).all()
    assert (first != second).any()


def test_prepare_twice_loads_once(mocker: MockerFixture) -> None:
    load = mocker.Mock()
    mocker.patch.dict(opencv._READERS, {".onnx": load})
    network = opencv.Network(SALIENCY, 2)
    network.prepare()
    network.prepare()
    assert load.call_count == 1


@pytest.mark.parametrize("use", ["prepare", "run"])
def test_a_missing_file_names_the_remedy_and_no_folder(tmp_path: Path, use: str) -> None:
    network = opencv.Network(tmp_path / "face-detection.tflite", 1)
    with pytest.raises(MissingModel) as caught:
        network.prepare() if use == "prepare" else network.run(batch(0.0), ANSWER)
    assert str(caught.value) == "face-detection.tflite is missing: run scripts/models"


def _child(network: opencv.Network, answers: "multiprocessing.Queue[Tensor]") -> None:
    answers.put(network.run(np.ones((1, 3, 224, 224), np.float32), ANSWER)[0])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("used", [False, True], ids=["before", "after"])
def test_a_process_forked_before_or_after_the_first_use_computes(used: bool) -> None:
    network = opencv.Network(SALIENCY, 2)
    here = opencv.Network(SALIENCY, 2).run(np.ones((1, 3, 224, 224), np.float32), ANSWER)[0]
    if used:
        network.run(np.ones((1, 3, 224, 224), np.float32), ANSWER)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_child, args=(network, answers))
    process.start()
    assert (answers.get(timeout=30) == here).all()
    process.join(10)


def test_opencv_has_one_thread_as_soon_as_an_engine_is_there() -> None:
    assert cv2.getNumThreads() == 1
