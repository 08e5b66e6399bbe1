"""What a flat line says. Knows neither where it lies nor how it was turned."""

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.onnx import Network

from .crops import HEIGHT
from .letters import Alphabet, Letter, decoded
from .line import Rgb

OUTPUTS = ("p2o.pd_op.add.79.0",)
STEP = 16
"""Widths are padded to a multiple: few shapes, hardly any waste."""
NARROWEST = 48
LONGEST = 2400
"""Pixels: a longer line is read in pieces."""
CONTEXT = 96
"""Pixels that a piece shows beyond the cut."""
SEARCH = 160
"""Pixels before the longest end of a piece in which the emptiest column is taken for the cut."""


class Recogniser:
    """The recognition network. One line a run: on a CPU a batch is no faster, and every line keeps its own width."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._alphabet: Alphabet | None = None

    def read(self, line: Rgb, signs: frozenset[str] = frozenset()) -> list[Letter]:
        """The characters of a line HEIGHT pixels high, from left to right; of `signs` alone, if there are any."""
        width = line.shape[1]
        if width <= LONGEST:
            return self._piece(line, signs)
        letters: list[Letter] = []
        for start, end in _pieces(line):
            low, high = max(0, start - CONTEXT), min(width, end + CONTEXT)
            found = [replace(letter, place=low + letter.place) for letter in self._piece(line[:, low:high], signs)]
            letters += [letter for letter in found if start <= letter.place < end]
        return letters

    def _piece(self, line: Rgb, signs: frozenset[str]) -> list[Letter]:
        if self._alphabet is None:
            self._alphabet = Alphabet(self._network.metadata)
        given = batch(line)
        scores = self._network.run(given, OUTPUTS)[0][0]
        if signs:
            scores[:, self._alphabet.others(signs)] = -np.inf
        return decoded(scores, self._alphabet, given.shape[3] / len(scores))


def batch(line: Rgb) -> NDArray[np.float32]:
    """What the network takes of a line HEIGHT pixels high, 1 x 3 x HEIGHT x W: BGR, -1 to 1, padded with 0."""
    width = line.shape[1]
    made = np.zeros((1, 3, HEIGHT, max(NARROWEST, math.ceil(width / STEP) * STEP)), np.float32)
    made[:, :, :, :width] = cv2.dnn.blobFromImage(line, 2 / 255, mean=(127.5, 127.5, 127.5), swapRB=True)
    return made


def _pieces(line: Rgb) -> list[tuple[int, int]]:
    """Cut a long line between characters."""
    ink = line.astype(np.float32).std(axis=(0, 2))
    blurred = cv2.blur(ink[None], (9, 1))[0]
    width, start, found = line.shape[1], 0, []
    while width - start > LONGEST - CONTEXT:
        end = start + LONGEST - 2 * CONTEXT
        cut = end - SEARCH + int(blurred[end - SEARCH : end].argmin())
        found.append((start, cut))
        start = cut
    return [*found, (start, width + CONTEXT)]
