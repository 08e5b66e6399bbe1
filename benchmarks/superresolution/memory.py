"""A process that enlarges one 12-megapixel picture by the function, and says what it took: run by __main__."""

import io
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image

from shared import config


def main() -> None:
    """Print peak memory before and after in MiB, CPU seconds of the call and of loading, bytes of the file."""
    with tempfile.TemporaryDirectory() as folder:
        config.use(replace(config.Settings(), store_url=f"file://{folder}", superresolution_seconds=300))
        begin = time.process_time()
        from functions.superresolution import local
        from shared.call import Call

        loaded, start = time.process_time() - begin, _peak()
        data = _file(transparent=sys.argv[1] == "transparent")
        begin = time.process_time()
        local.enlarge(Call(image=data, rid="x"))
        print(f"{start:.0f} {_peak():.0f} {time.process_time() - begin:.1f} {loaded:.2f} {len(data)}")


def _file(*, transparent: bool) -> bytes:
    """A JPEG, or a PNG of large shapes with soft edges, of 4000 x 3000 pixels. Made in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(_drawn, transparent).result()


def _drawn(transparent: bool) -> bytes:
    file = io.BytesIO()
    if not transparent:
        _noise(150, 200, 3).save(file, "JPEG", quality=75)
        return file.getvalue()
    drawn = _noise(30, 40, 3).quantize(12).convert("RGB")
    drawn.putalpha(_noise(9, 12).point([min(max((value - 120) * 40, 0), 255) for value in range(256)]))
    drawn.save(file, "PNG")
    return file.getvalue()


def _noise(*shape: int) -> Image.Image:
    values = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    return Image.fromarray(values).resize((4000, 3000), Image.Resampling.BICUBIC)


def _peak() -> float:
    """Of this program: `ru_maxrss` would begin with what the parent had when it forked."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
