"""python -m benchmarks.aicrop.editing: what crops cut of the editor's table, beside other libraries. See README.md."""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.aicrop import editor
from benchmarks.aicrop.editor import Picture
from benchmarks.aicrop.peers import Method, methods
from benchmarks.aicrop.score import RATIOS
from benchmarks.aicrop.sets import Rgb
from engines.crop import Crop

HOME = Path(".data/aicrop-editor")
MODELS = Path("engines/crop/models")
PEERS = ("ours", "libvips attention", "smartcrop.py", "centre crop")
HEIGHT = 420
"""Pixels of a drawn picture."""


def main() -> None:
    """Read the options, measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME, help="folder of the pictures; what is missing is fetched")
    parser.add_argument("--half", choices=("tuning", "reporting"), default="reporting")
    parser.add_argument("--only", nargs="*", default=PEERS, help="names of methods")
    parser.add_argument("--draw", type=Path, help="folder for pictures of our bad crops")
    options = parser.parse_args()
    options.home.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    chosen = [picture for picture in editor.pictures() if picture.half == options.half]
    for picture in chosen:
        picture.fetch(options.home)
    who = {name: method for name, method in methods(MODELS).items() if name in options.only}
    printed(chosen, options.home, who, options.draw)


def printed(chosen: Sequence[Picture], home: Path, who: Mapping[str, Method], draw: Path | None) -> None:
    """Print a table by ratio for each method, and our bad crops by kind."""
    wanted: Counter[float] = Counter()
    cut, bad = ({name: Counter[float]() for name in who} for _ in range(2))
    kinds: Counter[str] = Counter()
    for picture in chosen:
        rgb = picture.rgb(home)
        height, width = rgb.shape[:2]
        for ratio in RATIOS:
            wanted[ratio] += len(editor.wanted(picture, width, height, ratio))
        for name, method in who.items():
            for ratio, crop in zip(RATIOS, method(rgb, RATIOS), strict=True):
                faults = list(editor.faults(picture, width, height, ratio, crop))
                cut[name][ratio] += sum(box in picture.must for box in faults)
                bad[name][ratio] += bool(faults)
                if faults and name == "ours":
                    kinds[picture.kind] += 1
                    if draw:
                        _draw(draw, picture, rgb, crop, ratio)
    _print(len(chosen), wanted, cut, bad)
    print(f"\nOur bad crops by kind: {', '.join(f'{kind} {number}' for kind, number in kinds.most_common())}.")


def _print(
    number: int, wanted: Counter[float], cut: Mapping[str, Counter[float]], bad: Mapping[str, Counter[float]]
) -> None:
    print(f"\n### The editor's table: {number} pictures, {sum(wanted.values())} boxes that a crop can keep\n")
    print(f"| method | {' | '.join(f'{ratio:g}' for ratio in RATIOS)} | all: kept whole | bad |")
    print(f"| --- |{' ---: |' * (len(RATIOS) + 2)}")
    for name, lost in cut.items():
        cells = [f"{1 - lost[ratio] / wanted[ratio]:.3f}, {bad[name][ratio]}" for ratio in RATIOS]
        kept = 1 - sum(lost.values()) / sum(wanted.values())
        share = sum(bad[name].values()) / (number * len(RATIOS))
        print(f"| {name} | {' | '.join(cells)} | {kept:.3f} | {share:.3f} |", flush=True)


def _draw(folder: Path, picture: Picture, rgb: Rgb, crop: Crop, ratio: float) -> None:
    """A small copy with what must be kept in green, what is to be in or out in blue, and the crop in red."""
    folder.mkdir(parents=True, exist_ok=True)
    height, width = rgb.shape[:2]
    small = np.array(cv2.resize(rgb, (max(1, round(width * HEIGHT / height)), HEIGHT), interpolation=cv2.INTER_AREA))
    wide = small.shape[1]
    for boxes, colour in ((picture.must, (0, 200, 0)), (picture.whole, (60, 120, 255))):
        for left, top, right, bottom in boxes:
            corners = (round(left * wide), round(top * HEIGHT)), (round(right * wide), round(bottom * HEIGHT))
            cv2.rectangle(small, *corners, colour, 2)
    scale = HEIGHT / height
    low = round(crop.left * scale), round(crop.top * scale)
    cv2.rectangle(
        small, low, (round((crop.right + 1) * scale) - 1, round((crop.bottom + 1) * scale) - 1), (255, 0, 0), 2
    )
    name = f"{picture.kind}-{picture.sha256[:8]}-{ratio:g}.png"
    cv2.imwrite(str(folder / name), cv2.cvtColor(small, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
