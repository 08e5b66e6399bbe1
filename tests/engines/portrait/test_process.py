"""The engine in a server: forked processes, many threads, no network, missing files."""

import multiprocessing
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.queues import Queue
from pathlib import Path

import numpy as np
import pytest
from pytest_mock import MockerFixture

from engines.portrait import Cut, Format, Rgb, Studio
from engines.runtime import opencv
from engines.runtime.tensors import MissingModel
from tests.support.models import folder_of

ONE_INCH = Format((295, 413))


def child(studio: Studio, picture: Rgb, answers: "Queue[float]") -> None:
    answers.put(studio.cut(picture, ONE_INCH).ratios.head)


@pytest.mark.parametrize("used", [False, True])
def test_a_forked_process_makes_photos(studio: Studio, astronaut: Rgb, one_inch: Cut, used: bool) -> None:
    mine = studio if used else Studio()
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=child, args=(mine, astronaut, answers))
    process.start()
    assert answers.get(timeout=30) == pytest.approx(one_inch.ratios.head)
    process.join(10)


def test_threads_make_the_same_photo(studio: Studio, astronaut: Rgb, one_inch: Cut) -> None:
    with ThreadPoolExecutor(4) as pool:
        cuts = list(pool.map(lambda _: studio.cut(astronaut, ONE_INCH), range(4)))
    for cut in cuts:
        assert np.array_equal(cut.rgb, one_inch.rgb)
        assert np.array_equal(cut.alpha, one_inch.alpha)


@pytest.mark.usefixtures("studio")
def test_no_socket_is_opened(astronaut: Rgb, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "socket", refuse)
    assert Studio().cut(astronaut, ONE_INCH).alpha.max() == 1


def test_missing_models_name_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="scripts/models"):
        Studio(models=tmp_path).prepare()


def test_the_pose_network_is_looked_for_at_once_and_loaded_for_who_wants_level_shoulders(
    tmp_path: Path, astronaut: Rgb, mocker: MockerFixture
) -> None:
    for file in folder_of("portrait").iterdir():
        (tmp_path / file.name).symlink_to(file)
    load = mocker.patch.dict(opencv._READERS, {".tflite": mocker.Mock(side_effect=opencv._READERS[".tflite"])})
    studio = Studio(models=tmp_path)
    studio.prepare()
    studio.cut(astronaut, ONE_INCH)
    loaded = [Path(call.args[0]).stem for call in load[".tflite"].call_args_list]
    assert sorted(loaded) == ["face-detection", "face-landmarks", "iris-landmarks", "selfie-segmentation"]
    studio.cut(astronaut, replace(ONE_INCH, level_shoulders=True))
    assert Path(load[".tflite"].call_args.args[0]).stem == "pose-landmarks"
    (tmp_path / "pose-landmarks.tflite").unlink()
    with pytest.raises(MissingModel, match="pose-landmarks"):
        Studio(models=tmp_path).prepare()
