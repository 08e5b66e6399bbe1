"""shared/images: a JPEG that lacks a part of its picture is refused; one that lacks only the end marker is read."""

import io

import numpy as np
import pytest
from PIL import Image

from shared import errors
from shared.images import decoding, jpeg_segments
from tests.support import encoded

END = b"\xff\xd9"
KINDS = {
    "usual": {"quality": 90},
    "whole colour": {"quality": 75, "subsampling": 0},
    "restarting": {"quality": 90, "restart_marker_rows": 1},
    "progressive": {"quality": 85, "progressive": True},
}
BASELINE = [kind for kind in KINDS if kind != "progressive"]


def picture(mode: str = "RGB") -> Image.Image:
    noise = np.random.default_rng(7).integers(0, 256, (25, 35, 3), np.uint8)
    return Image.fromarray(noise).resize((280, 200)).convert(mode)


def refused(data: bytes) -> bool:
    try:
        decoding.decode(data, "RGB", 1_000_000)
    except errors.InvalidImage:
        return True
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_picture_with_a_marker_of_its_end_was_answered_as_a_whole_one(kind: str) -> None:
    data = encoded(picture(), "JPEG", **KINDS[kind])
    assert all(refused(data[: int(len(data) * share)] + END) for share in (0.3, 0.5, 0.6))


@pytest.mark.parametrize("kind", BASELINE)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_few_bytes_that_are_missing_are_noticed(kind: str, mode: str) -> None:
    data = encoded(picture(mode), "JPEG", **KINDS[kind])
    assert refused(data[:-60] + END)


@pytest.mark.parametrize("kind", BASELINE)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_file_that_lacks_only_the_marker_of_its_end_was_refused(kind: str, mode: str) -> None:
    data = encoded(picture(mode), "JPEG", **KINDS[kind])
    whole, ended = (np.asarray(decoding.decode(one, "RGB", 1_000_000)) for one in (data, data.removesuffix(END)))
    assert np.array_equal(whole, ended)


def test_a_hole_in_the_file_is_noticed() -> None:
    data = encoded(picture(), "JPEG", **KINDS["usual"])
    assert refused(data[: len(data) // 2] + data[len(data) * 3 // 4 :])


def test_other_markers_amid_the_codes_are_damage() -> None:
    data = encoded(picture(), "JPEG", **KINDS["usual"])
    middle = len(data) // 2
    assert refused(data[:middle] + b"\xff\xc4" + data[middle:])


def test_what_fills_up_before_the_end_does_not_matter() -> None:
    data = encoded(picture(), "JPEG", **KINDS["usual"]).removesuffix(END)
    assert not refused(data + b"\xff\xff" + END)


def test_scans_of_single_components_are_read() -> None:
    frame = jpeg_segments.Segment(0xC0, bytes((8, 0, 9, 0, 9, 3, 1, 34, 0, 2, 17, 1, 3, 17, 1)), 0)
    scans = [jpeg_segments.Segment(0xDA, bytes((1, one, 0, 0, 63, 0)), 0) for one in (1, 2, 3)]
    assert not jpeg_segments.lacks_scans(frame, scans)
    assert jpeg_segments.lacks_scans(frame, scans[:2])


def test_the_picture_is_the_decoders_own() -> None:
    for kind, options in KINDS.items():
        data = encoded(picture(), "JPEG", **options)
        plain = np.asarray(Image.open(io.BytesIO(data)))
        assert np.array_equal(np.asarray(decoding.decode(data, "RGB", 1_000_000)), plain), kind
