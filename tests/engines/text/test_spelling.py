"""How what was read is written."""

import pytest

from engines.text.letters import Letter
from engines.text.spelling import normalise


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("分店（南京)二楼", "分店（南京）二楼"),
        ("分店(南京）二楼", "分店（南京）二楼"),
        ("分店(南京)二楼", "分店(南京)二楼"),
        ("一）二)", "一）二)"),
    ],
)
def test_brackets_of_a_pair_are_alike(read: str, written: str) -> None:
    assert "".join(letter.text for letter in normalise([Letter(each, 1.0, 0.0) for each in read])) == written
