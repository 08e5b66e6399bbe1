"""What decoding one file costs this process, which is to be a fresh one."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.decoding.samples import SAMPLES, SHAPES
from shared import capacity
from shared.images import decoding, memory_cost

MAX_PIXELS = 60_000_000


@dataclass(frozen=True)
class Cost:
    """Bytes said beforehand and bytes measured, and seconds of processor."""

    said: int
    measured: int
    seconds: float


def cost(data: bytes, warm: bytes, mode: Literal["L", "RGB"]) -> Cost:
    """Decode in this process, whose peak so far must not be above what it holds now. `warm` is decoded before."""
    decoding.decode(warm, mode, MAX_PIXELS)
    before, started = capacity.resident(), time.process_time()
    picture = decoding.decode(data, mode, MAX_PIXELS)
    seconds = time.process_time() - started
    peak = _peak()
    del picture
    with decoding.opened(data, MAX_PIXELS) as image:
        if mode == "L":
            image.draft("L", None)
        said = memory_cost.needed(image, data, 1 if mode == "L" else 3)
    return Cost(said, peak - before, seconds)


def _peak() -> int:
    """Of this program alone: getrusage counts that of the one which has started it, too."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    if not found:
        raise OSError("/proc/self/status does not name the peak")
    return int(found[1]) * 1024


def made(name: str, shape: str, megapixels: float) -> bytes:
    """The sample's file. Raises ValueError or OSError where the format cannot hold the size."""
    return SAMPLES[name].data(*SHAPES[shape](int(megapixels * 1e6)))
