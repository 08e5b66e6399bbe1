"""A tiny ONNX network, written byte by byte: the protobuf messages of onnx.proto3, and only what is needed of them.

It answers scale * (mean of the three channels) + shift for each pixel.
"""

import struct
from pathlib import Path

FLOAT, IR_VERSION, OPSET = 1, 8, 13


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def message(field: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return varint(field << 3 | 2) + varint(len(body)) + body


def text(field: int, value: str) -> bytes:
    return message(field, value.encode())


def value_info(field: int, name: str, shape: tuple[int | str, ...]) -> bytes:
    sides = [message(1, number(1, side) if isinstance(side, int) else text(2, side)) for side in shape]
    tensor = message(1, number(1, FLOAT), message(2, *sides))
    return message(field, text(1, name), message(2, tensor))


def constant(name: str, value: float) -> bytes:
    """An initializer of the graph: one float."""
    return message(5, number(2, FLOAT), text(8, name), message(9, struct.pack("<f", value)))


def node(kind: str, inputs: tuple[str, ...], output: str, *attributes: bytes) -> bytes:
    return message(1, *(text(1, name) for name in inputs), text(2, output), text(4, kind), *attributes)


def axes(*values: int) -> bytes:
    """The attribute `axes`, of the type INTS."""
    return message(5, text(1, "axes"), *(number(8, value) for value in values), number(20, 7))


def write(
    path: Path,
    sides: tuple[int | str, int | str],
    *,
    scale: float,
    shift: float,
    channels: int = 3,
    name: str = "input",
) -> Path:
    graph = message(
        7,
        node("ReduceMean", (name,), "mean", axes(1)),
        node("Mul", ("mean", "scale"), "scaled"),
        node("Add", ("scaled", "shift"), "output"),
        text(2, "mean"),
        constant("scale", scale),
        constant("shift", shift),
        value_info(11, name, (1, channels, *sides)),
        value_info(12, "output", (1, 1, *sides)),
    )
    path.write_bytes(number(1, IR_VERSION) + graph + message(8, number(2, OPSET)))
    return path
