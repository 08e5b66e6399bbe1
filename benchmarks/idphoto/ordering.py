"""The process that benchmarks.idphoto.memory measures: an order made twice. Imports what the engine does, no more."""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

from engines.portrait import Background, Format, Levels, Order, Rgb, Second, Studio

from .pictures import read

PIXELS = 12_000_000


def main() -> None:
    """Make the order of the arguments, a photo and sizes; print what was held before, after, and at most, as JSON."""
    picture = _enlarged(read(Path(sys.argv[1])))
    sizes = json.loads(sys.argv[2])
    studio = Studio()
    studio.prepare()
    formats = [Format((width, height), level_shoulders=True) for width, height in sizes]
    grounds = {"white": Background((255,) * 3, (255,) * 3), "blue": Background((67, 142, 219), (67, 142, 219))}
    second = Second(formats[1], 300) if len(formats) > 1 else None
    wanted = Order(formats[0], grounds, levels=Levels(smoothing=0.6, whitening=0.6), light=0.6, second=second)
    before = _status("VmRSS")
    for _ in range(2):
        studio.make(picture, wanted, 1)
    sys.stdout.write(json.dumps([before, _status("VmRSS"), _status("VmHWM")]))


def _enlarged(photo: Rgb) -> Rgb:
    factor = (PIXELS / (photo.shape[0] * photo.shape[1])) ** 0.5
    return np.asarray(cv2.resize(photo, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)


def _status(name: str) -> float:
    """MiB of this process."""
    return int(Path("/proc/self/status").read_text("ascii").split(f"{name}:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
