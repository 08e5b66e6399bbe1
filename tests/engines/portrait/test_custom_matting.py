"""A user's own matting network: each family's conventions, and files that are none."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engines.portrait import CustomMatting, Format, Rgb, Studio, UnsuitablePhoto
from tests.support import ROOT, onnx_file


def ramp(height: int = 90, width: int = 130) -> Rgb:
    """From black at the left to white at the right."""
    row = np.linspace(0, 255, width).astype(np.uint8)
    return np.repeat(np.tile(row, (height, 1))[..., None], 3, axis=2)


def brightness(picture: Rgb) -> np.ndarray:
    return np.asarray(picture.mean(axis=2) / 255)


def test_modnet_gets_its_range_and_gives_a_matte(tmp_path: Path) -> None:
    network = CustomMatting(onnx_file.write(tmp_path / "a.onnx", ("h", "w"), scale=0.5, shift=0.5))
    assert network.kind == "modnet"
    assert np.abs(network(ramp()) - brightness(ramp())).max() < 0.02


def test_rmbg_is_stretched(tmp_path: Path) -> None:
    network = CustomMatting(onnx_file.write(tmp_path / "a.onnx", (1024, 1024), scale=0.1, shift=0.2))
    assert network.kind == "rmbg"
    assert np.abs(network(ramp()) - brightness(ramp())).max() < 0.02


def test_birefnet_answers_logits(tmp_path: Path) -> None:
    path = onnx_file.write(tmp_path / "a.onnx", (1024, 1024), scale=8.0, shift=0.0, name="input_image")
    network = CustomMatting(path)
    assert network.kind == "birefnet"
    alpha = network(ramp())
    assert alpha[:, :10].max() < 0.01
    assert alpha[:, -10:].min() > 0.99


def test_the_kind_can_be_said(tmp_path: Path) -> None:
    path = onnx_file.write(tmp_path / "a.onnx", (512, 512), scale=1.0, shift=0.5)
    network = CustomMatting(path, "rmbg")
    assert network.kind == "rmbg"
    assert np.abs(network(ramp()) - brightness(ramp())).max() < 0.02
    with pytest.raises(ValueError, match="modnet, rmbg, birefnet"):
        CustomMatting(path, "u2net")


def test_files_that_are_no_matting_network(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a network")
    empty = tmp_path / "empty.onnx"
    empty.touch()
    grey = onnx_file.write(tmp_path / "grey.onnx", (512, 512), scale=1.0, shift=0.0, channels=1)
    tiny = onnx_file.write(tmp_path / "tiny.onnx", (32, 32), scale=1.0, shift=0.0)
    for path, words in (
        (tmp_path / "missing.onnx", "does not exist"),
        (empty, "is empty"),
        (broken, "no ONNX file"),
        (grey, "takes 1 channels"),
        (tiny, r"pictures of \[32, 32\]"),
    ):
        with pytest.raises(ValueError, match=words):
            CustomMatting(path)


@pytest.mark.usefixtures("studio")
def test_its_alpha_is_what_the_photo_gets(astronaut: Rgb) -> None:
    def everything(picture: Rgb) -> np.ndarray:
        alpha = np.ones(picture.shape[:2], np.float32)
        alpha[: picture.shape[0] // 20] = 0
        return alpha

    cut = Studio(everything).cut(astronaut, Format((200, 280)))
    assert (cut.alpha[100:] == 1).all()


@pytest.mark.usefixtures("studio")
def test_a_network_that_sees_nobody_makes_no_empty_photo(astronaut: Rgb) -> None:
    def nothing(picture: Rgb) -> np.ndarray:
        return np.zeros(picture.shape[:2], np.float32)

    with pytest.raises(UnsuitablePhoto, match="does not stand out"):
        Studio(nothing).cut(astronaut, Format((200, 280)))


def test_onnxruntime_is_not_loaded_without_a_model() -> None:
    code = "import sys, engines.portrait.custom_matting, engines.portrait.studio; "
    code += "sys.exit('onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=120)
    assert done.returncode == 0
