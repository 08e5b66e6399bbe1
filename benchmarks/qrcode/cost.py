"""python -m benchmarks.qrcode.cost [--photographs DIR]: CPU of ours beside zxing-cpp's own, by ratio, in one run.

Ours has the budget that the function gives it; zxing-cpp has none.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from benchmarks.qrcode import nothing, readers
from benchmarks.qrcode.drawing import Case, symbol
from benchmarks.qrcode.readers import Gray
from engines.codes import read_codes
from shared.clock import Deadline
from shared.config import settings

PICTURES = 100
ROUNDS = 5
PHOTO = (3000, 4000)
A4 = (3508, 2480)


def main() -> None:
    """Read the options and print a row for each kind of picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, help="folder of photographs without codes")
    options = parser.parse_args()
    print("| pictures | number | ours: ms | slowest | zxing-cpp: ms | slowest | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    zxing = readers.zxing()

    def ours(gray: Gray) -> object:
        return read_codes(gray, Deadline.after(settings().qrcode_seconds))

    for kind, pictures, rounds in _kinds(options.photographs):
        mine, theirs = _measured(pictures, [ours, zxing], rounds)
        cells = [f"{1000 * value:.1f}" for times in (mine, theirs) for value in (np.mean(times), np.max(times))]
        print(
            f"| {kind} | {len(mine)} | " + " | ".join(cells) + f" | {np.sum(mine) / np.sum(theirs):.2f} |", flush=True
        )


def _measured(pictures: Iterator[Gray], reads: list[Callable[[Gray], object]], rounds: int) -> list[list[float]]:
    """Return for each reader the CPU seconds of every picture: the least of some rounds, in which they take turns."""
    spent: list[list[float]] = [[] for _ in reads]
    for gray in pictures:
        least = [float("inf")] * len(reads)
        for _ in range(rounds):
            for index, read in enumerate(reads):
                start = time.process_time()
                read(gray)
                least[index] = min(least[index], time.process_time() - start)
        for times, seconds in zip(spent, least, strict=True):
            times.append(seconds)
    return spent


def _kinds(folder: Path | None) -> Iterator[tuple[str, Iterator[Gray], int]]:
    """Yield the kinds of pictures, and how often each is read: once where there are many."""
    if folder:
        photographs = (case for case in nothing.cases(folder) if case.kind == "photographs")
        yield "photographs without a code", _grays(islice(photographs, PICTURES)), 1
    yield "textures without a code", _grays(islice(nothing.cases(None), 2 * PICTURES)), 1
    yield "text pages, A4 at 300 dpi", iter([_page(seed) for seed in range(3)]), 2
    yield "one clean code", iter([_clean()]), ROUNDS
    yield "photo of 12 megapixels, one clean code", iter([_photo()]), ROUNDS
    yield "crafted: 12 megapixels of finders", iter([_finders()]), 2
    yield "crafted: 49 megapixels of PDF417 starts", iter([_starts()]), 2


def _grays(cases: Iterator[Case]) -> Iterator[Gray]:
    return (case.gray for case in cases)


def _clean() -> Gray:
    return symbol("QR_CODE", "https://u.wechat.com/benchmark", 6, 4)


def _photo() -> Gray:
    """A soft, grainy picture with a code of 6 pixels a module in the middle."""
    random = np.random.default_rng(1)
    soft = cv2.resize(random.uniform(40, 216, (9, 12)), PHOTO[::-1], interpolation=cv2.INTER_CUBIC)
    gray = np.clip(soft + random.normal(0, 5, PHOTO), 0, 255).astype(np.uint8)
    code = symbol("QR_CODE", "https://u.wechat.com/benchmark", 16, 4)
    gray[1000 : 1000 + code.shape[0], 1500 : 1500 + code.shape[1]] = code
    return gray


def _page(seed: int) -> Gray:
    """Lines of letters on A4."""
    random = np.random.default_rng(seed)
    page = np.full(A4, 245, np.uint8)
    for top in range(200, A4[0] - 200, 60):
        text = "".join(chr(int(code)) for code in random.integers(97, 123, 95))
        cv2.putText(page, text, (150, top), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 25, 3, cv2.LINE_AA)
    return page


def _finders() -> Gray:
    """Nothing but finder patterns, 3 pixels a module."""
    finder = np.full((9, 9), 255, np.uint8)
    finder[1:8, 1:8], finder[2:7, 2:7], finder[3:6, 3:6] = 0, 255, 0
    tile = np.kron(finder, np.ones((3, 3), np.uint8))
    return np.tile(tile, (PHOTO[0] // 27, PHOTO[1] // 27))


def _starts() -> Gray:
    """Nothing but start patterns of PDF417, 2 pixels a module."""
    widths = (8, 1, 1, 1, 1, 1, 1, 3)
    row = np.concatenate([np.full(2 * width, 255 * (index % 2), np.uint8) for index, width in enumerate(widths)])
    return np.tile(row, (7000, 7000 // len(row)))


if __name__ == "__main__":
    main()
