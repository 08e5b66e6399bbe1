"""From the recogniser's probabilities to text (CTC). Knows no images."""

from dataclasses import dataclass

import numpy as np

from .network import Tensor

BLANK = 0


@dataclass(frozen=True)
class Letter:
    """One character: its probability, and its place as a share of the picture's width."""

    text: str
    probability: float
    place: float


def alphabet(metadata: dict[str, str]) -> list[str]:
    """Return the characters by the network's numbers: blank, the model file's own list, space."""
    return ["", *metadata["character"].splitlines(), " "]


def decoded(probabilities: Tensor, letters: list[str]) -> list[Letter]:
    """Return the likeliest characters of T x C probabilities: repeats collapse, blanks go."""
    numbers = probabilities.argmax(axis=1)
    fresh = np.flatnonzero((numbers != BLANK) & (numbers != np.concatenate(([BLANK], numbers[:-1]))))
    steps = len(numbers)
    return [Letter(letters[numbers[at]], float(probabilities[at, numbers[at]]), (at + 0.5) / steps) for at in fresh]


def joined(letters: list[Letter]) -> tuple[str, float]:
    """Return the text and the mean probability of its characters."""
    if not letters:
        return "", 0.0
    return "".join(letter.text for letter in letters), sum(letter.probability for letter in letters) / len(letters)
