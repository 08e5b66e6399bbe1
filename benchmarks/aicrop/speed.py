"""CPU time on a large photo, and what a start of the engine costs."""

import subprocess
import sys
import time
from collections.abc import Mapping

import cv2
import numpy as np

from benchmarks.aicrop.peers import Method
from benchmarks.aicrop.score import RATIOS
from benchmarks.photo import photo

ROUNDS = 15
START = """
import time
began = time.process_time()
from functions.aicrop import local
print(time.process_time() - began)
"""


def printed(who: Mapping[str, Method]) -> None:
    """Print a row for each method: five crops of 4000 x 3000 pixels, decoding apart."""
    small = cv2.imdecode(np.frombuffer(photo(), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert small is not None
    rgb = np.asarray(cv2.resize(small, (4000, 3000), interpolation=cv2.INTER_CUBIC), np.uint8)
    print("\n### Five crops of 12 megapixels\n")
    print("| method | CPU ms |")
    print("| --- | ---: |")
    for name, method in who.items():
        times = []
        for _ in range(ROUNDS if name in ("ours", "centre crop") else 3):
            began = time.process_time()
            method(rgb, RATIOS)
            times.append(time.process_time() - began)
        print(f"| {name} | {1000 * float(np.median(times)):.1f} |", flush=True)
    starts = [_start() for _ in range(5)]
    print(f"\nImports, networks loaded and run once: {1000 * float(np.median(starts)):.0f} ms of CPU.")


def _start() -> float:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    return float(done.stdout)
