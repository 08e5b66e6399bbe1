"""Counts and times of every peer on a set of images, as a Markdown table."""

import statistics
import zlib
from collections import defaultdict
from dataclasses import dataclass, field

from benchmarks.qrcode.images import Sample, spelled
from benchmarks.qrcode.peers import Peer

NO_CODE = "(none)"


@dataclass
class Tally:
    """What one peer did on one group."""

    images: int = 0
    right: int = 0
    wrong: int = 0
    milliseconds: list[float] = field(default_factory=list)


@dataclass
class Score:
    """What one peer did on all of it: by group, by half, and on images with and without a code."""

    peer: Peer
    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    halves: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))


def measured(peer: Peer, images: list[Sample]) -> Score:
    """Read every image once: right when all its codes were read, wrong when nothing of what was read is there."""
    score = Score(peer)
    for sample in images:
        gray = sample.gray()
        start = peer.clock()
        texts = {spelled(text, sample.group) for text in peer.read(gray)}
        milliseconds = 1000 * (peer.clock() - start)
        right = all(wanted & texts for wanted in sample.wanted) if sample.wanted else not texts
        wrong = bool(texts) and not any(wanted & texts for wanted in sample.wanted)
        tallies = [score.groups[sample.group]]
        if sample.wanted:
            tallies.append(score.halves[half(sample)])
        for tally in tallies:
            tally.images += 1
            tally.right += right
            tally.wrong += wrong
            tally.milliseconds.append(milliseconds)
    return score


def half(sample: Sample) -> int:
    """Return 0 for the half of the images that most thresholds were chosen on, 1 for the other."""
    return zlib.crc32(f"{sample.path.parent.name}/{sample.path.name}".encode()) % 2


def printed(title: str, scores: list[Score]) -> None:
    """Print right/images for each group and peer; then totals, wrong readings, halves, and median milliseconds."""
    names = [name for name in scores[0].groups if name != NO_CODE]
    _row(title, [score.peer.name for score in scores])
    _row("---", ["---"] * len(scores))
    for name in [*names, NO_CODE] if NO_CODE in scores[0].groups else names:
        _row(name, [_share([score.groups[name]]) for score in scores])
    _row("**all with a code**", [_share(_with_code(score)) for score in scores])
    _row("wrong readings", [str(sum(tally.wrong for tally in score.groups.values())) for score in scores])
    for index, name in enumerate(("even (tuned on)", "odd")):
        _row(f"half {name}", [_share([score.halves[index]]) for score in scores])
    medians = [_median(_with_code(score)) for score in scores]
    reference = next((ms for ms, score in zip(medians, scores, strict=True) if score.peer.name == "zxing-cpp"), 0.0)
    _row("median ms, code", [f"{ms:.1f}" for ms in medians])
    if reference:
        _row("ratio to zxing-cpp", [f"{ms / reference:.2f}" for ms in medians])
    if NO_CODE in scores[0].groups:
        _row("median ms, no code", [f"{_median([score.groups[NO_CODE]]):.1f}" for score in scores])
    print()


def _with_code(score: Score) -> list[Tally]:
    return [tally for name, tally in score.groups.items() if name != NO_CODE]


def _share(tallies: list[Tally]) -> str:
    return f"{sum(tally.right for tally in tallies)}/{sum(tally.images for tally in tallies)}"


def _median(tallies: list[Tally]) -> float:
    return statistics.median([ms for tally in tallies for ms in tally.milliseconds] or [0.0])


def _row(name: str, cells: list[str]) -> None:
    print(f"| {name} | " + " | ".join(cells) + " |")
