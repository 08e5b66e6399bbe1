"""Networks of onnxruntime: loaded once, by whoever comes first; shared by all threads; harmless to a fork."""

import multiprocessing
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from pytest_mock import MockerFixture

from engines.runtime import onnx
from engines.runtime.tensors import MissingModel, Tensor
from tests.support import ROOT, onnx_file

ANSWER = ("output",)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A network that answers twice the mean of the three channels."""
    path = tmp_path / "doubling.onnx"
    onnx_file.write(path, (64, 64), scale=2.0, shift=0.0)
    return path


def picture(value: float) -> Tensor:
    return np.full((1, 3, 64, 64), value, np.float32)


def test_it_computes(file: Path) -> None:
    (found,) = onnx.Network(file).run(picture(0.25), ANSWER)
    assert (found == 0.5).all()


def test_many_threads_load_it_once_and_do_not_mix_results(file: Path, mocker: MockerFixture) -> None:
    opened = mocker.spy(onnx, "opened")
    network = onnx.Network(file)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda value: network.run(picture(value), ANSWER)[0].max(), range(40)))
    assert found == [2 * value for value in range(40)]
    assert opened.call_count == 1


def test_it_is_loaded_by_prepare_and_not_before(file: Path, mocker: MockerFixture) -> None:
    opened = mocker.spy(onnx, "opened")
    network = onnx.Network(file)
    assert opened.call_count == 0
    network.prepare()
    network.run(picture(1.0), ANSWER)
    assert opened.call_count == 1


@pytest.mark.parametrize("use", ["prepare", "run"])
def test_a_missing_file_names_the_remedy_and_no_folder(tmp_path: Path, use: str) -> None:
    network = onnx.Network(tmp_path / "text-detection.onnx")
    with pytest.raises(MissingModel) as caught:
        network.prepare() if use == "prepare" else network.run(picture(0.0), ANSWER)
    assert str(caught.value) == "text-detection.onnx is missing: run scripts/models"


def _child(network: onnx.Network, answers: "multiprocessing.Queue[float]") -> None:
    answers.put(float(network.run(picture(3.0), ANSWER)[0].max()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("used", [False, True], ids=["before", "after"])
def test_a_process_forked_before_or_after_the_first_use_computes(file: Path, used: bool) -> None:
    network = onnx.Network(file)
    if used:
        network.run(picture(1.0), ANSWER)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_child, args=(network, answers))
    process.start()
    assert answers.get(timeout=30) == 6.0
    process.join(10)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc counts the threads")
def test_networks_have_no_threads_of_their_own(file: Path) -> None:
    program = """
import os, sys
from pathlib import Path
import numpy as np
from engines.runtime import onnx, opencv
before = len(os.listdir("/proc/self/task"))
onnx.Network(Path(sys.argv[1])).run(np.zeros((1, 3, 64, 64), np.float32), ["output"])
opencv.Network(Path("engines/crop/saliency.onnx"), 1).run(np.zeros((1, 3, 224, 224), np.float32), ["saliency"])
sys.exit(len(os.listdir("/proc/self/task")) - before)
"""
    done = subprocess.run([sys.executable, "-c", program, file], cwd=ROOT, check=False, timeout=120)
    assert done.returncode == 0
