"""python -m benchmarks.qrcode --data DIR [--synthetic DIR] [--url URL --token TOKEN]: decode rates of all peers."""

import argparse
from pathlib import Path

from benchmarks.qrcode import hardset, overhead, public, publictable, table
from benchmarks.qrcode.images import samples
from benchmarks.qrcode.peers import Elsewhere, available


def main() -> None:
    """Read the options, make the synthetic set where asked for, and print one table for each set."""
    options = _options()
    if options.url:
        overhead.printed(options.url, options.token)
    peers = available(Elsewhere.chosen(options), options.url, options.token)
    if options.synthetic:
        hardset.written(options.synthetic, options.each)
    for folder in (options.data, options.synthetic):
        images = list(samples(folder)) if folder else []
        if images:
            table.printed(folder.name, [table.measured(peer, images) for peer in peers])
    if options.public:
        pictures = public.pictures(options.public, [options.data, *options.without])
        publictable.printed(publictable.measured(peers, pictures), peers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of ZXing's black-box images")
    parser.add_argument("--synthetic", type=Path, help="folder to write the synthetic hard set to, and to read it from")
    parser.add_argument("--each", type=int, default=4, help="synthetic images for each format and kind (default 4)")
    parser.add_argument("--public", type=Path, help="folder with clones of other decoders' repositories")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="folders of pictures left out of those")
    Elsewhere.options(parser)
    parser.add_argument("--url", help="a running server's /cv/img/qrcode")
    parser.add_argument("--token", default="", help="its access token")
    return parser.parse_args()


if __name__ == "__main__":
    main()
