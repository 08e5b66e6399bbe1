"""Lines of text and QR codes are found by their looks, and nothing else is."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from engines.crop import Engine
from engines.crop.codes import codes
from engines.crop.lettering import lines
from tests.support import qr_png
from tests.support.pictures.scenes import GRASS, Rgb, ball, ground

WHITE = (252, 252, 252)


def write(image: Rgb, text: str, left: int, bottom: int, scale: float) -> tuple[int, int]:
    """Write a line; its first row of ink, and the one behind its last."""
    before = image.copy()
    cv2.putText(image, text, (left, bottom), cv2.FONT_HERSHEY_DUPLEX, scale, (30, 30, 60), 2, cv2.LINE_AA)
    rows = np.flatnonzero((image != before).any(axis=(1, 2)))
    return int(rows[0]), int(rows[-1]) + 1


def grey(image: Rgb) -> Rgb:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def with_code(width: int, height: int, left: int, top: int) -> Rgb:
    image = ground(width, height, WHITE)
    code = np.asarray(Image.open(io.BytesIO(qr_png(scale=8))).convert("RGB"))
    image[top : top + len(code), left : left + len(code)] = code
    return image


@pytest.mark.parametrize("scale", [0.6, 1.0, 2.0])
def test_a_line_is_found(scale: float) -> None:
    image = ground(512, 400, WHITE)
    top, bottom = write(image, "Summer sale", 40, 220, scale)
    (line,) = lines(grey(image))
    assert line.top == pytest.approx(top, abs=6)
    assert line.bottom == pytest.approx(bottom, abs=6)
    assert line.left == pytest.approx(40, abs=8)


def test_large_letters_within_a_border_are_a_line() -> None:
    image = ground(512, 512, (0, 90, 170))
    cv2.rectangle(image, (14, 14), (497, 497), WHITE, 12)
    cv2.putText(image, "EXIT", (50, 380), cv2.FONT_HERSHEY_DUPLEX, 5.6, WHITE, 20, cv2.LINE_AA)
    rows, columns = np.nonzero((image[30:482, 30:482] == WHITE).all(axis=2))
    (line,) = lines(grey(image))
    assert line.top == pytest.approx(30 + rows.min(), abs=10)
    assert line.bottom == pytest.approx(30 + rows.max(), abs=10)
    assert line.left == pytest.approx(30 + columns.min(), abs=14)
    assert line.right == pytest.approx(30 + columns.max(), abs=14)


def test_what_reaches_from_side_to_side_is_no_line() -> None:
    image = ground(512, 512, (0, 90, 170))
    cv2.putText(image, "HHHHHH", (-40, 320), cv2.FONT_HERSHEY_DUPLEX, 5.6, WHITE, 20, cv2.LINE_AA)
    assert lines(grey(image)) == []


@pytest.mark.parametrize("image", [ground(512, 400), ball(ground(512, 400), 200, 200, 90), ground(512, 6, WHITE)])
def test_grass_and_a_ball_are_no_text(image: Rgb) -> None:
    assert lines(grey(image)) == []
    assert codes(grey(image)) == []


def test_a_fence_is_no_text() -> None:
    image = ground(512, 400, GRASS)
    image[180:230, 20:490:6] = 255
    assert lines(grey(image)) == []


def test_a_code_is_found_with_its_quiet_zone() -> None:
    (code,) = codes(grey(with_code(512, 512, 60, 100)))
    side = len(np.asarray(Image.open(io.BytesIO(qr_png(scale=8)))))
    assert code.left == pytest.approx(60, abs=10)
    assert code.bottom == pytest.approx(100 + side, abs=10)


@pytest.mark.parametrize("ratio", [1.33, 1.78, 2.35])
def test_no_edge_goes_through_a_line(engine: Engine, ratio: float) -> None:
    image = ground(900, 900, WHITE)
    ball(image, 450, 150, 100)
    rows = [write(image, "One more line of text", 120, 380 + 85 * number, 1.8) for number in range(5)]
    (crop,) = engine.crops(image, [ratio]).crops
    for top, bottom in rows:
        assert not top < crop.top < bottom
        assert not top < crop.bottom + 1 < bottom


def test_a_code_below_a_picture_is_not_cut(engine: Engine) -> None:
    image = with_code(600, 1200, 180, 850)
    ball(image, 300, 200, 180)
    (crop,) = engine.crops(image, [0.7]).crops
    assert crop.bottom >= 850 + len(np.asarray(Image.open(io.BytesIO(qr_png(scale=8))))) - 1 - 8


@pytest.mark.parametrize(("product", "paper"), [(244, 252), (240, 250), (20, 10)])
def test_a_white_product_on_white_is_found(engine: Engine, product: int, paper: int) -> None:
    image = np.full((600, 1000, 3), paper, np.uint8)
    cv2.rectangle(image, (60, 180), (300, 460), (product,) * 3, -1)
    (crop,) = engine.crops(image, [0.75]).crops
    assert crop.left <= 60
    assert crop.right >= 300


@pytest.mark.parametrize("angle", [20, 40])
def test_a_turned_code_is_found(angle: float) -> None:
    image = with_code(512, 512, 150, 150)
    turn = cv2.getRotationMatrix2D((256, 256), angle, 0.8)
    turned = np.asarray(cv2.warpAffine(image, turn, (512, 512), borderValue=WHITE), np.uint8)
    assert len(codes(grey(turned))) == 1


def test_a_code_on_paper_in_the_shade_is_found() -> None:
    image = np.asarray(with_code(512, 512, 40, 240).astype(np.float32) * 0.3, np.uint8)
    image[:230] = WHITE
    assert len(codes(grey(image))) == 1


@pytest.mark.parametrize("share", [0.75, 0.6])
@pytest.mark.parametrize("angle", [0, 30, 45])
def test_a_code_that_is_seen_from_far_aside_is_found(share: float, angle: float) -> None:
    turn = cv2.getRotationMatrix2D((256, 256), angle, 1.0)
    turned = cv2.warpAffine(with_code(512, 512, 150, 150), turn, (512, 512), borderValue=WHITE)
    image = np.asarray(cv2.resize(turned, None, fx=1, fy=share, interpolation=cv2.INTER_AREA), np.uint8)
    (code,) = codes(grey(image))
    rows, columns = np.nonzero(grey(image) < 128)
    assert code.top < rows.min()
    assert code.bottom > rows.max()
    assert code.left < columns.min()
    assert code.right > columns.max()
