"""`python -m benchmarks.decoding [MEGAPIXELS...]`: a table of formats, each picture decoded in a process of its own."""

import multiprocessing
import sys
from typing import Literal

from benchmarks.decoding.cost import Cost, cost, made
from benchmarks.decoding.samples import SAMPLES, SHAPES

MODES: tuple[Literal["L", "RGB"], ...] = ("L", "RGB")


def measured(name: str, shape: str, size: float, mode: Literal["L", "RGB"]) -> tuple[int, Cost] | None:
    """The bytes of a sample's file and what it costs; None where the format cannot hold a picture of this shape."""
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(1) as writer, fresh.Pool(1) as reader:
        try:
            data = writer.apply(made, (name, shape, size))
        except (ValueError, OSError):
            return None
        return len(data), reader.apply(cost, (data, made(name, "square", 0.004), mode))


def main() -> None:
    """Print the table."""
    sizes = [float(text) for text in sys.argv[1:]] or [2, 12, 50]
    print("| format | shape | as | MP | kB | MB said | MB taken | CPU s |\n|---|---|---|---|---|---|---|---|")
    for name in SAMPLES:
        for shape in SHAPES:
            for size, mode in [(size, mode) for size in sizes for mode in MODES]:
                found = measured(name, shape, size, mode)
                if found is not None:
                    row = f"| {name} | {shape} | {mode} | {size:g} | {found[0] / 1e3:.0f} | {found[1].said / 1e6:.0f}"
                    print(f"{row} | {found[1].measured / 1e6:.0f} | {found[1].seconds:.2f} |", flush=True)


if __name__ == "__main__":
    main()
