"""python -m benchmarks.superresolution --data DIR --models DIR [--sets Set5 Set14] [--sheet PNG]: see README.md."""

import argparse
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from training.superresolution.degrade import compressed

from .measures import colour_psnr, psnr, ssim
from .methods import Method, methods
from .sets import SETS, Bytes, pairs
from .sheet import draw

QUALITIES = (None, 75, 50)


def table(data: Path, name: str, chosen: Mapping[str, Method]) -> None:
    """Print the rows of one set: each method in turn on each image."""
    images = list(pairs(data, name))
    megapixels = sum(low.shape[0] * low.shape[1] for _, low, _ in images) / 1e6
    for quality in QUALITIES:
        figures: dict[str, list[tuple[float, ...]]] = {method: [] for method in chosen}
        for _, low, high in images:
            seen = low if quality is None else compressed(low, quality, 2)
            for method, run in chosen.items():
                figures[method].append(_measured(run, seen, quality, high))
        for method, rows in figures.items():
            luma, structure, colour, seconds = np.array(rows).T
            shown = "clean" if quality is None else f"q{quality}"
            means = f"{luma.mean():.2f} | {structure.mean():.4f} | {colour.mean():.2f}"
            print(f"| {name} | {shown} | {method} | {means} | {seconds.sum() / megapixels:.2f} |")
        sys.stdout.flush()


def _measured(run: Method, seen: Bytes, quality: int | None, high: Bytes) -> tuple[float, ...]:
    start = time.process_time()
    done = run(seen, quality)
    seconds = time.process_time() - start
    return psnr(done, high), ssim(done, high), colour_psnr(done, high), seconds


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    chosen = methods(options.models)
    print(
        "| set | input | method | PSNR | SSIM | RGB PSNR | CPU s/MP |\n| --- | --- | --- | ---: | ---: | ---: | ---: |"
    )
    for name in options.sets:
        table(options.data, name, chosen)
    if options.sheet:
        draw(options.data, chosen, options.sheet)
    for seconds in ("10", "300"):
        command = [sys.executable, "-m", "benchmarks.superresolution.memory", seconds]
        print(
            f"12 MP, {seconds} s:", subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()
        )


if __name__ == "__main__":
    main()
