"""ONNX graphs of 8 bits: bytes with their steps and zeros, convolutions of whole numbers. Knows no network."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from onnx import helper, numpy_helper

from .degrade import Floats

LEVELS = 255
WEIGHT_LEVELS = 64
"""Of a weight, to each side: twice as many saturate where VNNI is lacking, as VPMADDUBSW adds pairs in 16 bits."""


class Layer(NamedTuple):
    """A convolution's weight, O x I x 3 x 3, and its bias."""

    weight: Floats
    bias: Floats


class Limits(NamedTuple):
    """Between which bytes lie: of all channels, or one for each."""

    low: Any
    high: Any

    @property
    def step(self) -> Any:
        """What two bytes that follow each other differ by."""
        return (self.high - self.low) / LEVELS


class Integers(NamedTuple):
    """A convolution's weights, what one of them is worth in each output channel, and the bias."""

    weight: NDArray[np.int8]
    scale: NDArray[np.float64]
    bias: NDArray[np.int32]


class Graph:
    """Nodes and constants, in their order. What is in bytes has its step and zero beside its name."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: ArrayLike) -> str:
        """A constant's name."""
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """A node of one output, which bears its name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def bytes_between(self, name: str, limits: Limits) -> str:
        """What bears this name will be in bytes between these limits."""
        return self.bytes_of_step(name, limits.step, zero(limits))

    def bytes_of_step(self, name: str, step: float, zero_byte: int) -> str:
        """The same, by a byte's step and the byte that stands for zero."""
        self.constant(f"{name}_step", np.float32(step))
        self.constant(f"{name}_zero", np.uint8(zero_byte))
        return name

    def convolution(self, seen: str, made: str, layer: Integers) -> str:
        """A convolution of bytes to bytes."""
        weight = [self.constant(f"{made}_weight", layer.weight)]
        weight += [self.constant(f"{made}_scale", layer.scale.astype(np.float32))]
        weight += [self.constant(f"{made}_zeros", np.zeros(len(layer.weight), np.int8))]
        inputs = [*of_bytes(seen), *weight, *of_bytes(made)[1:], self.constant(f"{made}_bias", layer.bias)]
        return self.node("QLinearConv", inputs, made, kernel_shape=[3, 3], pads=[1] * 4)


def of_bytes(name: str) -> list[str]:
    """What is in bytes, its step and its zero."""
    return [name, f"{name}_step", f"{name}_zero"]


def zero(limits: Limits) -> int:
    """The byte that stands for zero."""
    return int(np.rint(-limits.low / limits.step))


def whole_weights(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights, O x I x 3 x 3, as whole numbers whose sums over the nine places are right: even areas show their errors.

    Those that were rounded the farthest are rounded the other way.
    """
    nearest = np.rint(weight).reshape(*weight.shape[:2], -1)
    lost = weight.reshape(nearest.shape) - nearest
    missing = np.rint(lost.sum(axis=2, keepdims=True))
    rank = np.argsort(np.argsort(-lost * np.sign(missing), axis=2), axis=2)
    nearest += np.sign(missing) * (rank < np.abs(missing))
    return np.clip(nearest, -WEIGHT_LEVELS, WEIGHT_LEVELS).reshape(weight.shape)


def integers(layer: Layer, seen_step: float, means: Floats) -> Integers:
    """A convolution in integers, for features of this step and these means.

    What its weights lose is made up for in the bias, as far as it is the same everywhere.
    """
    scale = np.abs(layer.weight).max((1, 2, 3)).astype(np.float64) / WEIGHT_LEVELS
    whole = whole_weights(layer.weight / scale[:, None, None, None])
    lost = (layer.weight - whole * scale[:, None, None, None]).sum((2, 3)) @ means
    bias = np.rint((layer.bias + lost) / (scale * seen_step))
    return Integers(whole.astype(np.int8), scale, bias.astype(np.int32))
