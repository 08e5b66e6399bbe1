"""python -m benchmarks.superresolution --data DIR --models DIR [--known FILE] [--sets Set5] [--first N]: README.md."""

import argparse
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from .damage import DAMAGES, Seen
from .known import Figures, Known
from .measures import chroma_psnr, psnr, rgb_psnr, ssim
from .methods import OURS, Method, methods
from .sets import SETS, Bytes, pairs

COLUMNS = ("set", "input", "method", "luma", "SSIM", "chroma", "RGB", "CPU s/MP")


def table(images: Sequence[tuple[str, Bytes, Bytes]], name: str, chosen: Mapping[str, Method], known: Known) -> None:
    """Print the rows of one set: each method in turn on each image."""
    megapixels = sum(low.shape[0] * low.shape[1] for _, low, _ in images) / 1e6
    for damage, spoil in DAMAGES.items():
        figures: dict[str, list[Figures]] = {method: [] for method in chosen}
        for stem, low, high in images:
            seen = spoil(low)
            for method, run in chosen.items():
                kept = Known(None) if method == OURS else known
                measured = partial(_measured, run, seen, high)
                figures[method].append(kept.of(f"{name} {stem} {damage} {method}", measured))
        for method, rows in figures.items():
            print(f"| {name} | {damage} | {method} | {_means(rows, megapixels)} |", flush=True)


def _means(rows: list[Figures], megapixels: float) -> str:
    luma, structure, chroma, colour, seconds = np.array(rows).T
    means = f"{luma.mean():.2f} | {structure.mean():.4f} | {np.nanmean(chroma):.2f} | {colour.mean():.2f}"
    return f"{means} | {seconds.sum() / megapixels:.2f}"


def _measured(run: Method, seen: Seen, high: Bytes) -> Figures:
    start = time.process_time()
    done = run(seen)
    seconds = time.process_time() - start
    return psnr(done, high), ssim(done, high), chroma_psnr(done, high), rgb_psnr(done, high), seconds


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--known", type=Path)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--first", type=int, help="so many pictures of each set")
    options = parser.parse_args()
    chosen = methods(options.models)
    print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * 3}{' ---: |' * (len(COLUMNS) - 3)}")
    for name in options.sets:
        table(list(islice(pairs(options.data, name), options.first)), name, chosen, Known(options.known))
    for kind in ("opaque", "transparent"):
        command = [sys.executable, "-m", "benchmarks.superresolution.memory", kind]
        print(f"12 MP, {kind}:", subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip())


if __name__ == "__main__":
    main()
