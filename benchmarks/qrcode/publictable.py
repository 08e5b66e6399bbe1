"""The table of public pictures, and which of them a person should look at."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.qrcode.images import expanded
from benchmarks.qrcode.peers import Peer
from benchmarks.qrcode.public import Picture, same

HALVES = ("half even (tuned on)", "half odd")
ALL = "**all**"
UPC_E = re.compile(r"[01]\d{7}")


@dataclass
class Tally:
    """Of one set: pictures, those with a text in the repository, and by peer those answered and those right."""

    pictures: int = 0
    known: int = 0
    answered: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass
class Table:
    """All sets, and the doubtful: `missing`, a peer's text that ours lacks; `alone`, ours that nobody confirms."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missing: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)


def measured(peers: list[Peer], pictures: Iterable[Picture]) -> Table:
    """Read every picture with every peer; the first is ours."""
    table = Table()
    for picture in pictures:
        gray = picture.gray()
        answers = {peer.name: peer.read(gray) for peer in peers}
        half = HALVES[zlib.crc32(picture.name.encode()) % 2]
        for group in (picture.group, half, ALL):
            _count(table.tallies[group], picture, answers)
        _doubt(table, picture, answers, peers[0].name)
    return table


def _count(tally: Tally, picture: Picture, answers: dict[str, list[str]]) -> None:
    tally.pictures += 1
    tally.known += picture.wanted is not None
    for name, texts in answers.items():
        tally.answered[name] += bool(texts)
        tally.right[name] += picture.right(texts)


def _doubt(table: Table, picture: Picture, answers: dict[str, list[str]], mine: str) -> None:
    kind = picture.path.parent.name
    texts = {name: {same(text, kind) for text in answer} for name, answer in answers.items()}
    both = texts[mine] | {expanded(text) for text in texts[mine] if UPC_E.fullmatch(text)}
    others = set().union(*(found for name, found in texts.items() if name != mine))
    known = {same(picture.wanted, kind)} if picture.wanted is not None else set()
    for name in answers:
        if lacking := sorted(texts[name] - both):
            table.missing.append(f"{picture.name}: {name} reads {lacking[:8]!r}, ours {sorted(texts[mine])[:8]!r}")
    confirmed = {text for text in texts[mine] if UPC_E.fullmatch(text) and expanded(text) in others}
    if unknown := sorted(texts[mine] - others - known - confirmed):
        table.alone.append(f"{picture.name}: {unknown[:8]!r}" + (f", not {picture.wanted!r}" if known else ""))


def printed(table: Table, peers: list[Peer]) -> None:
    """Print answered pictures of each set, in brackets those right of those whose text is known; then the doubts."""
    names = [peer.name for peer in peers]
    last = [*HALVES, ALL]
    print("| answered (right/known) | " + " | ".join(["pictures", *names]) + " |")
    print("| --- | ---: |" + " ---: |" * len(names))
    for group in [*(group for group in table.tallies if group not in last), *last]:
        tally = table.tallies[group]
        rights = [f" ({tally.right[name]}/{tally.known})" if tally.known else "" for name in names]
        cells = [f"{tally.answered[name]}{right}" for name, right in zip(names, rights, strict=True)]
        print(f"| {group} | {tally.pictures} | " + " | ".join(cells) + " |")
    for title, lines in (("A peer's text that ours lacks", table.missing), ("Ours that nobody confirms", table.alone)):
        print(f"\n{title}: {len(lines)}\n" + "\n".join(f"- {line}" for line in lines))
    print()
