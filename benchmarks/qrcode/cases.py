"""python -m benchmarks.qrcode.cases SET...: what is found on drawn sets, each of one difficulty; with no name, on all.

Counted are codes: "found" has each text as often as it is there; "wrong" is every text that is not there.
"""

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.qrcode import code39, inks, neighbours, nothing, quality, screens, sheets, surroundings
from benchmarks.qrcode.drawing import Case
from benchmarks.qrcode.images import spelled
from benchmarks.qrcode.peers import Elsewhere, Peer, available

LAST = ("half even (tuned on)", "half odd", "**all**")
SETS: dict[str, Callable[[], Iterator[Case]]] = {
    "code39": code39.cases,
    "quality": quality.cases,
    "sheets": sheets.cases,
    "surroundings": surroundings.cases,
    "screens": screens.cases,
    "inks": inks.cases,
    "neighbours": neighbours.cases,
}


@dataclass
class Tally:
    """Of one row: pictures, their codes, and by peer the codes found, the texts that are not there, the CPU seconds."""

    pictures: int = 0
    codes: int = 0
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def main() -> None:
    """Read the options, and print a table for each set, then where ours lacks what a peer finds, or is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"{', '.join(SETS)} or nothing (default all)")
    parser.add_argument("--photographs", type=Path, help="folder of photographs without codes, for the set `nothing`")
    Elsewhere.options(parser)
    options = parser.parse_args()
    peers = available(Elsewhere.chosen(options))
    sets: dict[str, Callable[[], Iterator[Case]]] = {**SETS, "nothing": partial(nothing.cases, options.photographs)}
    for name in options.sets or sets:
        printed(name, sets[name](), peers)


def printed(title: str, cases: Iterable[Case], peers: list[Peer]) -> None:
    """Read every case with every peer, the first of which is ours, and print the set's table."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    remarks: list[str] = []
    for case in cases:
        half = LAST[zlib.crc32(case.name.encode()) % 2]
        tallied = [tallies[row] for row in (case.kind, half, LAST[2])]
        wanted = _counted(case.texts, case)
        found = {peer.name: _read(peer, case, wanted, tallied) for peer in peers}
        remarks += _remarks(case, wanted, found)
        for tally in tallied:
            tally.pictures += 1
            tally.codes += len(case.texts)
    _table(title, tallies, [peer.name for peer in peers])
    print("\n".join([f"\nTo look at: {len(remarks)}", *(f"- {remark}" for remark in remarks)]), end="\n\n", flush=True)


def _read(peer: Peer, case: Case, wanted: Counter[str], tallied: list[Tally]) -> Counter[str]:
    start = peer.clock()
    texts = _counted(peer.read(case.gray), case)
    for tally in tallied:
        tally.seconds[peer.name] += peer.clock() - start
        tally.found[peer.name] += (wanted & texts).total()
        tally.wrong[peer.name] += sum(count for text, count in texts.items() if text not in wanted)
    return texts


def _counted(texts: list[str], case: Case) -> Counter[str]:
    """Even out spellings: in a picture of several formats, of Codabar, which others do not resemble."""
    return Counter(spelled(text, case.format or "CODABAR") for text in texts)


def _remarks(case: Case, wanted: Counter[str], found: dict[str, Counter[str]]) -> Iterator[str]:
    mine, *others = found
    if strange := sorted(set(found[mine]) - set(wanted)):
        yield f"{case.name}: ours reads {strange[:4]!r}"
    for name in others:
        if lacking := sorted(((found[name] & wanted) - found[mine]).elements()):
            yield f"{case.name}: {name} finds {lacking[:4]!r}"


def _table(title: str, tallies: dict[str, Tally], names: list[str]) -> None:
    """Print codes found, in brackets texts that are not there, and CPU milliseconds a picture."""
    print(f"| {title}: found (wrong) | pictures | codes | " + " | ".join(names) + " |")
    print("| --- | ---: | ---: |" + " ---: |" * len(names))
    for row in [*(row for row in tallies if row not in LAST), *(row for row in LAST if row in tallies)]:
        tally = tallies[row]
        cells = [f"{tally.found[name]}" + (f" ({tally.wrong[name]})" if tally.wrong[name] else "") for name in names]
        print(f"| {row} | {tally.pictures} | {tally.codes} | " + " | ".join(cells) + " |")
    every = tallies[LAST[2]]
    times = [f"{1000 * every.seconds[name] / max(every.pictures, 1):.1f}" for name in names]
    print("| CPU ms a picture | | | " + " | ".join(times) + " |")


if __name__ == "__main__":
    main()
