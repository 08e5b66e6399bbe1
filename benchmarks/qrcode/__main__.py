"""python -m benchmarks.qrcode --data DIR [--synthetic DIR] [--url URL --token TOKEN]: decode rates of all peers."""

import argparse
from pathlib import Path

from benchmarks.qrcode import hardset, overhead, table
from benchmarks.qrcode.images import samples
from benchmarks.qrcode.peers import available


def main() -> None:
    """Read the options, make the synthetic set where asked for, and print one table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of ZXing's black-box images")
    parser.add_argument("--synthetic", type=Path, help="folder to write the synthetic hard set to, and to read it from")
    parser.add_argument("--each", type=int, default=4, help="synthetic images for each format and kind (default 4)")
    parser.add_argument("--url", help="a running server's /cv/img/qrcode")
    parser.add_argument("--token", default="", help="its access token")
    options = parser.parse_args()
    if options.url:
        overhead.printed(options.url, options.token)
    peers = available(options.url, options.token)
    if options.synthetic:
        hardset.written(options.synthetic, options.each)
    for folder in (options.data, options.synthetic):
        images = list(samples(folder)) if folder else []
        if images:
            table.printed(folder.name, [table.measured(peer, images) for peer in peers])


if __name__ == "__main__":
    main()
