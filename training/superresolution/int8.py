"""Make an 8-bit network: python -m training.superresolution.int8 PAIRS SOURCE TARGET [--jpeg | --noisy | --colours].

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

from training import qdq

from . import batches, colour_batches
from .chains import damaged
from .degrade import Floats
from .noise import noisy

FIRST_STEP = 1_000_000
"""Of the batches that are looked at: training does not come as far."""
BATCHES, A_BATCH = 16, 4
BEYOND, BEYOND_CLEAN = 0.0002, 0.0006
"""Share of each channel's values that is cut off at either end: the few edges of letters that are stronger than all
else would take the bits of all else. The second for clean pictures: found where both letters and photographs lose
little."""
IN_FLOAT, IN_FLOAT_JPEG = (0, -2, -1), (0, -1)
"""Convolutions: the first sees luma in finer steps than 8 bits of its input have; what the last ones err is seen, but
luma of JPEGs is smoothed after it."""


def inputs(pairs: Path, kind: str) -> Iterator[Floats]:
    """Patches, 1 x 4 x S x S."""
    damage = noisy if kind == "noisy" else damaged
    photographs = batches.read(pairs / "train.npz", colour_batches.SIDE if kind == "colours" else batches.SIDE)
    for step in range(FIRST_STEP, FIRST_STEP + BATCHES):
        if kind == "colours":
            planes = colour_batches.batch(photographs, step).planes
        else:
            planes = batches.batch(photographs, step, float(kind != "clean"), damage).planes
        yield from (patch[None] for patch in planes[:A_BATCH])


def limits(model: Any, patches: list[Floats], beyond: float) -> dict[str, qdq.Limits]:
    """Of what each convolution and each unit gives: the widest channel's, but for the share beyond."""
    names = [node.output[0] for node in model.graph.node if node.op_type in ("Conv", "LeakyRelu")]
    running = qdq.session(qdq.with_outputs(model, names))
    runs = [running.run(names, {"planes": patch}) for patch in patches]
    found = {}
    for place, name in enumerate(names):
        channels = np.concatenate([run[place][0].reshape(run[place].shape[1], -1) for run in runs], axis=1)
        low, high = np.quantile(channels, (beyond, 1 - beyond), axis=1)
        found[name] = (min(float(low.min()), 0.0), float(high.max()))
    return found


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
    parser.add_argument("--noisy", dest="kind", action="store_const", const="noisy")
    parser.add_argument("--colours", dest="kind", action="store_const", const="colours")
    options = parser.parse_args()
    model = onnx.load(options.source)
    patches = list(inputs(options.pairs, options.kind))
    convolutions = [node.name for node in model.graph.node if node.op_type == "Conv"]
    in_float = [convolutions[place] for place in (IN_FLOAT_JPEG if options.kind == "jpeg" else IN_FLOAT)]
    found = limits(model, patches, BEYOND_CLEAN if options.kind == "clean" else BEYOND)
    made = qdq.quantised(model, found, in_float, ["Conv"], {})
    file = made.SerializeToString(deterministic=True)
    options.target.write_bytes(file)
    error = distance(options.source.read_bytes(), file, patches)
    print(f"{hashlib.sha256(file).hexdigest()}  {options.target} ({error:.2f} levels off)")  # noqa: T201


if __name__ == "__main__":
    main()
