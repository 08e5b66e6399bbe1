"""Run the measurement: python -m benchmarks.coldstart [--rounds 15]."""

import argparse
import io
import tempfile
from pathlib import Path
from statistics import median

import numpy as np
import zxingcpp
from PIL import Image

from .artifacts import Row, rows, size
from .measure import Start, start

HEAD = """\
| function | first 200 (s) | x empty | first recognised image (s) | x empty's first 200 | CPU to first 200 (s) \
| memory (MB) | unpacked (MB) |
|---|---:|---:|---:|---:|---:|---:|---:|"""


def main() -> None:
    """Package, start every artifact in turn, again and again, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        table = rows(home)
        starts: dict[str, list[Start]] = {row.name: [] for row in table}
        images: dict[str, list[Start]] = {row.name: [] for row in table}
        for number in range(rounds + 1):
            for row in table:
                plain = start(row, home)
                image = [start(row, home, _picture())] if row.recognises else []
                if number:  # the first round only brings the files into the system's cache
                    starts[row.name].append(plain)
                    images[row.name] += image
        print(HEAD)
        base = median(one.answered for one in starts[table[0].name])
        for row in table:
            print(_line(row, starts[row.name], images[row.name], base))


def _line(row: Row, starts: list[Start], images: list[Start], base: float) -> str:
    first, image = (median(one.answered for one in some) if some else None for some in (starts, images))
    cpu, memory = median(one.cpu for one in starts), median(one.memory for one in images or starts)
    head = f"| {row.name} | {_cells(first, base)} | {_cells(image, base)}"
    return f"{head} | {cpu:.2f} | {memory:.0f} | {size(row.folder) / 1e6:.1f} |"


def _cells(seconds: float | None, base: float) -> str:
    return f"{seconds:.3f} | {seconds / base:.2f}" if seconds else " | "


def _picture() -> bytes:
    """A PNG with one QR code."""
    code = zxingcpp.create_barcode("https://www.qq.com", zxingcpp.BarcodeFormat.QRCode)
    out = io.BytesIO()
    Image.fromarray(np.array(code.to_image(scale=6, add_quiet_zones=True))).save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    main()
