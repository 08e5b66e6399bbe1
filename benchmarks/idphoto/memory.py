"""python -m benchmarks.idphoto.memory PHOTO: what whole orders take beside the picture, for functions/idphoto/local.py.

Each order is made twice by a process of its own, of the photo enlarged to 12 megapixels. Before is the process with all
networks loaded, and the picture; kept is what it has grown by after both calls, passing what it had more at the most.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.function_process import AS_PACKAGED

PIXELS = 12_000_000
SIZES = {
    "295 x 413": ((295, 413),),
    "413 x 579": ((413, 579),),
    "both on one sheet": ((413, 579), (295, 413)),
    "1050 x 1500": ((1050, 1500),),
}


def main() -> None:
    """Print a table, in MiB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photo", type=Path)
    photo = parser.parse_args().photo
    print("| MiB | before | kept | passing | peak |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, sizes in SIZES.items():
        command = [sys.executable, "-c", f"from {__spec__.name} import order; order({str(photo)!r}, {sizes!r})"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | AS_PACKAGED)
        before, after, peak = json.loads(done.stdout)
        print(f"| {name} | {before:.0f} | {after - before:.0f} | {peak - after:.0f} | {peak:.0f} |")


def order(photo: str, sizes: tuple[tuple[int, int], ...]) -> None:
    """Make the order in this process; print three figures as JSON."""
    import cv2

    from engines.portrait import Background, Format, Levels, Order, Second, Studio

    from .pictures import read

    studio = Studio()
    studio.prepare()
    picture = read(Path(photo))
    factor = (PIXELS / (picture.shape[0] * picture.shape[1])) ** 0.5
    picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC).astype("uint8")
    formats = [Format(size, level_shoulders=True) for size in sizes]
    grounds = {"white": Background((255,) * 3, (255,) * 3), "blue": Background((67, 142, 219), (67, 142, 219))}
    second = Second(formats[1], 300) if len(formats) > 1 else None
    wanted = Order(formats[0], grounds, levels=Levels(smoothing=0.6, whitening=0.6), light=0.6, second=second)
    before = _status("VmRSS")
    for _ in range(2):
        studio.make(picture, wanted, 1)
    print(json.dumps([before, _status("VmRSS"), _status("VmHWM")]))


def _status(name: str) -> float:
    """MiB of this process."""
    return int(Path("/proc/self/status").read_text("ascii").split(f"{name}:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
