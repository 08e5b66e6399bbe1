"""HEICs: a good one, as phones take them, is not smoothed like a bad one."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.superresolution import Enlarger
from functions.superresolution import source
from shared.clock import NEVER
from shared.errors import InvalidImage
from shared.images import heif, hevc
from tests.support.heif_file import coded, grid, sample
from tests.support.heif_file import heif as file
from tests.support.pictures.photos import astronaut_part, error

Bytes = NDArray[np.uint8]
IDR, CRA = 20, 21


@pytest.fixture(scope="module")
def truth() -> Bytes:
    """What tests/support/heic/make.py has made the files of."""
    return astronaut_part()


def rounding(data: bytes) -> float | None:
    return heif.still(data).rounding


def told(data: bytes) -> tuple[int | None, int]:
    """Quality and subsampling that the engine is told."""
    with source.read(data, 1_000_000, NEVER) as picture:
        return picture.quality, picture.subsampling


def without(kind: int) -> bytes:
    """A file whose parameters lack the units of a kind."""
    item = coded("qp25")
    parts = [unit for unit in hevc.configured(dict(item.properties)[b"hvcC"]) if unit[0] >> 1 & 63 != kind]
    arrays = [bytes((unit[0] >> 1 & 63, 0, 1)) + len(unit).to_bytes(2) + unit for unit in parts]
    head = dict(item.properties)[b"hvcC"][:22]
    return file(
        replace(
            item,
            properties=tuple(
                (name, head + bytes([len(arrays)]) + b"".join(arrays) if name == b"hvcC" else content)
                for name, content in item.properties
            ),
        )
    )


@pytest.mark.parametrize("step", [17, 25, 35])
def test_the_step_is_read_that_the_encoder_took(step: int) -> None:
    assert rounding(sample(f"qp{step}")) == step


def test_the_worse_the_file_the_lower_its_quality() -> None:
    assert [told(sample(f"qp{step}"))[0] for step in (17, 25, 35)] == [97, 90, 20]


def test_a_phones_tiles_count_all() -> None:
    tiles = grid(2, 1, 256, 160), coded("qp17"), coded("qp35")
    assert rounding(file(*tiles)) == 26
    assert told(file(*tiles))[0] == 88


def test_a_picture_that_could_follow_others_and_one_without_parameters_stay_unknown() -> None:
    item = coded("qp25")
    later = bytearray(item.data)
    assert later[4] >> 1 & 63 == IDR
    later[4] = CRA << 1
    assert rounding(file(replace(item, data=bytes(later)))) is None
    assert rounding(without(34)) is None


def test_parameters_that_are_cut_off_leave_it_open() -> None:
    item = coded("qp25")
    cut = dict(item.properties)[b"hvcC"]
    units = [*hevc.configured(cut), item.data[4:260]]
    for length in range(2, 12):
        with pytest.raises((ValueError, IndexError)):
            hevc.rounding([*units[:-1], units[-1][:2] + b"\x80"[: length - 2]])


def test_whatever_the_parameters_say_is_a_qp_or_none_or_refused() -> None:
    item, random = coded("qp25"), np.random.default_rng(1)
    held = dict(item.properties)[b"hvcC"]
    known = 0
    for _ in range(300):
        changed = bytearray(held)
        for place in random.integers(23, len(held), 3):
            changed[place] = random.integers(256)
        properties = tuple((name, bytes(changed) if name == b"hvcC" else content) for name, content in item.properties)
        try:
            step = rounding(file(replace(item, properties=properties)))
        except (ValueError, LookupError, InvalidImage):
            continue
        known += step is not None
        assert step is None or -48 <= step <= 51
    assert known > 20


def test_a_good_heic_keeps_its_detail(truth: Bytes) -> None:
    engine = Enlarger()
    with source.read(sample("qp17"), 1_000_000, NEVER) as picture:
        low, quality, kept = picture.images[0], picture.quality, picture.subsampling
    now = engine.enlarge(low, quality, subsampling=kept).image
    before = engine.enlarge(low, source.UNKNOWN_QUALITY, subsampling=kept).image
    assert error(now, truth) ** 2 < 0.95 * error(before, truth) ** 2
