"""What it costs: a process that starts, loads, makes photos, and says how much time and memory it took."""

import json
import subprocess
import sys
import time
from pathlib import Path

MODELS = Path("engines/portrait/models")


def measured(photos: list[Path], enlarged_to: int = 0) -> dict[str, float]:
    """Run `main` in a process of its own; `enlarged_to` pixels, the first photo only."""
    command = [sys.executable, "-m", "benchmarks.idphoto.cost", str(enlarged_to), *map(str, photos)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> None:
    """Make one-inch photos of the arguments; print what was measured as JSON."""
    import cv2
    import numpy as np

    from engines.portrait import Format, Studio, UnsuitablePhoto

    from .pictures import read

    studio = Studio()
    studio.prepare()
    start = time.process_time()
    pixels, seconds = int(sys.argv[1]), []
    for path in sys.argv[2:]:
        picture = read(Path(path))
        if pixels:
            factor = (pixels / (picture.shape[0] * picture.shape[1])) ** 0.5
            picture = np.asarray(
                cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8
            )
        before = time.process_time()
        try:
            studio.cut(picture, Format((295, 413)))
        except UnsuitablePhoto:
            continue
        seconds.append(time.process_time() - before)
    # not getrusage: a process inherits the greatest size of the one that started it
    status = Path("/proc/self/status").read_text("ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"start": start, "median": float(np.median(seconds)), "most": max(seconds), "peak_mb": peak}))


if __name__ == "__main__":
    main()
