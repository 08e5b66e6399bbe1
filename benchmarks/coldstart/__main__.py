"""Run the measurement: python -m benchmarks.coldstart [--rounds 15] [--keep FOLDER]."""

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
        folder = Path(name)
        table = rows(folder)
        starts: dict[str, list[Start]] = {row.name: [] for row in table}
        for number in range(rounds + 1):
            for row in table:
                measured = start(row, _picture(), folder)
                if number:  # the first round only brings the files into the system's cache
                    starts[row.name].append(measured)
        print(HEAD)
        base = median(one.first_200 for one in starts[table[0].name])
        for row in table:
            print(_line(row, starts[row.name], base))


def _line(row: Row, starts: list[Start], base: float) -> str:
    first = median(one.first_200 for one in starts)
    recognised = [one.recognised for one in starts if one.recognised is not None]
    image = f"{median(recognised):.3f} | {median(recognised) / base:.2f}" if recognised else " | "
    cpu, memory = median(one.cpu for one in starts), median(one.memory for one in starts)
    head = f"| {row.name} | {first:.3f} | {first / base:.2f} | {image}"
    return f"{head} | {cpu:.2f} | {memory:.0f} | {size(row.folder) / 1e6:.1f} |"


def _picture() -> bytes:
    """A PNG with one QR code."""
    code = zxingcpp.create_barcode("https://www.qq.com", zxingcpp.BarcodeFormat.QRCode)
    out = io.BytesIO()
    Image.fromarray(np.array(code.to_image(scale=6, add_quiet_zones=True))).save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    main()
