"""A value: characters of a card that have a form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .rows import Run


@dataclass(frozen=True)
class Value:
    """Characters of a card: their text, the least probability among them, and their mean one."""

    text: str
    least: float
    mean: float


def formed(rows: Sequence[Run], form: str, *, signs: bool = True) -> Value | None:
    """The value that rows make, if they have a form. Without `signs`, what is no letter needs no certainty."""
    laid = [one for row in rows for one in row]
    match = re.fullmatch(form, "".join(one.text for one in laid))
    if match is None:
        return None
    start, end = match.span(match.re.groups and 1)
    probabilities = [one.probability for one in laid[start:end] if signs or one.text.isalnum()] or [0.0]
    return Value(match[0][start:end], min(probabilities), float(np.mean(probabilities)))
