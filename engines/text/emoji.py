"""Emoji in a line of text are no letters: O for a face, 日 for a picture; they are taken out. Reads nothing.

A letter has the ink of its line, or another one but covers little; an emoji covers most of its place with colours that
are neither the ink nor the ground.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engines.runtime.statistics import median

from .crops import rectify
from .filling import EM
from .gaps import left_of, part_of, right_of
from .letters import IDEOGRAPHS, Letter
from .line import Reading, Rgb

PICTURES = ("\U0001f000", "\U0001faff")
"""Characters that are emoji in any font."""
SHOWN = frozenset("⌚⌛⏩⏪⏫⏬⏰⏳☕☔⚡⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰⬛⬜⭐⭕")
"""Others that phones show as pictures."""
SURE, CERTAIN = 0.9, 0.995
"""Probability from which an ideograph, and from which a letter or sign, is no emoji: some are read as H with .99.
A digit never is one: a price would lack it."""
COLOURED = 48
"""Levels between a pixel's red, green and blue from which it has a colour."""
APART = 64.0
"""Levels by which a colour is off every mixture of ink and ground."""
COVERED, CLEAN = 0.35, 0.12
"""Share of an em's square that an emoji covers so at least, and a letter at most."""
PLAIN, SEEN = 0.35, 0.2
"""Share of the line that is its ground, and of an emoji's place: a disc leaves more than a quarter of a square."""
HALF, CORE = 0.75 * EM, 0.33 * EM
"""Pixels from an emoji's middle to its end at most, and within which it is looked at: what is beside a letter may be
an emoji that was not read."""
MARGIN = 0.15 * EM


def without_emoji(readings: Sequence[Reading], image: Rgb) -> list[Reading]:
    """The readings without the emoji in them, and without those that are nothing else."""
    found = [_cleaned(reading, image) for reading in readings]
    return [reading for reading in found if reading.glyphs]


def _cleaned(reading: Reading, image: Rgb) -> Reading:
    glyphs = reading.glyphs
    pictures = {letter for letter in glyphs if PICTURES[0] <= letter.text <= PICTURES[1] or letter.text in SHOWN}
    if not reading.vertical and any(map(_doubtful, glyphs)) and len(glyphs) > 1 and _coloured(reading, image):
        pictures |= _foreign(glyphs, rectify(image, reading.flat))
    if not pictures:
        return reading
    kept = [letter for letter in glyphs if letter not in pictures]
    reading = replace(reading, letters=tuple(letter for letter in reading.letters if letter not in pictures))
    if not kept or reading.vertical:
        return replace(reading, letters=tuple(kept))
    low = 0.0 if kept[0] is glyphs[0] else max(0.0, left_of(kept[0]) - MARGIN)
    high = reading.length if kept[-1] is glyphs[-1] else min(reading.length, right_of(kept[-1]) + MARGIN)
    return part_of(reading, low, high)


def _doubtful(letter: Letter) -> bool:
    sure = SURE if letter.text >= IDEOGRAPHS else CERTAIN
    return letter.probability < sure and not letter.text.isdigit()


def _coloured(reading: Reading, image: Rgb) -> bool:
    """Tell whether a square as high as the line could be full of colours."""
    low = np.maximum(reading.region.quad.min(axis=0).astype(int), 0)
    high = np.ceil(reading.region.quad.max(axis=0)).astype(int)
    part = image[low[1] : high[1] : 2, low[0] : high[0] : 2]
    if not part.size:
        return False
    share = np.count_nonzero(part.max(axis=2) - part.min(axis=2) > COLOURED) / (part.shape[0] * part.shape[1])
    return bool(share * reading.region.length >= COVERED * reading.region.size / 2)


def _foreign(glyphs: Sequence[Letter], line: Rgb) -> set[Letter]:
    """The letters that cover their places with what is neither the ink of the others nor the ground."""
    colours = line.astype(np.float32)
    kinds = (line >> 3).astype(np.int32) @ np.array((1024, 32, 1))
    counts = np.bincount(kinds.ravel())
    ground = counts.argmax()
    if counts[ground] < PLAIN * kinds.size:
        return set()
    away = colours - colours[kinds == ground].mean(axis=0)
    cells, cores = ([_around(away, letter, reach) for letter in glyphs] for reach in (HALF, CORE))
    inks = [_ink(core) for core in cores]
    found = {
        index
        for index, letter in enumerate(glyphs)
        if _doubtful(letter)
        and _shows_ground(cells[index])
        and _off(cores[index], [*inks[:index], *inks[index + 1 :]]) >= COVERED
    }
    others = [index for index in range(len(glyphs)) if index not in found]
    clean = len(found) <= len(others) and all(
        _off(cores[index], [inks[other] for other in others]) < CLEAN for index in others
    )
    return {glyphs[index] for index in found} if clean else set()


def _around(away: NDArray[np.float32], letter: Letter, reach: float) -> NDArray[np.float32]:
    return away[:, int(max(0.0, letter.place - reach)) : int(letter.place + reach) + 1]


def _shows_ground(cell: NDArray[np.float32]) -> bool:
    """Tell whether the ground is seen around what is in a cell: it is no letter on a plate."""
    return bool(np.count_nonzero(np.abs(cell).max(axis=2) < APART / 2) >= SEEN * cell.shape[0] * cell.shape[1])


def _ink(cell: NDArray[np.float32]) -> NDArray[np.float32]:
    """The colour of a letter, as what is farthest from the ground."""
    far = np.hypot(np.hypot(cell[..., 0], cell[..., 1]), cell[..., 2])
    ink: NDArray[np.float32] = cell[far >= 0.8 * far.max()].mean(axis=0) if far.size else np.zeros(3, np.float32)
    return ink


def _off(cell: NDArray[np.float32], inks: Sequence[NDArray[np.float32]]) -> float:
    """Ems' squares in a cell that are no mixture of the ground and the usual ink."""
    ink = np.array([median([each[channel] for each in inks]) for channel in range(3)], np.float32)
    share = np.clip(cell @ ink / max(1.0, float(ink @ ink)), 0.0, 1.0)
    rest = cell - share[..., None] * ink
    return float(np.count_nonzero((rest * rest).sum(axis=2) > APART * APART)) / EM**2
