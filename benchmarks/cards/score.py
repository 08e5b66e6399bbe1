"""What of an answer is right, wrong and left out."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass
class Tally:
    """Counts of pictures (all of them, exact ones, those without an answer) and of fields, or of a menu's pairs."""

    pictures: int = 0
    exact: int = 0
    nothing: int = 0
    right: int = 0
    wrong: int = 0
    left_out: int = 0

    def add(self, other: "Tally") -> None:
        """Add what another one counted."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def wrong_share(self) -> float:
        """Wrong fields of those that were answered."""
        return self.wrong / max(1, self.wrong + self.right)


def scored(function: str, cards: list[dict[str, Any]], answer: Mapping[str, str]) -> Tally:
    """Score a function's answer by the card of the picture that it fits best: fields of two people's are wrong.

    A vehicle licence's pages are one card. Where there is no card, every field is wrong.
    """
    if function == "driving" and cards:
        fields = {name: text for card in cards for name, text in card["fields"].items()}
        cards = [{"fields": fields, "hidden": [name for card in cards for name in card["hidden"]]}]
    results = [_compared(_items(card["fields"]), card["hidden"], _items(answer)) for card in cards]
    best = max(results, key=lambda result: result.right - result.wrong, default=Tally(1, wrong=len(_items(answer))))
    best.exact, best.nothing = int(not best.wrong + best.left_out), int(not answer)
    return best


def _compared(truth: Counter[tuple[str, str]], hidden: Iterable[str], answer: Counter[tuple[str, str]]) -> Tally:
    """A hidden field is right if it is left out. A dish of a menu is not hidden alone: it counts as left out."""
    named, excused = {name for name, _ in answer}, {name for name in hidden if name != "content"}
    right, missing = (truth & answer).total(), (truth - answer).elements()
    left_out = [name for name, _ in missing if name not in named or name == "content"]
    silent = sum(name in excused for name in left_out)
    return Tally(1, right=right + silent, wrong=(answer - truth).total(), left_out=len(left_out) - silent)


def _items(fields: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Each field with its text in NFKC; a menu's pairs; not which side of a card it is: that is no reading."""
    items: Counter[tuple[str, str]] = Counter()
    for name, text in fields.items():
        if name == "content":
            items.update((name, f"{dish['name']} {dish['price']:g}") for dish in json.loads(text)["menu_items"])
        elif name != "type":
            items[name, unicodedata.normalize("NFKC", text)] += 1
    return items
