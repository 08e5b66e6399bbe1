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
        ("16:9", (16 / 9,)),
        ("16/9,4 : 3,1.5:.5", (16 / 9, 4 / 3, 3.0)),
        ('["16:9", "1"]', (16 / 9, 1.0)),
        ("1，2.35、１６：９；０．５", (1.0, 2.35, 16 / 9, 0.5)),
        ("1;2.35 3\n4", (1.0, 2.35, 3.0, 4.0)),
    ],
)
def test_taken(text: str, ratios: tuple[float, ...]) -> None:
    assert parse(text) == ratios


BAD = ["0", "-1", "nan", "NaN", "inf", "1e9", "1e-9", "1e999", "0.0099", "101", "1" * 500]
STRANGE = ["abc", "²", "1_0", "0x1", "--1", "null"]
NO_PAIR = ["16x9", ":", "16:", ":9", "16:9:4", "1:0", "0:1", "0:0", "1:200", "16//9"]


@pytest.mark.parametrize("item", BAD + STRANGE + NO_PAIR)
def test_refused(item: str) -> None:
    with pytest.raises(errors.InvalidParameter, match="decimal numbers"):
        parse(f"1,{item}")


@pytest.mark.parametrize("item", ["16x9", "1:0", "wide"])
def test_the_refusal_shows_the_right_form(item: str) -> None:
    with pytest.raises(errors.InvalidParameter, match=r"such as 1,2\.35 or 16:9"):
        parse(item)


@pytest.mark.parametrize("between", [",", " ", ";" + 250_000 * " "])
def test_a_long_text_is_read_at_once(between: str) -> None:
    assert parse(f"1{between}" * (500_000 // len(between) + 5)) == (1.0,) * 5
