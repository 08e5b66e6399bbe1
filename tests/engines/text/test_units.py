"""Units in one sign: ㎡, ㎥, ℃, ‰."""

import numpy as np
import pytest

from engines.text import Engine
from engines.text.letters import Letter
from engines.text.spelling import normalise
from tests.support.pictures.pages import chinese, lines


def read(engine: Engine, text: str, size: int) -> str:
    return "".join(line.text for line in engine.read(np.asarray(lines(chinese(size), text))).lines).replace(" ", "")


@pytest.mark.parametrize("size", [20, 36])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120㎡", "120m²"),
        ("89㎡/3室2厅1卫", "89m²/3室2厅1卫"),
        ("单价12000元/㎡", "单价12000元/m²"),
        ("每㎡不超过3人", "每m²不超过3人"),
        ("三室两厅 98㎡ 南北通透", "三室两厅98m²南北通透"),
        ("面积(㎡)", "面积(m²)"),
        ("单位：㎡", "单位：m²"),
    ],
)
def test_square_metres_were_metres_or_nothing(engine: Engine, text: str, expected: str, size: int) -> None:
    assert read(engine, text, size) == expected


@pytest.mark.parametrize(
    "text",
    [
        "身高1.2m以下",
        "全长100m",
        "价格88元起",
        "第3页 共9页",
        "5min",
        "90cm",
        "面积78m²",
        "厚3mm",
        "还剩2件",
        "面积()",
        "长度(m)",
        "单位：米",
    ],
)
def test_other_units_stay(engine: Engine, text: str) -> None:
    assert read(engine, text, 28) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10~20°℃", "10~20℃"),
        ("含盐3%0", "含盐3‰"),
        ("5%o以下", "5‰以下"),
        ("20%08", "20%08"),
        ("a%0d", "a%0d"),
        ("45°C", "45°C"),
        ("100%", "100%"),
    ],
)
def test_signs_of_two_parts_were_read_as_both(text: str, expected: str) -> None:
    letters = [Letter(sign, 0.9, place) for place, sign in enumerate(text)]
    assert "".join(letter.text for letter in normalise(letters)) == expected
