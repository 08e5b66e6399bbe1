"""QR codes of which one finder pattern is torn off, under a sticker or in glare."""

import random
import string
from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from engines.codes import read_codes
from engines.codes.completed import completed

Gray = NDArray[np.uint8]
MODULE, QUIET = 8, 6
PAPER, INK, TABLE = 235, 20, 150
CORNERS = ("upper left", "upper right", "lower left")
SIDES = {"upper left": (0, 0), "upper right": (1, 0), "lower left": (0, 1)}


@cache
def drawn(version: int) -> tuple[str, Gray]:
    """A text that takes a symbol of that version, and the symbol on paper."""
    choose = random.Random(version)
    for length in range(4, 200, 2):
        text = "".join(choose.choice(string.ascii_lowercase) for _ in range(length))
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        dark = np.array(code.to_image(scale=1, add_quiet_zones=False)) < 128
        if len(dark) == 17 + 4 * version:
            large = np.kron(np.where(np.pad(dark, QUIET), INK, PAPER), np.ones((MODULE, MODULE)))
            return text, large.astype(np.uint8)
    raise AssertionError(version)


def middle(gray: Gray, corner: str) -> tuple[int, int]:
    """Where that finder is, x and y in pixels."""
    near, far = (QUIET * 2 + 7) * MODULE // 2, gray.shape[0] - (QUIET * 2 + 7) * MODULE // 2
    x, y = ((near, far)[side] for side in SIDES[corner])
    return x, y


def torn(gray: Gray, corner: str) -> Gray:
    x, y = middle(gray, corner)
    reach = 7 * MODULE // 2
    ways = [1 - 2 * side for side in SIDES[corner]]
    points = [(-reach, -reach), (reach, -reach), (-reach, reach)]
    off = np.array([(x + a * ways[0], y + b * ways[1]) for a, b in points], np.int32)
    return np.asarray(cv2.fillPoly(gray.copy(), [off], PAPER)).astype(np.uint8)


def under_sticker(gray: Gray, corner: str) -> Gray:
    covered = cv2.circle(gray.copy(), middle(gray, corner), 4 * MODULE, 120, -1)
    return np.asarray(cv2.circle(covered, middle(gray, corner), 2 * MODULE, 200, -1)).astype(np.uint8)


def in_glare(gray: Gray, corner: str) -> Gray:
    x, y = middle(gray, corner)
    rows, columns = np.indices(gray.shape)
    spot = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * (2.8 * MODULE) ** 2))
    return np.asarray(np.clip(0.8 * gray + 400 * spot, 0, 255)).astype(np.uint8)


def photographed(gray: Gray, degrees: float, module: float) -> Gray:
    """Turned on a table, at `module` pixels a module, with a little blur and noise."""
    side, scale = gray.shape[0], module / MODULE
    larger = round(side * scale * 1.5)
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), degrees, scale)
    matrix[:, 2] += (larger - side) / 2
    seen = cv2.warpAffine(cv2.GaussianBlur(gray, (0, 0), 2), matrix, (larger, larger), borderValue=TABLE)
    return np.asarray(np.clip(seen + np.random.default_rng(1).normal(0, 4, seen.shape), 0, 255)).astype(np.uint8)


@pytest.mark.parametrize("harm", [torn, under_sticker, in_glare])
@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize(
    ("version", "degrees", "module"), [(2, 0, 5), (3, 30, 3.3), (4, 77, 4), (5, 45, 6), (6, 200, 5), (7, 8, 4)]
)
def test_a_lost_finder(
    harm: Callable[[Gray, str], Gray], corner: str, version: int, degrees: float, module: float
) -> None:
    text, gray = drawn(version)
    assert [code.text for code in read_codes(photographed(harm(gray, corner), degrees, module)).codes] == [text]


@pytest.mark.parametrize("corner", CORNERS)
def test_a_lost_finder_in_shade(corner: str) -> None:
    text, gray = drawn(4)
    seen = photographed(torn(gray, corner), 20, 5)
    shaded = (seen * np.linspace(0.25, 1, seen.shape[1])).astype(np.uint8)
    assert [code.text for code in read_codes(shaded).codes] == [text]


@pytest.mark.parametrize("corner", CORNERS)
def test_its_corners_are_where_they_would_be_with_all_finders(corner: str) -> None:
    _, gray = drawn(3)
    whole, lacking = (read_codes(photographed(picture, 20, 5)).codes for picture in (gray, torn(gray, corner)))
    assert np.abs(np.subtract(whole[0].corners, lacking[0].corners)).max() <= 4


@pytest.mark.parametrize("corner", CORNERS)
def test_a_lost_finder_seen_at_an_angle(corner: str) -> None:
    text, gray = drawn(3)
    side = gray.shape[0]
    square = np.array(((0, 0), (side, 0), (side, side), (0, side)), np.float32)
    seen = (square + np.array(((0.04, 0.02), (-0.01, 0.03), (0.0, -0.02), (0.0, 0.0))) * side).astype(np.float32)
    tilted = cv2.warpPerspective(
        torn(gray, corner), cv2.getPerspectiveTransform(square, seen), (side, side), borderValue=TABLE
    )
    assert [code.text for code in read_codes(tilted.astype(np.uint8)).codes] == [text]


def test_nothing_is_drawn_where_there_are_no_two_finders() -> None:
    noise = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 256, (300, 400), np.uint8), (0, 0), 2)
    _, gray = drawn(2)
    lone = gray.copy()
    lone[:, gray.shape[1] // 2 :] = PAPER
    lone[gray.shape[0] // 2 :] = PAPER
    flat = np.full((200, 200), 128, np.uint8)
    tiny, thin = np.zeros((20, 20), np.uint8), np.zeros((42, 90_000), np.uint8)
    for picture in (noise, lone, flat, tiny, thin):
        assert not list(completed(picture.astype(np.uint8)))


def test_two_finders_without_a_symbol_are_no_code() -> None:
    _, gray = drawn(2)
    bare = np.full_like(gray, PAPER)
    for corner in CORNERS[:2]:
        x, y = middle(gray, corner)
        near = slice(y - 4 * MODULE, y + 4 * MODULE), slice(x - 4 * MODULE, x + 4 * MODULE)
        bare[near] = gray[near]
    assert not read_codes(bare).codes
