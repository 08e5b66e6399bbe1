"""The number of a bank card: a whole row of digits that proves itself, among the words that stand on such cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.text import Engine, Line
from shared.clock import Budget

from .bankwords import Words
from .certainty import LEAST, MEAN
from .digitrows import DigitRow, digit_rows
from .digitstacks import digit_stacks
from .glare import blown_out, laid_flat
from .numbers import is_bank_number
from .pieces import Points, Rgb, pieces

BREAKS = {
    14: ({4, 10},),
    15: ({4, 10},),
    16: ({4, 8, 12}, {6}),
    17: ({4, 8, 12, 16}, {6}),
    18: ({4, 8, 12, 16}, {6}),
    19: ({4, 8, 12, 16}, {6}),
}
"""Digits of a number, and those behind which there may be a gap."""
FEWEST = 4
"""Digits of a row that is read again."""
STRIP, MARGIN, LONGEST = 1.3, 2.5, 24.5
"""What is read again: its height in heights of the print; pitches before and behind a number; the longest one's with
them."""
STEP = 0.25
"""Pitches by which it is shortened where the image ends."""
AFTER, LONGER, LONGEST_SHORT, LAST_GROUP = 1.9, (1.2, 4.6), 16, 3
"""Pitches of a row's last digit from where it cannot go on; those between which another group would stand; digits of a
number that may go on so, and of that group. A card's edge is like a 1."""
SPREAD, CONTRAST, FAINTEST = 0.25, 45.0, 5.0
"""Local contrast: over how many heights of the print; its deviation afterwards; the least deviation that is raised."""


@dataclass(frozen=True)
class BankCard:
    """A bank card's number, and the middles of its first and last digit in pixels."""

    number: str
    ends: Points


def read_bank_cards(rgb: Rgb, lines: Sequence[Line], engine: Engine, budget: Budget) -> list[BankCard]:
    """The bank cards of an image whose lines were read, the clearest first; `engine` reads a doubtful row again.

    A number that is not certain is none, nor is one that there was no time to look at. The same one twice is one card.
    """
    read = pieces(lines)
    words = Words(read)
    every = digit_rows(read)
    rows = [row for row in every if words.tell_of_a_card(row)]
    certain = [row for row in rows if _certain(row) and not budget.spent() and _ends(rgb, row, engine)]
    if not certain:
        stacks = [stack for stack in digit_stacks(every) if any(row in stack.rows for row in rows)] if rows else []
        if stands := [stack for stack in stacks if stack.stands(rgb, engine, budget)]:
            return [BankCard(stack.number, stack.ends) for stack in stands]
        doubtful = [row for row in rows if len(row.glyphs) >= FEWEST and not budget.spent()][:1]
        again = (other for row in doubtful for other in _again(rgb, row.with_level(rows), engine))
        certain = [row for row in again if _certain(row) and words.tell_of_a_card(row) and _ends(rgb, row, engine)][:1]
    clearest = {row.number: row for row in sorted(certain, key=lambda row: row.mean)}
    return [BankCard(number, row.points[[0, -1]]) for number, row in reversed(clearest.items())]


def _certain(row: DigitRow) -> bool:
    """Tell whether a row is a bank card's number, whole and certain."""
    breaks = row.breaks
    grouped = breaks is not None and any(breaks <= known for known in BREAKS.get(len(row.glyphs), ()))
    return row.whole and grouped and is_bank_number(row.number) and row.least >= LEAST and row.mean >= MEAN


def _ends(rgb: Rgb, row: DigitRow, engine: Engine) -> bool:
    """Tell whether a row ends where it seems to: no light, no edge of the image, no group that was not read hides more.

    Numbers of 16 digits and of 19 begin alike.
    """
    height = row.height * STRIP
    last = float(row.place(row.points)[-1, 0])
    if blown_out(laid_flat(rgb, _clipped(row.strip(-0.5, last + 0.5, height), rgb))):
        return False
    if len(row.glyphs) > LONGEST_SHORT:
        return True
    edge = row.pixels(np.array(((last + AFTER, 0.0),)))[0]
    gap = _clipped(row.strip(last + 0.5, last + AFTER, height), rgb)
    if not ((edge >= 0) & (edge < (rgb.shape[1], rgb.shape[0]))).all() or blown_out(laid_flat(rgb, gap)):
        return False
    behind = engine.read_line(rgb, _clipped(row.strip(last + LONGER[0], last + LONGER[1], height), rgb))
    more = [sign for sign in behind.characters if sign.text.isdecimal() and sign.probability >= LEAST]
    return len(more) < LAST_GROUP


def _again(rgb: Rgb, row: DigitRow, engine: Engine) -> Iterator[DigitRow]:
    """The rows of digits that are read where a number's row goes on: as it is, upside down, and with raised contrast.

    A row that reaches an end of what was read again may go on there.
    """
    last = float(row.place(row.points)[-1, 0])
    more = max(MARGIN, LONGEST - last)
    places = np.arange(-more, last + more, STEP)
    there = row.pixels(np.stack((places, np.zeros(len(places))), axis=1))
    seen = places[((there >= 0) & (there < (rgb.shape[1], rgb.shape[0]))).all(axis=1)]
    corners = _clipped(row.strip(float(seen[0]), float(seen[-1]), row.height * STRIP), rgb)
    upside_down, raised = np.roll(corners, 2, axis=0), _levelled(rgb, corners, SPREAD * row.height)
    for picture, strip in ((rgb, corners), (rgb, upside_down), (raised, corners)):
        for found in digit_rows(pieces([engine.read_line(picture, strip)])):
            ends = found.place(np.array((strip[[0, 3]].mean(axis=0), strip[[1, 2]].mean(axis=0))))[:, 0]
            if ends[0] < -AFTER and ends[1] > found.place(found.points)[-1, 0] + AFTER:
                yield found


def _clipped(corners: Points, rgb: Rgb) -> Points:
    return np.asarray(np.clip(corners, 0, (rgb.shape[1] - 1, rgb.shape[0] - 1)), np.float64)


def _levelled(rgb: Rgb, corners: Points, sigma: float) -> Rgb:
    """The image with raised local contrast around four corners: print stands out of its ground by shade alone."""
    low = np.maximum(corners.min(axis=0).astype(int) - int(3 * sigma), 0)
    high = corners.max(axis=0).astype(int) + int(3 * sigma)
    picture = rgb.copy()
    part = picture[low[1] : high[1], low[0] : high[0]]
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32)
    apart = grey - cv2.GaussianBlur(grey, (0, 0), sigma)
    deviation = np.sqrt(cv2.GaussianBlur(apart * apart, (0, 0), sigma) + FAINTEST**2)
    part[:] = np.clip(128 + CONTRAST * apart / deviation, 0, 255)[..., None].astype(np.uint8)
    return picture
