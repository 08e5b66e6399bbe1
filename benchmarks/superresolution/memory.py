"""A process that enlarges one 12-megapixel JPEG by the function, and says what it took: run by __main__."""

import io
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from shared import config


def main() -> None:
    """Print peak memory before and after in MiB, and CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = replace(config.Settings(), store_url=f"file://{folder}", superresolution_seconds=float(sys.argv[1]))
        config.use(chosen)
        begin = time.process_time()
        from functions.superresolution import local
        from shared.call import Call

        loaded, start = time.process_time() - begin, _peak()
        noise = np.random.default_rng(1).integers(0, 256, (150, 200, 3), np.uint8)
        file = io.BytesIO()
        Image.fromarray(noise).resize((4000, 3000), Image.Resampling.BICUBIC).save(file, "JPEG", quality=75)
        call = Call(image=file.getvalue(), rid="x")
        begin = time.process_time()
        local.enlarge(call)
        print(f"{start:.0f} {_peak():.0f} {time.process_time() - begin:.1f} {loaded:.2f} {len(file.getvalue())}")


def _peak() -> float:
    """Of this program: `ru_maxrss` would begin with what the parent had when it forked."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
