"""The table of frequencies is the one that its page describes."""

import hashlib
from pathlib import Path

import numpy as np

from engines.codes.languages import STORED

CARD = Path(__file__).parents[3] / "training" / "charsets" / "README.md"


def test_the_page_has_the_tables_sum() -> None:
    assert hashlib.sha256(STORED.read_bytes()).hexdigest() in CARD.read_text("utf-8")


def test_each_table_covers_the_basic_multilingual_plane() -> None:
    with np.load(STORED) as stored:
        shapes = {name: (stored[name].shape, stored[name].dtype) for name in stored.files}
    assert set(shapes) == {"simplified", "traditional", "japanese", "korean", "surnames", "given"}
    assert set(shapes.values()) == {((65_536,), np.dtype(np.uint8))}
