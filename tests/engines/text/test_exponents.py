"""Figures that stand raised behind a ten."""

import re

import numpy as np
import pytest
from PIL import ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import BLACK, Rgb, chinese, page

SMALL = 0.62


def drawn(text: str, size: int) -> Rgb:
    """A line in which what stands behind a ^ is small, and raised."""
    image = page(size * 22, size * 3)
    draw, x = ImageDraw.Draw(image), float(size)
    for raised, plain in re.findall(r"\^([-\d]+)|([^^]+)", text):
        font = chinese(round(SMALL * size) if raised else size)
        draw.text((x, size + (0.05 * size if raised else 0)), raised or plain, font=font, fill=BLACK)
        x += font.getlength(raised or plain)
    return np.asarray(image)[:, : int(x) + size]


def read(engine: Engine, image: Rgb) -> str:
    return "".join(line.text for line in engine.read(image).lines).replace(" ", "")


@pytest.mark.parametrize("size", [18, 30])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("白细胞 ×10^9/L", "白细胞×10⁹/L"),
        ("红细胞 ×10^12/L", "红细胞×10¹²/L"),
        ("结果 10^6/μL", "结果10⁶/μL"),
        ("菌落总数 10^4CFU/g", "菌落总数10⁴CFU/g"),
        ("常数 6.02×10^23", "常数6.02×10²³"),
        ("浓度 10^-3 mol/L", "浓度10⁻³mol/L"),
        ("系数 2×10^5", "系数2×10⁵"),
        ("误差 ×10^-6", "误差×10⁻⁶"),
    ],
)
def test_counts_of_cells_were_read_without_their_power_of_ten(
    engine: Engine, text: str, expected: str, size: int
) -> None:
    """10⁹ was 10°, 109 or 10, and 10¹² was 1012."""
    assert read(engine, drawn(text, size)) == expected


@pytest.mark.parametrize(
    "text", ["6×1023", "第10-3号", "10-12岁", "速度10/min", "角度10°", "长10mm", "10mg/L", "10:30", "共100m", "10~20kg"]
)
def test_figures_on_the_line_stay(engine: Engine, text: str) -> None:
    assert read(engine, drawn(text, 28)) == text
