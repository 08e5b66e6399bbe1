"""Photos are computed some rows, or one channel, at a time: that changes no pixel, and takes little memory."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines.portrait import Background, Cut, Format, Rgb, Studio, arrays
from engines.portrait.arrays import Alpha, unit
from engines.portrait.background import composite
from engines.portrait.beauty import beautify
from engines.portrait.foreground import foreground
from engines.portrait.guided import enlarged_guided_filter, guided_filter
from engines.portrait.levels import Levels
from engines.portrait.light import relight
from engines.portrait.opinions import fuse
from engines.portrait.segmentation import Scale
from engines.portrait.smoothing import smooth
from engines.portrait.warping import Tilt, Warp
from engines.portrait.watermark import add_watermark

WHOLE = 1 << 30
"""Rows: more than any picture has."""
LARGE = Format((1050, 1500))


@pytest.fixture
def large(one_inch: Cut) -> tuple[Rgb, Alpha]:
    """Colours and alpha of some more rows than are computed at a time."""
    size = (341, 479)
    return (
        np.asarray(cv2.resize(one_inch.rgb, size), np.uint8),
        np.asarray(cv2.resize(one_inch.alpha, size), np.float32),
    )


def guided(rgb: Rgb, alpha: Alpha) -> NDArray[Any]:
    return guided_filter(rgb, alpha, 9, 1e-3)


def guided_in_half(rgb: Rgb, alpha: Alpha) -> NDArray[Any]:
    small, values = (np.asarray(cv2.resize(whole, (170, 239)), np.float32) for whole in (unit(rgb), alpha))
    return enlarged_guided_filter(small, values, 9, 1e-3, rgb)


def warped(rgb: Rgb, alpha: Alpha) -> NDArray[Any]:
    way = Warp(np.array(((0.99, 0.1, -20.0), (-0.1, 0.99, 7.0))), (300, 401), Tilt(0.05, 150.0, 200.0, 330.0))
    return np.dstack((way.apply(rgb, cv2.BORDER_REPLICATE), way.apply(alpha, cv2.BORDER_CONSTANT)))


def laid(rgb: Rgb, alpha: Alpha) -> NDArray[Any]:
    return composite(rgb, alpha, Background((255, 255, 255), (67, 142, 219)))


def fused(_: Rgb, alpha: Alpha) -> NDArray[Any]:
    other = np.asarray(np.clip(alpha[:, ::-1] * 1.1, 0, 1), np.float32)
    return fuse(alpha, other, Scale(np.array((170, 200), np.float32), 150.0))


def smoothed(rgb: Rgb, alpha: Alpha) -> NDArray[Any]:
    picture = unit(rgb)
    smooth(picture, alpha, 150.0, 0.8)
    return picture


def marked(rgb: Rgb, _: Alpha) -> NDArray[Any]:
    return add_watermark(rgb, 3)


@pytest.mark.parametrize("work", [guided, guided_in_half, warped, laid, fused, smoothed, marked])
def test_no_seam_is_left_where_rows_end(
    large: tuple[Rgb, Alpha], work: Callable[[Rgb, Alpha], NDArray[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_strips = work(*large)
    monkeypatch.setattr(arrays, "STRIP", WHOLE)
    assert np.allclose(in_strips, work(*large), rtol=0, atol=1e-6)  # sums may be added up in another order


def test_each_channel_gets_its_own_colours(large: tuple[Rgb, Alpha]) -> None:
    rgb, alpha = large
    mirrored = foreground(np.ascontiguousarray(rgb[..., ::-1]), alpha, 150.0)
    assert np.array_equal(mirrored[..., ::-1], foreground(rgb, alpha, 150.0))


def test_a_large_photo_takes_memory_for_some_of_its_pictures_only(studio: Studio, astronaut: Rgb) -> None:
    studio.cut(astronaut, LARGE)
    tracemalloc.start()
    try:
        studio.cut(astronaut, LARGE)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # pictures of 32-bit colours that are held at once: 4 by now, 11 when all was computed whole
    assert peak < 5 * 3 * 4 * LARGE.size[0] * LARGE.size[1]


def test_beauty_and_light_take_no_more_memory_than_the_cut(studio: Studio, astronaut: Rgb) -> None:
    """They took 100 MB more."""
    cut = studio.cut(astronaut, LARGE)
    shaded = replace(cut, rgb=np.asarray(cut.rgb * np.linspace(0.25, 1, LARGE.size[0])[None, :, None], np.uint8))
    tracemalloc.start()
    try:
        beautify(relight(shaded, 1.0), Levels(smoothing=0.6, whitening=0.6))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * 3 * 4 * LARGE.size[0] * LARGE.size[1]
