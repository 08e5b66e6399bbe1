"""Linear codes beside dark things, drawn at fractional widths, out of focus; and what is not to be believed."""

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from engines.codes import read_codes
from engines.codes.geometry import Box
from engines.codes.linear import read_strip
from engines.codes.strips import strip_of
from tests.support.pictures.symbols import SAMPLES, TWO_DIMENSIONAL, Gray, symbol

LINEAR = [name for name in SAMPLES if name not in TWO_DIMENSIONAL]


def _modules(format_: str, content: str | None = None) -> NDArray[np.bool_]:
    """The bars of a symbol, one value for each module, without quiet zones."""
    gray = symbol(format_, content, module=1).gray
    row = gray[gray.shape[0] // 2] < 128
    dark = np.flatnonzero(row)
    bars: NDArray[np.bool_] = row[dark[0] : dark[-1] + 1]
    return bars


def _bars(modules: NDArray[np.bool_], pixels: float, quiet: int, height: int = 80) -> Gray:
    """Modules drawn `pixels` wide by nearest neighbour, with `quiet` modules of white on the left and on the right."""
    padded = np.pad(modules, quiet)
    places = np.arange(round(len(padded) * pixels)) / pixels
    row = np.where(padded[np.minimum(places.astype(int), len(padded) - 1)], 0, 255)
    return np.repeat(row[None].astype(np.uint8), height, axis=0)


def _read(gray: Gray) -> list[tuple[str, str]]:
    return [(code.format, code.text) for code in read_codes(np.ascontiguousarray(gray)).codes]


@pytest.mark.parametrize("surround", [0, 60, 120])
@pytest.mark.parametrize("pixels", [2, 3])
@pytest.mark.parametrize("format_", LINEAR)
def test_a_label_with_little_white_around_it_on_something_dark(format_: str, pixels: int, surround: int) -> None:
    label = np.pad(_bars(_modules(format_), pixels, 4), ((4 * pixels, 4 * pixels), (0, 0)), constant_values=255)
    assert _read(np.pad(label, 60, constant_values=surround)) == [(format_, SAMPLES[format_][2])]


@pytest.mark.parametrize("pixels", [1.2, 1.35, 1.56, 1.73, 1.9, 2.2, 2.45, 2.8])
@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("CODE_39", "GUPQ2FTP1TXC"),
        ("CODE_93", "WX2024ABCDEF"),
        ("CODE_128", "1347cf7fc68c0605"),
        ("EAN_13", "6901234567892"),
        ("ITF", "12345678901231"),
    ],
)
def test_bars_drawn_at_a_fractional_width(format_: str, text: str, pixels: float) -> None:
    gray = np.pad(_bars(_modules(format_, text), pixels, 10, 60), ((20, 20), (20, 20)), constant_values=255)
    assert _read(gray) == [(format_, text)]


def test_a_long_code_without_white_on_either_side() -> None:
    text = "33c64780-a9c0-e92a-820c-fae7011c11e2"
    gray = np.pad(_bars(_modules("CODE_128", text), 1.72, 0, 66), ((8, 8), (0, 0)), constant_values=255)
    scaled = cv2.resize(gray, None, fx=1.478, fy=1.478, interpolation=cv2.INTER_LINEAR)
    assert _read(scaled.astype(np.uint8)) == [("CODE_128", text)]


def _out_of_focus(format_: str, content: str | None, random: np.random.Generator) -> Gray:
    gray = _bars(_modules(format_, content), 8, 12, 250)
    gray = np.pad(gray, ((80, 80), (40, 40)), constant_values=255)
    blurred = cv2.GaussianBlur(gray, (0, 0), random.uniform(4, 10))
    shrink = random.uniform(1.3, 3.2) / 8
    small = cv2.resize(40 + blurred * 0.7, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    noisy: Gray = np.clip(small + random.normal(0, 2, small.shape), 0, 255).astype(np.uint8)
    return noisy


@pytest.mark.parametrize("format_", [name for name in LINEAR if name not in ("EAN_13", "UPC_A")])
def test_no_ean_13_is_made_of_another_code_out_of_focus(format_: str) -> None:
    random = np.random.default_rng(len(format_) + ord(format_[-1]))
    for _ in range(12):
        assert set(_read(_out_of_focus(format_, None, random))) <= {(format_, SAMPLES[format_][2])}


def test_texture_is_not_read() -> None:
    random = np.random.default_rng(5)
    for _ in range(20):
        bars = np.repeat(random.integers(0, 2, 90), random.integers(1, 4, 90)).astype(bool)
        read = _read(np.pad(_bars(bars, 2.3, 0), 40, constant_values=255))
        assert read == []


@pytest.mark.parametrize("degrees", [0, 25, 90, 180])
def test_a_strip_ends_where_the_image_ends(degrees: int) -> None:
    box = Box(100.0, 60.0, 150.0, 40.0, float(np.deg2rad(degrees)))
    inside = box.within(180, 120)
    ends = np.array((np.cos(box.angle), np.sin(box.angle))) * inside.width / 2
    for end in (ends, -ends):
        assert -1e-9 <= inside.x + end[0] <= 179 + 1e-9
        assert -1e-9 <= inside.y + end[1] <= 119 + 1e-9
    assert (inside.height, inside.angle) == (box.height, box.angle)


def test_a_strip_says_where_its_code_lies() -> None:
    gray = np.pad(_bars(_modules("CODE_128"), 2, 10, 300), ((50, 50), (0, 0)), constant_values=255)
    strip = strip_of(gray, Box(gray.shape[1] / 2, 200.0, gray.shape[1] - 40.0, 280.0, 0.0))
    assert strip
    (found,) = read_strip(strip, remedies=True)
    assert found.text == SAMPLES["CODE_128"][2]
    assert np.abs(found.quad[:, 0] - np.array((20, gray.shape[1] - 20, gray.shape[1] - 20, 20))).max() <= 3
    assert np.abs(found.quad[:, 1] - np.array((60, 60, 340, 340))).max() <= 3


def test_a_shaded_itf_is_not_cut_short() -> None:
    rng = np.random.default_rng(11)
    for digits in ("35656486752566", "03673876381619", "12645574986630"):
        code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.ITF)
        picture = np.array(code.to_image(scale=3, add_quiet_zones=True)).astype(np.float64)
        shade = np.linspace(1.0, 0.25, picture.shape[1])
        shaded = picture * shade + rng.normal(0, 4, picture.shape)
        texts = [found.text for found in read_codes(np.clip(shaded, 0, 255).astype(np.uint8)).codes]
        assert texts in ([digits], [])
