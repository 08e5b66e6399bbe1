"""Networks are loaded side by side, and a missing file is named as it is by one alone."""

import threading
from pathlib import Path

import pytest

from engines.runtime import loading, onnx
from engines.runtime.tensors import MissingModel


class Meeting:
    """A network that is loaded only while another one is."""

    def __init__(self, barrier: threading.Barrier) -> None:
        self._barrier = barrier

    def prepare(self) -> None:
        self._barrier.wait(30)


def test_networks_are_loaded_at_the_same_time_and_no_thread_stays() -> None:
    threads = threading.active_count()
    barrier = threading.Barrier(3)
    loading.prepare(*[Meeting(barrier)] * 3)
    assert threading.active_count() == threads


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModel):
        loading.prepare(onnx.Network(tmp_path / "a.onnx"), onnx.Network(tmp_path / "b.onnx"))
