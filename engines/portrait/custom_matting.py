"""A user's own matting network (MODNet, RMBG, BiRefNet) in place of the colours. Loads onnxruntime only when used.

What the three families want and answer (their authors' own inference scripts):
modnet    RGB, (x / 255 - 0.5) / 0.5; the shorter side 512, both multiples of 32; the matte itself
rmbg      RGB, x / 255 - 0.5; 1024 x 1024; a matte to be stretched to 0..1
birefnet  RGB, ImageNet's mean and deviation; 1024 x 1024; logits, the last output counts
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.tensors import sigmoid
from shared.bilingual import Bilingual

from .arrays import Alpha, Rgb, unit
from .unsuitable import Refusal

LARGEST_FILE = 2 << 30
"""Bytes: no ONNX file can be larger, and no function's memory holds a larger network's results."""
LEAST_SIDE, MOST_SIDE = 64, 2048
MULTIPLE = 32


@dataclass(frozen=True)
class Kind:
    """How a family of networks wants its input: side in pixels, mean and deviation of each colour, 0 to 1."""

    side: int
    mean: tuple[float, float, float]
    deviation: tuple[float, float, float]
    stretched: bool = False


KINDS = {
    "modnet": Kind(512, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
    "rmbg": Kind(1024, (0.5, 0.5, 0.5), (1.0, 1.0, 1.0), stretched=True),
    "birefnet": Kind(1024, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}


class UnusableModel(Refusal):
    """The file is no matting network that we run."""


class CustomMatting:
    """A network from a file. Runs go through it one at a time: such networks take gigabytes."""

    def __init__(self, path: Path, kind: str = "") -> None:
        """Load and check the file; `kind` is a key of KINDS, or empty to tell by the network's input.

        Raises UnusableModel if the file is missing, too large, or no such network.
        """
        if kind and kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of matting network: use {', '.join(KINDS)}")
        self._session = _session(path)
        (entry,) = self._session.get_inputs()
        self._name, self._half = entry.name, "float16" in entry.type
        self._fixed = tuple(side if isinstance(side, int) else 0 for side in entry.shape[2:])
        self.kind = kind or _kind(entry.name, self._fixed)
        self._lock = Lock()

    def __call__(self, picture: Rgb) -> Alpha:
        """The alpha of a picture, at its size. Raises ValueError if the network answers no matte."""
        height, width = picture.shape[:2]
        kind = KINDS[self.kind]
        size = self._size(width, height, kind)
        resized = unit(np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8))
        batch = ((resized - np.array(kind.mean)) / np.array(kind.deviation)).transpose(2, 0, 1)[None]
        with self._lock:
            outputs = self._session.run(None, {self._name: batch.astype(np.float16 if self._half else np.float32)})
        matte = _matte(outputs, kind)
        full = cv2.resize(matte, (width, height), interpolation=cv2.INTER_LINEAR)
        return np.asarray(np.clip(full, 0, 1), np.float32)

    def _size(self, width: int, height: int, kind: Kind) -> tuple[int, int]:
        """The input's width and height: the network's own, or near to the picture's shape."""
        if all(self._fixed):
            return self._fixed[1], self._fixed[0]
        if kind.side > KINDS["modnet"].side:
            return kind.side, kind.side
        factor = kind.side / min(width, height)
        wide, high = (min(MOST_SIDE, max(1, round(side * factor / MULTIPLE)) * MULTIPLE) for side in (width, height))
        return wide, high


def _session(path: Path) -> Any:
    """Open a model file, after having looked at what it is."""
    if not path.is_file():
        raise _missing(path.name)
    if not 0 < path.stat().st_size <= LARGEST_FILE:
        raise _strange_size(path.name)
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf

    from engines.runtime import onnx

    try:
        session = onnx.opened(path)
    except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf) as error:
        raise _no_onnx(path.name) from error
    entries = session.get_inputs()
    if len(entries) != 1 or len(entries[0].shape) != 4 or entries[0].type not in ("tensor(float)", "tensor(float16)"):
        raise _strange_input(path.name)
    channels, *sides = entries[0].shape[1:]
    if isinstance(channels, int) and channels != 3:
        raise _strange_channels(path.name, channels)
    if any(isinstance(side, int) and not LEAST_SIDE <= side <= MOST_SIDE for side in sides):
        raise _strange_sides(path.name, sides)
    return session


def _kind(name: str, fixed: tuple[int, ...]) -> str:
    """Tell the family by its published files: BiRefNet's input is named input_image, RMBG's is 1024 pixels wide."""
    if name == "input_image":
        return "birefnet"
    return "rmbg" if max(fixed) >= KINDS["rmbg"].side else "modnet"


def _matte(outputs: list[NDArray[Any]], kind: Kind) -> Alpha:
    """One H x W matte; several outputs are coarse to fine (BiRefNet), or fine first (RMBG), logits or not."""
    chosen = np.squeeze(np.asarray(outputs[0 if kind.stretched else -1], np.float32))
    if chosen.ndim != 2 or not np.isfinite(chosen).all():
        raise ValueError("the matting model answers no matte (1 x 1 x H x W)")
    low, high = float(chosen.min()), float(chosen.max())
    if kind.stretched:
        return np.asarray((chosen - low) / max(high - low, 1e-6), np.float32)
    if low < -0.01 or high > 1.01:
        return sigmoid(chosen)
    return chosen


def _missing(name: str) -> UnusableModel:
    return UnusableModel(Bilingual("the matting model {name} does not exist", "抠图模型 {name} 不存在", name=name))


def _strange_size(name: str) -> UnusableModel:
    return UnusableModel(
        Bilingual(
            "the matting model {name} is empty or larger than 2 GB", "抠图模型 {name} 为空，或大于 2 GB", name=name
        )
    )


def _strange_input(name: str) -> UnusableModel:
    return UnusableModel(
        Bilingual(
            "the matting model {name} does not take one picture (1 x 3 x H x W, float)",
            "抠图模型 {name} 的输入不是一张图片（1 x 3 x H x W，浮点）",
            name=name,
        )
    )


def _strange_channels(name: str, channels: int) -> UnusableModel:
    return UnusableModel(
        Bilingual(
            "the matting model {name} takes {channels} channels, not 3",
            "抠图模型 {name} 的输入为 {channels} 通道，而不是 3 通道",
            name=name,
            channels=channels,
        )
    )


def _strange_sides(name: str, sides: list[int | str]) -> UnusableModel:
    return UnusableModel(
        Bilingual(
            "the matting model {name} takes pictures of {sides}: {least} to {most} is taken",
            "抠图模型 {name} 的输入尺寸为 {sides}：只支持 {least} 到 {most}",
            name=name,
            sides=sides,
            least=LEAST_SIDE,
            most=MOST_SIDE,
        )
    )


def _no_onnx(name: str) -> UnusableModel:
    return UnusableModel(
        Bilingual(
            "the matting model {name} is no ONNX file that onnxruntime reads",
            "抠图模型 {name} 不是 onnxruntime 能读取的 ONNX 文件",
            name=name,
        )
    )
