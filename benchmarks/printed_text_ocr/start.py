"""What a start costs, and what a large page takes: import, load, first answer, memory."""

from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.printed_text_ocr import pages
from benchmarks.printed_text_ocr.processes import Peer, UnavailableError, running
from benchmarks.printed_text_ocr.texts import CHINESE

ROUNDS = 3
LARGE = (3000, 4000)


def large(home: Path) -> Path:
    """Write a page of 12 megapixels in small print, if it is not there."""
    path = home / "large.jpg"
    if not path.exists():
        page = pages.Page.blank(*LARGE)
        for index in range(60):
            text = CHINESE[index % len(CHINESE)] + CHINESE[(index + 7) % len(CHINESE)]
            page.text(180, 150 + index * 62, text, pages.font(0, 34))
        path.parent.mkdir(parents=True, exist_ok=True)
        page.image.save(path, quality=85)
    return path


def small(home: Path) -> Path:
    """Write a card of one line, if it is not there."""
    path = home / "small.jpg"
    if not path.exists():
        page = pages.Page.blank(480, 120)
        page.text(20, 40, "第一次请求 Hello 2026", pages.font(0, 32))
        page.image.save(path, quality=90)
    return path


def printed(peers: list[Peer], home: Path) -> None:
    """Print a row for each engine: the median of a few cold starts, and the peak on the large page."""
    print("\n### Start, and a page of 12 megapixels\n")
    print("| engine | start to first answer s (CPU) | ratio | RSS MB after it | 12 MP: CPU s | peak MB |")
    print("|---|---|---|---|---|---|")
    rows: dict[str, list[float]] = {}
    for peer in peers:
        try:
            starts = [_started(peer, small(home)) for _ in range(ROUNDS)]
            with running(peer) as engine:
                answer = engine.ask(large(home))
        except UnavailableError as error:
            print(f"skipped: {error}")
            continue
        rows[peer.name] = [*np.median(starts, axis=0), answer["cpu"], answer["peak"]]
    for name, (wall, cpu, rss, used, peak) in rows.items():
        ratio = f"{cpu / rows['rapidocr'][1]:.2f}" if "rapidocr" in rows else "-"
        print(f"| {name} | {wall:.2f} ({cpu:.2f}) | {ratio} | {rss:.0f} | {used:.2f} | {peak:.0f} |")


def _started(peer: Peer, path: Path) -> tuple[float, float, float]:
    Image.init()
    with running(peer) as engine:
        answer = engine.ask(path)
        return answer["since"], engine.start["cpu"] + answer["cpu"], answer["rss"]
