"""No code, no time, odd shapes, many threads."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from engines.codes import read_codes
from tests.support import Steps
from tests.support.pictures.symbols import canvas, symbol

SHAPES = [(0, 0), (0, 9), (1, 1), (1, 500), (500, 1), (2, 2), (3, 3), (3, 5000), (5000, 3), (7, 66_000), (66_000, 4)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["flat", "noise"])
def test_odd_shapes_give_nothing_and_do_not_raise(shape: tuple[int, int], kind: str) -> None:
    random = np.random.default_rng(1)
    gray = np.full(shape, 128) if kind == "flat" else random.integers(0, 256, shape)
    assert read_codes(gray.astype(np.uint8)).codes == []


def test_flat_noise_and_stripes_hold_no_code() -> None:
    random = np.random.default_rng(2)
    stripes = np.tile(np.repeat((0, 255), 6), 50)[None].repeat(400, axis=0)
    for gray in (np.zeros((400, 600)), random.integers(0, 256, (400, 600)), stripes):
        assert read_codes(gray.astype(np.uint8)).codes == []


def test_a_view_that_is_not_contiguous_is_read() -> None:
    assert [code.format for code in read_codes(symbol("QR_CODE").gray[:, ::-1].T).codes] == ["QR_CODE"]


def test_no_time_still_allows_the_first_look() -> None:
    read = read_codes(symbol("QR_CODE").gray, Steps(0))
    assert [code.format for code in read.codes] == ["QR_CODE"]
    assert read.complete


def test_every_attempt_that_is_left_out_is_told() -> None:
    """Noise of nine megapixels has no code and takes every remedy; and then the look at full size."""
    gray = np.random.default_rng(3).integers(0, 256, (1500, 1500)).astype(np.uint8)
    gray = np.ascontiguousarray(gray.repeat(2, axis=0).repeat(2, axis=1))
    told = [read_codes(gray, Steps(steps)) for steps in (0, 1, 3)]
    assert [(read.codes, read.complete) for read in told] == [([], False)] * 3
    assert read_codes(gray).complete


def test_a_region_that_is_left_out_is_told_beside_the_code_that_was_read() -> None:
    bars = np.repeat(np.tile((0, 255), 45), 5)[None].repeat(120, axis=0).astype(np.uint8)
    gray = canvas(500, 600, (30, 30, symbol("QR_CODE")))
    gray[340:460, 80:530] = bars
    read = read_codes(gray, Steps(0))
    assert [code.format for code in read.codes] == ["QR_CODE"]
    assert not read.complete
    assert read_codes(gray) == replace(read, complete=True)


def test_a_code_in_a_twelve_megapixel_photo_is_found() -> None:
    picture = symbol("QR_CODE", module=8)
    gray = canvas(3000, 4000, (2500, 1800, picture))
    start = time.thread_time()
    (code,) = read_codes(gray).codes
    assert time.thread_time() - start < 1.0
    errors = np.hypot(*(np.array(code.corners) - picture.corners - (2500, 1800)).T)
    assert errors.max() <= 12


def test_threads_do_not_mix_results() -> None:
    texts = [f"SHELF-{number:04d}" for number in range(64)]
    images = [symbol("QR_CODE" if number % 2 else "CODE_128", text, 3).gray for number, text in enumerate(texts)]
    with ThreadPoolExecutor(32) as pool:
        results = list(pool.map(lambda image: read_codes(image).codes, images))
    assert [[code.text for code in codes] for codes in results] == [[text] for text in texts]
