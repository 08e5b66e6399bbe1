"""From the recogniser's scores to characters (CTC). Knows no images."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines.runtime.tensors import Tensor

from .twins import BOTH, ONLY_TRADITIONAL, SIMPLIFIED, TRADITIONAL

BLANK = 0
IDEOGRAPHS = "\u2e80"
"""The first of the characters that are as wide as they are high."""
FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {"¥": "￥"}
"""Characters in half width, and the same in full width: which of both stands there is no doubt about the character."""


@dataclass(frozen=True)
class Letter:
    """One character: its probability, and its place in pixels of the flat line.

    `twin` is the likeliest of its forms in the other script, traditional or simplified: "" without any.
    """

    text: str
    probability: float
    place: float
    twin: str = ""
    twin_probability: float = 0.0


class Alphabet:
    """The characters by the network's numbers: blank, the model file's own list, space."""

    def __init__(self, metadata: dict[str, str]) -> None:
        self.letters = ["", *metadata["character"].splitlines(), " "]
        numbers = {letter: number for number, letter in enumerate(self.letters)}
        self._others: dict[frozenset[str], NDArray[np.bool_]] = {}
        self.twins: dict[int, list[int]] = {}
        """The numbers of a number's twins. Characters of both scripts have none: nothing is wrong with them."""
        self.widths: dict[int, int] = {}
        """The number of the same character in the other width."""
        for half, full in FULL_WIDTH.items():
            if half in numbers and full in numbers:
                self.widths |= {numbers[half]: numbers[full], numbers[full]: numbers[half]}
        for plain, other in zip(SIMPLIFIED + BOTH, TRADITIONAL + ONLY_TRADITIONAL, strict=True):
            self.twins.setdefault(numbers[other], []).append(numbers[plain])
        for plain, other in zip(SIMPLIFIED, TRADITIONAL, strict=True):
            self.twins.setdefault(numbers[plain], []).append(numbers[other])

    def others(self, signs: frozenset[str]) -> NDArray[np.bool_]:
        """Tell of each number whether it is a character, and none of these. Whoever asks has few sets of them."""
        if signs not in self._others:
            self._others[signs] = np.array([letter not in signs | {""} for letter in self.letters])
        return self._others[signs]


def decoded(scores: Tensor, alphabet: Alphabet, step: float) -> list[Letter]:
    """The likeliest characters of T x C scores: repeats collapse, blanks go.

    `scores` are logits; the softmax is taken only where a character begins. `step` is the width of one row in pixels.
    """
    numbers = scores.argmax(axis=1)
    fresh = np.flatnonzero((numbers != BLANK) & (numbers != np.concatenate(([BLANK], numbers[:-1]))))
    best = scores[fresh, numbers[fresh]]
    probabilities = 1 / np.exp(scores[fresh] - best[:, None]).sum(axis=1)
    found = []
    for at, probability in zip(fresh, probabilities, strict=True):
        number = int(numbers[at])
        other = alphabet.widths.get(number)
        either = 1.0 if other is None else 1 + float(np.exp(scores[at, other] - scores[at, number]))
        letter = Letter(alphabet.letters[number], float(probability) * either, (int(at) + 0.5) * step)
        if number in alphabet.twins:
            twin = max(alphabet.twins[number], key=lambda other: scores[at, other])
            likely = float(probability * np.exp(scores[at, twin] - scores[at, number]))
            letter = replace(letter, twin=alphabet.letters[twin], twin_probability=likely)
        found.append(letter)
    return found
