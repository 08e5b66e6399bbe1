"""What was judged, counted once the names are known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Places = Mapping[str, int]
"""The methods' places for one picture, 0 for the best; equal ones share theirs."""


def places(ranking: str, key: Mapping[str, str]) -> Places:
    """Of a ranking such as "B > A = D > C > E", with the methods by their letters."""
    groups = [[key[letter.strip()] for letter in group.split("=")] for group in ranking.split(">")]
    found = {name: place for place, group in enumerate(groups) for name in group}
    if sorted(found) != sorted(key.values()):
        raise ValueError(f"not each method once: {ranking}")
    return found


def read(text: str, key: Mapping[str, Mapping[str, str]]) -> Mapping[str, Places]:
    """A pass: by picture, from lines such as "face child: B > A = D > C > E, softer than B"."""
    found = {}
    for line in filter(None, text.splitlines()):
        picture, judged = line.split(": ", 1)
        found[picture] = places(judged.split(",", 1)[0], key[picture])
    return found


def against(peer: str, ours: str, passes: Sequence[Places]) -> int:
    """How ours stands beside a peer in all passes together: above 0 if it is better, 0 if equal."""
    steps = (judged[peer] - judged[ours] for judged in passes)
    return sum((step > 0) - (step < 0) for step in steps)


def rows(ours: str, peers: Iterable[str], passes: Sequence[Mapping[str, Places]]) -> Iterator[str]:
    """Markdown: for each kind of picture and all, how often ours is better, equal and worse than each peer."""
    names = list(passes[0])
    kinds = dict.fromkeys(name.split()[0] for name in names)
    peers = list(peers)
    yield f"| kind | pictures | {' | '.join(peers)} |\n| --- | ---: |{' --- |' * len(peers)}"
    for kind in [*kinds, "all"]:
        chosen = [name for name in names if kind in (name.split()[0], "all")]
        cells = [_counts([against(peer, ours, [each[name] for each in passes]) for name in chosen]) for peer in peers]
        yield f"| {kind} | {len(chosen)} | {' | '.join(cells)} |"


def _counts(stands: Sequence[int]) -> str:
    better, equal = sum(stand > 0 for stand in stands), sum(stand == 0 for stand in stands)
    return f"{better} / {equal} / {len(stands) - better - equal}"
