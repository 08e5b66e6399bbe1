"""shared/images: what was lost amid a file is noticed, where the decoder draws on out of place, or something else."""

import io
import re
import struct
import zlib
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from shared import errors
from shared.images import decoding
from tests.support import encoded, heif_file

KINDS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 90},
    "JPEG in parts": {"quality": 90, "restart_marker_rows": 1},
    "JPEG by scans": {"quality": 85, "progressive": True},
    "WEBP": {"quality": 80},
    "WEBP lossless": {"lossless": True},
    "TIFF in strips of JPEG": {"compression": "jpeg"},
}

SURE = [kind for kind in KINDS if kind != "WEBP lossless"]
"""Those of whose codes so few mean anything that holes are seen."""


def picture(size: tuple[int, int] = (300, 260)) -> Image.Image:
    noise = np.random.default_rng(7).integers(0, 256, (25, 35, 3), np.uint8)
    grain = np.random.default_rng(8).integers(-9, 9, (size[1], size[0], 1))
    smooth = np.asarray(Image.fromarray(noise).resize(size), np.int64)
    return Image.fromarray((smooth + grain).clip(0, 255).astype(np.uint8))


def file(kind: str) -> bytes:
    return encoded(picture(), kind.partition(" ")[0], **KINDS[kind])


def refusal(data: bytes) -> str:
    """What is said of a file; nothing if it is read."""
    try:
        decoding.decode(data, "RGB", 20_000_000)
    except errors.InvalidImage as error:
        return str(error.advice)
    return ""


@pytest.mark.parametrize("kind", SURE)
@pytest.mark.parametrize("share", [0.4, 0.6])
def test_a_block_of_zeros_amid_the_codes_was_answered(kind: str, share: float) -> None:
    data = file(kind)
    start = int(share * len(data))
    assert not refusal(data)
    assert "damaged" in refusal(data[:start] + bytes(4096) + data[start + 4096 :])


@pytest.mark.parametrize("kind", SURE)
def test_an_upload_that_stopped_and_was_filled_up_with_zeros_was_answered(kind: str) -> None:
    data = file(kind)
    assert all(refusal(data[:size] + bytes(len(data) - size)) for size in (len(data) // 2, len(data) * 4 // 5))


@pytest.mark.parametrize("kind", ["JPEG", "JPEG in parts"])
def test_a_jpeg_that_goes_on_out_of_place_behind_a_hole_was_answered(kind: str) -> None:
    data = file(kind)
    middle = len(data) // 2
    noise = np.random.default_rng(3).integers(0, 255, 2000, np.uint8).tobytes()
    assert refusal(data[:middle] + data[middle + 4096 :])
    assert refusal(data[:middle] + noise + data[middle + 2000 :])


def test_a_lost_part_of_a_jpeg_was_answered() -> None:
    data = file("JPEG in parts")
    marks = [found.start() for found in re.finditer(rb"\xff[\xd0-\xd7]", data)]
    assert refusal(data[: marks[3]] + data[marks[4] :])
    assert refusal(data[: marks[3]] + data[marks[11] :])
    assert refusal(data[: marks[3]] + data[marks[3] + 2 :])


def test_a_lost_scan_amid_a_jpeg_was_answered() -> None:
    data = file("JPEG by scans")
    starts = [found.start() for found in re.finditer(rb"\xff\xda", data)]
    assert all(refusal(data[:here] + data[then:]) for here, then in pairwise(starts))


@pytest.mark.parametrize("kind", KINDS)
def test_plain_pictures_whose_codes_are_zeros_are_read(kind: str) -> None:
    plain = Image.new("RGB", (2000, 1500), "white")
    plain.paste("black", (100, 100, 400, 300))
    assert not refusal(encoded(plain, kind.partition(" ")[0], **KINDS[kind] | {"optimize": True}))


def test_lossless_webps_of_quick_encoders_are_read() -> None:
    """Animations are written so: pixel by pixel, one bit for each of a plain ground."""
    drawing = Image.new("RGB", (600, 500), "#f5f0e4")
    drawing.paste(picture((120, 110)), (300, 300))
    assert not refusal(encoded(drawing, "WEBP", lossless=True, method=0))


def test_a_webp_that_begins_once_more_was_answered() -> None:
    data = file("WEBP")
    assert refusal(data[: len(data) // 2] + data)
    assert not refusal(data + data)


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("height", [1, 2, 39, 40])
@pytest.mark.parametrize("bits", [1, 8, 16])
def test_a_png_with_too_few_rows_was_answered(bits: int, height: int, interlaced: bool) -> None:
    rows = bytes(1 + 16 * bits // 8) * height
    if interlaced:
        rows = b"".join(
            bytes(1 + -(-columns * bits // 8)) * len(range(top, height, down))
            for left, top, across, down in ADAM7
            if (columns := len(range(left, 16, across)))
        )
    assert not refusal(png(bits, height, interlaced, rows))
    if height > 2:
        assert refusal(png(bits, height, interlaced, rows[: len(rows) * 9 // 10]))


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of each pass the first column and row, and the steps to the next ones."""


def png(bits: int, height: int, interlaced: bool, rows: bytes) -> bytes:
    """A grey PNG 16 pixels wide."""
    head = b"IHDR" + struct.pack(">2I5B", 16, height, bits, 0, 0, 0, interlaced)
    chunks = [head, b"IDAT" + zlib.compress(rows), b"IEND"]
    whole = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


@pytest.mark.parametrize("hole", [bytes(40), b"\1\0\0\1\1"])
def test_a_heic_with_a_hole_was_answered(hole: bytes) -> None:
    data = heif_file.sample("corners")
    start = len(data) - len(data) // 4
    assert not refusal(data)
    assert "damaged" in refusal(data[:start] + hole + data[start + len(hole) :])


@pytest.mark.parametrize("compression", ["group4", "tiff_lzw", "packbits"])
def test_a_tiff_with_a_lost_block_was_answered(compression: str) -> None:
    noise = np.random.default_rng(2).random((400, 400)) < 0.5
    data = encoded(Image.fromarray(noise), "TIFF", compression=compression)
    assert not refusal(data)
    assert refusal(data[:4000] + bytes(2048) + data[6048:])


def test_the_thumbnail_of_a_raw_file_was_answered_as_the_picture() -> None:
    small = encoded(picture((60, 40)), "TIFF", tiffinfo={254: 1})
    assert "raw" in refusal(small)


def test_what_is_read_is_as_the_decoder_gives_it() -> None:
    for kind in KINDS:
        data = file(kind)
        expected = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
        assert np.array_equal(np.asarray(decoding.decode(data, "RGB", 1_000_000)), expected), kind
