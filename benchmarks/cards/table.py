"""The tables of a run, in Markdown."""

from collections import Counter, defaultdict

from .answers import Row
from .pictures import HOSTILE, TAKEN, Picture, Way
from .score import Tally, scored

Rows = list[tuple[Picture, Row]]
MIX: dict[Way, float] = {"scan": 0.25, "photo": 0.5, "hard": 0.25}
"""What the column "mix" makes of the three."""


def printed(rows: Rows) -> None:
    """Print what was read, what was refused, and what it took."""
    cards = [(picture, row) for picture, row in rows if picture.function != "wrong"]
    _print_read([(picture, row) for picture, row in cards if picture.way in TAKEN])
    _print_hostile([(picture, row) for picture, row in cards if picture.way in HOSTILE])
    _print_refused(rows)
    _print_cost([(picture, row) for picture, row in cards if row.text_cpu])


def _tally(picture: Picture, row: Row) -> Tally:
    return scored(picture.function, row.cards, row.answers.get(picture.function, {}))


def _print_read(rows: Rows) -> None:
    kinds: defaultdict[str, defaultdict[Way, Tally]] = defaultdict(lambda: defaultdict(Tally))
    functions: defaultdict[str, Tally] = defaultdict(Tally)
    for picture, row in rows:
        tally = _tally(picture, row)
        kinds[picture.kinds[0]][picture.way].add(tally)
        functions[picture.function].add(tally)
    _head("Exact / pictures: fields or pairs right, wrong, left out", "card", *TAKEN, "mix")
    for kind, ways in kinds.items():
        mix = sum(share * ways[way].exact / max(1, ways[way].pictures) for way, share in MIX.items())
        _line(kind, *(f"{ways[way].exact}/{ways[way].pictures}: {_counts(ways[way])}" for way in TAKEN), f"{mix:.2f}")
    _head("All three together", "function", "exact", "nothing", "right, wrong, left out", "wrong of answered")
    for function, tally in functions.items():
        exact = f"{tally.exact}/{tally.pictures}"
        _line(function, exact, str(tally.nothing), _counts(tally), f"{tally.wrong_share:.1%}")


def _print_hostile(rows: Rows) -> None:
    tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for picture, row in rows:
        tallies[picture.way, picture.function].add(_tally(picture, row))
    _head("Hostile", "picture", "function", "pictures", "exact", "nothing", "right, wrong, left out")
    for (way, function), tally in sorted(tallies.items()):
        _line(way, function, str(tally.pictures), str(tally.exact), str(tally.nothing), _counts(tally))


def _print_refused(rows: Rows) -> None:
    """Every function asked about what is not its own is to answer nothing."""
    asked: Counter[tuple[str, str]] = Counter()
    answered: Counter[tuple[str, str]] = Counter()
    for picture, row in rows:
        for function in row.asked:
            if function != picture.function:
                shown = "wrong documents" if picture.function == "wrong" else "cards of other functions"
                asked[shown, function] += 1
                answered[shown, function] += function in row.answers
    _head("Refused", "picture", "function", "asked", "refused", "share")
    for (shown, function), count in sorted(asked.items()):
        refused = count - answered[shown, function]
        _line(shown, function, str(count), str(refused), f"{refused / count:.1%}")


def _print_cost(rows: Rows) -> None:
    card, text = defaultdict[str, float](float), defaultdict[str, float](float)
    pictures: Counter[str] = Counter()
    for picture, row in rows:
        card[picture.function] += row.cpu
        text[picture.function] += row.text_cpu
        pictures[picture.function] += 1
    _head("CPU s a picture", "function", "pictures", "as a card", "as printed text", "ratio")
    for name, count in pictures.items():
        _line(
            name, str(count), f"{card[name] / count:.3f}", f"{text[name] / count:.3f}", f"{card[name] / text[name]:.2f}"
        )


def _counts(tally: Tally) -> str:
    return f"{tally.right}, {tally.wrong}, {tally.left_out}"


def _head(title: str, *cells: str) -> None:
    print(f"\n### {title}\n")
    _line(*cells)
    print("|---" * len(cells) + "|")


def _line(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |")
