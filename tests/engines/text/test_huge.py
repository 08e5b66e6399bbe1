"""engines/text: a blank picture of 49 megapixels took 14 s, as a line as huge was laid flat as it is."""

from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from engines.text import crops


def sign(size: int) -> Image.Image:
    drawn = Image.new("RGB", (3 * size, 2 * size), "white")
    ImageDraw.Draw(drawn).text((size // 4, size // 3), "A12", fill="black", font=ImageFont.load_default(size))
    return drawn


@pytest.mark.parametrize("size", [300, 700, 1100])
@pytest.mark.parametrize("askew", [0.0, 0.06])
def test_a_huge_line_is_laid_flat_as_any_other(size: int, askew: float, monkeypatch: pytest.MonkeyPatch) -> None:
    image = np.asarray(sign(size))
    corners = size * np.array(((0.1, 0.2), (2.8, 0.2 + askew), (2.8, 1.6), (0.1, 1.6 - askew)))
    found = crops.rectify(image, corners)
    monkeypatch.setattr(crops, "ENOUGH", 1e9)
    whole = crops.rectify(image, corners)
    assert found.shape == whole.shape
    assert np.abs(found.astype(int) - whole).mean() < 2


def test_of_a_huge_region_only_a_small_picture_is_laid_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[tuple[int, int]] = []
    warp = cv2.warpPerspective

    def watched(image: Any, matrix: Any, size: tuple[int, int], **more: Any) -> Any:
        laid.append(size)
        return warp(image, matrix, size, **more)

    monkeypatch.setattr(cv2, "warpPerspective", watched)
    blank = np.full((4000, 5000, 3), 255, np.uint8)
    crops.rectify(blank, np.array(((0, 0), (5000, 0), (5000, 4000), (0, 4000)), np.float64))
    assert max(laid[0]) < 600
