"""What the parameter `ratios` takes, and what it refuses."""

import pytest

from functions.aicrop.params import parse
from shared import errors


@pytest.mark.parametrize(
    ("text", "ratios"),
    [
        ("1,2.35", (1.0, 2.35)),
        (" 1 , 2.35 ", (1.0, 2.35)),
        ("1,,2.35,", (1.0, 2.35)),
        ("", ()),
        (" , ", ()),
        ("1,1", (1.0, 1.0)),
        (".75", (0.75,)),
        ("1.", (1.0,)),
        ("+1.5", (1.5,)),
        ("1e0", (1.0,)),
        ("1,2,3,4,5,6", (1.0, 2.0, 3.0, 4.0, 5.0)),
        ("1,2,3,4,5,nonsense", (1.0, 2.0, 3.0, 4.0, 5.0)),
        ("[1, 2.35]", (1.0, 2.35)),
        ('["1", "2.35"]', (1.0, 2.35)),
        ("[]", ()),
        ("0.01,100", (0.01, 100.0)),
    ],
)
def test_taken(text: str, ratios: tuple[float, ...]) -> None:
    assert parse(text) == ratios


BAD = ["0", "-1", "nan", "NaN", "inf", "1e9", "1e-9", "1e999", "0.0099", "101", "1" * 500]
STRANGE = ["abc", "16:9", "1，2", "1 2", "１", "1_0", "0x1", "--1", "1;2", "null"]


@pytest.mark.parametrize("item", BAD + STRANGE)
def test_refused(item: str) -> None:
    with pytest.raises(errors.InvalidParameter, match="decimal numbers"):
        parse(f"1,{item}")


def test_a_long_text_is_read_at_once() -> None:
    assert parse("1," * 500_000) == (1.0,) * 5
