"""Make an 8-bit network: python -m training.superresolution.int8 PAIRS SOURCE.onnx TARGET.onnx [--jpeg | --colours].

SOURCE is what export.py wrote, PAIRS the folder of prepare.py: photographs and drawn letters whose values say between
which limits 8 bits lie. Prints the SHA-256 of the file, and how far its results are from SOURCE's.
"""

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from training import qdq

from . import batches, colour_batches
from .degrade import Floats
from .graph import Layer, Limits
from .integers import LUMA_CHANNELS, MIDDLE, Source, halves, model

FIRST_STEP = 1_000_000
"""Of the batches that are looked at: training does not come as far."""
BATCHES, A_BATCH = 16, 4
BEYOND = 0.0002
"""Share of each channel's values that is cut off at either end: the few edges of letters that are stronger than all
else would take the bits of all else."""
LEAST = 1e-3
"""Of a channel's limits: some give nearly nothing."""
IN_FLOAT = (0, -2, -1)
"""Convolutions of the network of colours: the first sees luma in finer steps than 8 bits of its input have; the last
ones in 8 bits would lose 0.1 dB."""
FAR = 0.25 / 255
"""Step of what the last unit adds to luma, which reaches 96 levels to either side in three pieces."""
NEAR = "near"


def inputs(pairs: Path, kind: str) -> Iterator[Floats]:
    """Patches, 1 x 4 x S x S."""
    photographs = batches.read(pairs / "train.npz", colour_batches.SIDE if kind == "colours" else batches.SIDE)
    for step in range(FIRST_STEP, FIRST_STEP + BATCHES):
        if kind == "colours":
            planes = colour_batches.batch(photographs, step).planes
        else:
            planes = batches.batch(photographs, step, float(kind == "jpeg")).planes
        yield from (patch[None] for patch in planes[:A_BATCH])


def source(file: Any, patches: list[Floats]) -> Source:
    """A float network that doubles, as far as luma goes, with what it gives for these patches."""
    weights = {entry.name: numpy_helper.to_array(entry) for entry in file.graph.initializer}
    convolutions, units = (nodes(file, kind) for kind in ("Conv", "LeakyRelu"))
    way_round = onnx.helper.make_node("Conv", [units[0].output[0], convolutions[-1].input[1]], [NEAR], pads=[1] * 4)
    file.graph.node.append(way_round)
    names = [node.output[0] for node in (*convolutions[1:-1], *units[:-1])]
    *seen, near = channels(file, [*names, NEAR], patches)
    given, kept = seen[: len(units) - 1], seen[len(units) - 1 :]
    layers = [Layer(*(weights[name] for name in node.input[1:])) for node in convolutions]
    low, high = np.quantile(given[-1], (BEYOND, 1 - BEYOND), axis=1)
    return Source(
        [*layers[:-1], Layer(*(part[:LUMA_CHANNELS] for part in layers[-1]))],
        units[0].attribute[0].f,
        [*map(widest, given[:-1]), Limits(np.minimum(low, -LEAST), np.maximum(high, LEAST))],
        [widest(values) for values in kept],
        [*(values.mean(axis=1) for values in kept), *(part.mean(axis=1) for part in halves(given[-1]))],
        {"far": FAR, "near": float(np.abs(near[:LUMA_CHANNELS]).max()) / MIDDLE},
    )


def limits(file: Any, patches: list[Floats]) -> dict[str, qdq.Limits]:
    """Of what each convolution and each unit gives."""
    names = [node.output[0] for kind in ("Conv", "LeakyRelu") for node in nodes(file, kind)]
    return {name: tuple(widest(values)) for name, values in zip(names, channels(file, names, patches), strict=True)}


def nodes(file: Any, kind: str) -> list[Any]:
    """Those of one kind, in their order."""
    return [node for node in file.graph.node if node.op_type == kind]


def channels(file: Any, names: list[str], patches: list[Floats]) -> Iterator[Floats]:
    """For each of these names what is given for all patches, C x N."""
    running = qdq.session(qdq.with_outputs(file, names))
    runs = [running.run(names, {"planes": patch}) for patch in patches]
    for parts in zip(*runs, strict=True):
        yield np.concatenate([part[0].reshape(part.shape[1], -1) for part in parts], axis=1)


def widest(values: Floats) -> Limits:
    """The limits of the widest channel, C x N, but for the share beyond."""
    low, high = np.quantile(values, (BEYOND, 1 - BEYOND), axis=1)
    return Limits(min(float(low.min()), 0.0), float(high.max()))


def converted(file: Any, patches: list[Floats], kind: str) -> Any:
    """A float network in 8 bits."""
    if kind != "colours":
        return model(source(file, patches))
    convolutions = [node.name for node in nodes(file, "Conv")]
    return qdq.quantised(file, limits(file, patches), [convolutions[place] for place in IN_FLOAT], ["Conv"], {})


def distance(one: bytes, other: bytes, patches: list[Floats]) -> float:
    """Root mean square between what two networks give, in levels of 255."""
    running = [qdq.session(file) for file in (one, other)]
    errors = [np.subtract(*(network.run(None, {"planes": patch})[0] for network in running)) for patch in patches]
    return float(255 * np.sqrt(np.mean(np.square(errors))))


def main() -> None:
    """Read the arguments and convert."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--jpeg", dest="kind", action="store_const", const="jpeg", default="clean")
    parser.add_argument("--colours", dest="kind", action="store_const", const="colours")
    options = parser.parse_args()
    patches = list(inputs(options.pairs, options.kind))
    file = converted(onnx.load(options.source), patches, options.kind).SerializeToString(deterministic=True)
    options.target.write_bytes(file)
    error = distance(options.source.read_bytes(), file, patches)
    print(f"{hashlib.sha256(file).hexdigest()}  {options.target} ({error:.2f} levels off)")  # noqa: T201


if __name__ == "__main__":
    main()
