"""python -m benchmarks.cards: what is read on drawn cards, licences, plates and menus."""

import argparse
from pathlib import Path

from engines.text import engine

from . import table
from .answers import read_all
from .pictures import pictures

HOME = Path(".data/cards")


def main() -> None:
    """Read the options, read the pictures, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--seeds", type=int, default=6, help="holders of each kind of card")
    parser.add_argument("--only", nargs="*", help="functions (wrong: documents that none reads)")
    parser.add_argument("--answers", type=Path, default=HOME, metavar="FOLDER", help=f"what was read is kept ({HOME})")
    options = parser.parse_args()
    engine().prepare()
    chosen = [one for one in pictures(options.split, options.seeds) if not options.only or one.function in options.only]
    table.printed(list(read_all(chosen, options.split, options.answers)))


if __name__ == "__main__":
    main()
