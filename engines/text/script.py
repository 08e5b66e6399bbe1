"""A page's script, simplified or traditional, and that its doubtful characters follow it. Knows no images.

The recogniser takes simplified characters for their traditional twins (强 for 強) now and then, and the reverse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from .letters import Letter
from .line import Reading
from .twins import SIMPLIFIED, TRADITIONAL

SURE = 0.9
"""Probability from which a character is evidence."""
CLOSE = 0.025
"""Probability from which a twin may be what stands there, as nearly all of a page's characters are of its script."""
ENOUGH = 4
"""Certain characters of one script that tell a page's."""
ALL_BUT = 0.15
"""Share of those of the other script (a brand, a name) up to which the page has one script."""
KANA, JAPANESE = ("\u3041", "\u30fa"), 3
"""From the first to the last kana; and how many make a page Japanese, which writes characters of both scripts."""


class Script(Enum):
    """In which script a page is written; None elsewhere says that it has both, or another, or that too little tells."""

    SIMPLIFIED = frozenset(SIMPLIFIED)
    TRADITIONAL = frozenset(TRADITIONAL)

    @property
    def other(self) -> "Script":
        """The other one."""
        return Script.TRADITIONAL if self is Script.SIMPLIFIED else Script.SIMPLIFIED

    def count(self, letters: Sequence[Letter]) -> int:
        """How many certain characters are of this script alone."""
        return sum(
            letter.probability >= SURE and letter.twin_probability < CLOSE and letter.text in self.value
            for letter in letters
        )


def script(letters: Sequence[Letter]) -> Script | None:
    """The script of a page with these characters."""
    if sum(KANA[0] <= letter.text <= KANA[1] for letter in letters) >= JAPANESE:
        return None
    counts = {each: each.count(letters) for each in Script}
    most = max(counts, key=counts.__getitem__)
    alone = counts[most.other] <= ALL_BUT * sum(counts.values())
    return most if counts[most] >= ENOUGH and alone else None


def followed(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one page, whose doubtful characters follow its script."""
    page = script([letter for reading in readings for letter in reading.letters])
    if page is None:
        return list(readings)
    return [replace(reading, letters=tuple(_followed(reading.letters, page))) for reading in readings]


def _followed(letters: Sequence[Letter], page: Script) -> Iterator[Letter]:
    """Yield a line's characters in the script of the page; a line with certain ones of the other stays as it is."""
    foreign = page.other.count(letters)
    for letter in letters:
        # A form of traditional text alone may stand for a character of both scripts, which is at home on either page.
        at_home = (letter.text in Script.SIMPLIFIED.value) is (page is Script.SIMPLIFIED)
        if foreign or at_home or letter.twin_probability < CLOSE:
            yield letter
        else:
            yield replace(letter, text=letter.twin, probability=letter.probability + letter.twin_probability)
