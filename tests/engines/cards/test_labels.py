"""Where labels stand in what was read."""

from collections.abc import Iterator

import numpy as np
import pytest

from engines.cards.labels import LONG, places


def _every(text: str, label: str) -> Iterator[tuple[int, int]]:
    """Each place, compared character by character."""
    width = len(label)
    for start in range(len(text) - width + 1):
        wrong = sum(text[start + place] != label[place] for place in range(width))
        if wrong == 0 or (wrong == 1 and width >= LONG):
            yield start, start + width


@pytest.mark.parametrize("label", ["名", "住址", "出生日", "有效期限", "初次领证日", "aabaab", "aaaaaaa"])
def test_a_label_is_found_wherever_it_stands_with_one_character_of_a_long_one_misread(label: str) -> None:
    random = np.random.default_rng(len(label))
    letters = [*label, "x"]
    found = 0
    for length in range(30):
        for _ in range(40):
            text = "".join(random.choice(letters, length))
            at = int(random.integers(length + 1))
            for candidate in (text, text[:at] + label + text[at:], text[:at] + label[1:] + text[at:]):
                assert list(places(candidate, label)) == list(_every(candidate, label))
                found += len(list(places(candidate, label)))
    assert found > 500
