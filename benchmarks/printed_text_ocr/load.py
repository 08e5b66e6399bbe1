"""Many mixed requests at once: no error, and memory that stays where it is."""

import random
import statistics
from pathlib import Path

from PIL import Image

from benchmarks.printed_text_ocr.processes import Peer, running
from benchmarks.printed_text_ocr.truth import Sample

AT_ONCE = 4
MOST_PIXELS = 12_500_000
"""A larger picture takes more memory to decode than to read."""


def printed(peer: Peer, images: list[Sample], count: int) -> None:
    """Send `count` requests, four at a time, and print how memory went."""
    paths = [sample.path for sample in images if _pixels(sample.path) <= MOST_PIXELS]
    paths = random.Random(4).choices(paths, k=count)
    rss, empty = [], 0
    with running(peer) as engine:
        for answer in engine.ask_many(paths, AT_ONCE):
            rss.append(answer["rss"])
            empty += answer["count"] == 0
    quarter = max(1, count // 4)
    middle, end = statistics.median(rss[2 * quarter : 3 * quarter]), statistics.median(rss[-quarter:])
    print(f"\n### {count} mixed requests, {AT_ONCE} at a time: {peer.name}\n")
    print(f"answered {len(rss)}, without a line {empty}; RSS (median of a quarter) in MB:")
    print("every 20th: " + " ".join(f"{size:.0f}" for size in rss[::20]))
    print(f"third {middle:.0f}, last {end:.0f} ({100 * (end / middle - 1):+.1f}%), peak {answer['peak']:.0f}")


def _pixels(path: Path) -> int:
    with Image.open(path) as image:
        return image.width * image.height
