"""How well an image was read: characters, lines in the right place with the right text, lines by text alone, order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .geometry import groups, overlaps, quads, reading
from .strings import cased, crossings, distance, match_texts, plain
from .truth import Corners, TruthLine

SAME_PLACE = 0.5
"""Intersection over union, as in ICDAR's end-to-end protocol."""
SAME_GROUP = 0.5
"""Share of the smaller box that another covers, from which the two are taken to be the same text."""
Wanted = Sequence[tuple[str, TruthLine]]
Got = Sequence[tuple[str, Corners]]


@dataclass
class Tally:
    """Counts of one image or of many."""

    characters: int = 0
    errors: int = 0
    to_traditional: int = 0
    to_simplified: int = 0
    truth: int = 0
    found: int = 0
    right: int = 0
    pairs: int = 0
    in_order: int = 0
    text_truth: int = 0
    text_found: int = 0
    text_right: int = 0
    text_errors: int = 0
    links: int = 0
    links_kept: int = 0
    sheets: int = 0
    sheets_kept: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def cer(self) -> float:
        """Character errors for each true character."""
        return self.errors / max(1, self.characters)

    @property
    def hmean(self) -> float:
        """Harmonic mean of precision and recall of lines."""
        return 2 * self.right / max(1, self.truth + self.found)

    @property
    def order(self) -> float:
        """Share of neighbouring lines that come in the true order."""
        return self.in_order / max(1, self.pairs)

    @property
    def text_hmean(self) -> float:
        """Harmonic mean of precision and recall of lines by their text alone."""
        return 2 * self.text_right / max(1, self.text_truth + self.text_found)

    @property
    def exact(self) -> float:
        """Share of the true lines that were read without an error, by their text alone."""
        return self.text_right / max(1, self.text_truth)

    @property
    def text_cer(self) -> float:
        """Character errors for each true character, lines paired by their text alone."""
        return self.text_errors / max(1, self.characters)


def scored(truth: Sequence[TruthLine], read: Sequence[tuple[str, Corners]]) -> Tally:
    """Compare one image's lines."""
    wanted = [(plain(line.text), line) for line in truth]
    kept = [index for index, (text, _) in enumerate(wanted) if text]
    got = [(plain(text), corners) for text, corners in read if plain(text)]
    tally = Tally(sum(len(text) for text, _ in wanted))
    _count_texts(tally, [cased(line.text) for line in truth], [cased(text) for text, _ in read])
    if any(wanted[index][1].corners is None for index in kept):  # no boxes: only the text of the whole page counts
        tally.errors = distance("".join(text for text, _ in wanted), "".join(text for text, _ in got))
        return tally
    lines = [wanted[index] for index in kept]
    tally.truth, tally.found = len(lines), len(got)
    shared, areas = overlaps(quads([line.corners or () for _, line in lines]), quads([box for _, box in got]))
    linked = shared / np.maximum(np.minimum(areas[0][:, None], areas[1][None]), 1e-6) >= SAME_GROUP
    _count_characters(tally, linked, lines, got)
    _count_matches(tally, shared / np.maximum(areas[0][:, None] + areas[1][None] - shared, 1e-6), lines, got)
    if any(line.after for line in truth):
        places = {index: np.flatnonzero(row) for index, row in zip(kept, linked, strict=True) if row.any()}
        _count_links(tally, truth, {i: (int(row[0]), int(row[-1])) for i, row in places.items()})
    return tally


def _count_texts(tally: Tally, truth: Sequence[str], read: Sequence[str]) -> None:
    mine, theirs = [text for text in truth if text], [text for text in read if text]
    tally.text_truth, tally.text_found = len(mine), len(theirs)
    tally.text_right, tally.text_errors = match_texts(mine, theirs)


def _count_characters(tally: Tally, linked: NDArray[np.bool_], wanted: Wanted, got: Got) -> None:
    for mine, theirs in groups(linked):
        order = reading(wanted[mine[0]][1]) if mine else None
        true = "".join(wanted[i][0] for i in mine)
        text = "".join(got[j][0] for j in (sorted(theirs, key=lambda j: order(got[j][1])) if order else theirs))
        tally.errors += distance(true, text)
        crossed = crossings(true, text)
        tally.to_traditional += crossed[0]
        tally.to_simplified += crossed[1]


def _count_matches(tally: Tally, overlap: NDArray[np.float64], wanted: Wanted, got: Got) -> None:
    pairs = sorted(((overlap[i, j], int(i), int(j)) for i, j in np.argwhere(overlap >= SAME_PLACE)), reverse=True)
    places: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in places and j not in places.values() and wanted[i][0] == got[j][0]:
            places[i] = j
    tally.right = len(places)
    for i, place in places.items():
        if i + 1 in places:
            tally.pairs += 1
            tally.in_order += place < places[i + 1]


def _count_links(tally: Tally, truth: Sequence[TruthLine], places: dict[int, tuple[int, int]]) -> None:
    """Count what comes right after what it must: later, and with nothing between that belongs before or behind both.

    For a line that was not found, those before it stand in.
    """
    before: list[set[int]] = []
    earlier: list[set[int]] = []
    for line in truth:
        found = {i for i in line.after if i in places}
        before.append(found.union(*(before[i] for i in line.after if i not in places)))
        earlier.append(set(line.after).union(*(earlier[i] for i in line.after)))

    def kept(i: int, j: int) -> bool:
        start, end = places[i][1], places[j][0]
        astray = (k for k in places if k in earlier[i] or j in earlier[k])
        return start <= end and not any(start < place < end for k in astray for place in places[k])

    links = [kept(i, j) for j in places for i in before[j]]
    tally.links, tally.links_kept = len(links), sum(links)
    tally.sheets, tally.sheets_kept = 1, int(all(links))
