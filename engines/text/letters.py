"""From the recogniser's scores to characters (CTC). Knows no images."""

from dataclasses import dataclass

import numpy as np

from engines.runtime.tensors import Tensor

BLANK = 0


@dataclass(frozen=True)
class Letter:
    """One character: its probability, and its place in pixels of the flat line."""

    text: str
    probability: float
    place: float


def alphabet(metadata: dict[str, str]) -> list[str]:
    """The characters by the network's numbers: blank, the model file's own list, space."""
    return ["", *metadata["character"].splitlines(), " "]


def decoded(scores: Tensor, letters: list[str], step: float) -> list[Letter]:
    """The likeliest characters of T x C scores: repeats collapse, blanks go.

    `scores` are logits; the softmax is taken only where a character begins. `step` is the width of one row in pixels.
    """
    numbers = scores.argmax(axis=1)
    fresh = np.flatnonzero((numbers != BLANK) & (numbers != np.concatenate(([BLANK], numbers[:-1]))))
    best = scores[fresh, numbers[fresh]]
    probabilities = 1 / np.exp(scores[fresh] - best[:, None]).sum(axis=1)
    return [
        Letter(letters[numbers[at]], float(probability), (int(at) + 0.5) * step)
        for at, probability in zip(fresh, probabilities, strict=True)
    ]
