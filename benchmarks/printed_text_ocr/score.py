"""How well lines were read: character errors, and lines found in the right place with the right text.

Texts are compared in NFKC, without case and white space; quotes, dashes and Chinese punctuation count as ASCII ones.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.printed_text_ocr.truth import Corners, TruthLine

Boxes = list[NDArray[np.float32]]
_PAIRS = """“" ”" „" ‘' ’' `' —- –- ―- −- ~- 〜- ·. •. …. 。. 、, 《< 》> 〈< 〉> 「[ 」] 【[ 】] ￥¥ ×x"""
TWINS = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
SAME_PLACE = 0.5
"""Intersection over union, as in ICDAR's end-to-end protocol."""
SAME_GROUP = 0.5
"""Share of the smaller box that another covers, from which the two are taken to be the same text."""


@dataclass
class Tally:
    """Counts of one image or of many."""

    characters: int = 0
    errors: int = 0
    truth: int = 0
    found: int = 0
    right: int = 0
    pairs: int = 0
    in_order: int = 0

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


def plain(text: str) -> str:
    """Return what is compared of a text."""
    text = unicodedata.normalize("NFKC", text.translate(TWINS)).translate(TWINS)
    text = re.sub(r"\s+", "", text)
    return re.sub(r"-{2,}", "--", re.sub(r"\.{2,}", "..", text)).casefold()


def distance(first: str, second: str) -> int:
    """Return Levenshtein's distance."""
    codes = np.array([ord(letter) for letter in second], np.int64)
    row = np.arange(len(second) + 1)
    steps = np.arange(len(second) + 1)
    for index, letter in enumerate(first, 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(letter)))
        row = np.minimum.accumulate(np.concatenate(([index], best)) - steps) + steps
    return int(row[-1])


def scored(truth: Sequence[TruthLine], read: Sequence[tuple[str, Corners]]) -> Tally:
    """Compare one image's lines."""
    wanted = [(plain(line.text), line) for line in truth if plain(line.text)]
    got = [(plain(text), corners) for text, corners in read if plain(text)]
    tally = Tally(sum(len(text) for text, _ in wanted), truth=len(wanted), found=len(got))
    if any(line.corners is None for _, line in wanted):
        tally.truth = tally.found = 0  # no boxes: only the text of the whole page counts
        tally.errors = distance("".join(text for text, _ in wanted), "".join(text for text, _ in got))
        return tally
    shared, areas = _overlaps(_quads([line.corners or () for _, line in wanted]), _quads([box for _, box in got]))
    smaller = np.minimum(areas[0][:, None], areas[1][None])
    groups = _groups(shared / np.maximum(smaller, 1e-6) >= SAME_GROUP)
    for mine, theirs in groups:
        order = _reading(wanted[mine[0]][1]) if mine else None
        tally.errors += distance(
            "".join(wanted[i][0] for i in mine),
            "".join(got[j][0] for j in (sorted(theirs, key=lambda j: order(got[j][1])) if order else theirs)),
        )
    _count_matches(tally, shared / np.maximum(areas[0][:, None] + areas[1][None] - shared, 1e-6), wanted, got)
    return tally


def _quads(corners: Sequence[Corners]) -> Boxes:
    return [np.array(box, np.float32).reshape(-1, 2) for box in corners]


def _overlaps(
    first: Boxes, second: Boxes
) -> tuple[NDArray[np.float64], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the shared area of each pair, and the area of each box."""
    shared = np.zeros((len(first), len(second)))
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            apart = (one.max(0) <= other.min(0)) | (other.max(0) <= one.min(0))
            if not apart.any():
                shared[i, j] = cv2.intersectConvexConvex(cv2.convexHull(one), cv2.convexHull(other))[0]
    return shared, (np.array([cv2.contourArea(box) for box in first]), np.array([cv2.contourArea(b) for b in second]))


def _groups(linked: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """Return the connected groups: truth lines with the lines read that lie on them."""
    count = linked.shape[0]
    parents = list(range(count + linked.shape[1]))

    def root(node: int) -> int:
        while parents[node] != node:
            node = parents[node]
        return node

    for i, j in np.argwhere(linked):
        parents[root(int(i))] = root(count + int(j))
    groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for node in range(len(parents)):
        groups[root(node)][node >= count].append(node - count * (node >= count))
    return list(groups.values())


class _reading:  # noqa: N801 - a function with a memory
    """Sort key: rows of the first true line's frame, then along it."""

    def __init__(self, line: TruthLine) -> None:
        box = np.array(line.corners, np.float64)
        along = box[3] - box[0] if line.vertical else box[1] - box[0]
        across = box[0] - box[1] if line.vertical else box[3] - box[0]
        self.origin, self.height = box[0], max(1.0, float(np.hypot(*across)))
        self.along = along / max(1e-6, float(np.hypot(*along)))
        self.across = across / self.height

    def __call__(self, box: Corners) -> tuple[int, float]:
        centre = np.mean(np.array(box), axis=0) - self.origin
        return round(float(centre @ self.across) / self.height / 0.7), float(centre @ self.along)


def _count_matches(
    tally: Tally,
    overlap: NDArray[np.float64],
    wanted: Sequence[tuple[str, TruthLine]],
    got: Sequence[tuple[str, Corners]],
) -> None:
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
