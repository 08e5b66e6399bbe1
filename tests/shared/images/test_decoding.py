"""shared/images: every format, mode and orientation comes out right."""

import struct
import zlib
from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from shared import errors
from shared.images import decoding
from tests.support import encoded

ENOUGH = 1_000_000
UPRIGHT = (np.arange(24, dtype=np.int64) * 10).astype(np.uint8).reshape(4, 6)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


def grey(data: bytes) -> NDArray[np.uint8]:
    return np.asarray(decoding.decode(data, "L", ENOUGH))


def colour(data: bytes) -> tuple[int, ...]:
    """The colour of the picture's first pixel."""
    return tuple(int(value) for value in np.asarray(decoding.decode(data, "RGB", ENOUGH))[0, 0])


def refused(data: bytes, max_pixels: int = ENOUGH) -> str:
    with pytest.raises(errors.InvalidImage) as caught:
        decoding.decode(data, "L", max_pixels)
    return str(caught.value.advice)


def exif(orientation: object) -> Image.Exif:
    block = Image.Exif()
    block[0x112] = orientation
    return block


class TestFormats:
    @pytest.mark.parametrize("kind", FORMATS)
    @pytest.mark.parametrize("mode", ["L", "RGB"])
    def test_each(self, kind: str, mode: Literal["L", "RGB"]) -> None:
        image = decoding.decode(encoded(Image.new("RGB", (40, 30), "red"), kind), mode, ENOUGH)
        assert image.size == (40, 30)
        expected = {"L": [76], "RGB": [255, 0, 0]}[mode]
        assert np.abs(np.asarray(image).reshape(-1, len(expected)).astype(int) - expected).max() <= 3

    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF", "MPO"])
    def test_first_of_several_frames(self, kind: str) -> None:
        first, second = Image.new("RGB", (16, 16), "white"), Image.new("RGB", (16, 16), "black")
        assert grey(encoded(first, kind, save_all=True, append_images=[second])).min() > 250

    @pytest.mark.parametrize("data", [b"", b"x", b"<svg/>", b"%PDF-1.7", b"II*\0", b"\xff\xd8\xff", b"GIF89a", b"BM"])
    def test_no_image(self, data: bytes) -> None:
        assert refused(data)

    @pytest.mark.parametrize("kind", ["ICO", "PPM", "TGA", "PCX", "JPEG2000", "ICNS"])
    def test_other_formats_of_pillow(self, kind: str) -> None:
        assert (
            refused(encoded(Image.new("RGB", (32, 32)), kind)) == "send a JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC image"
        )


class TestModes:
    @pytest.mark.parametrize("kind", ["PNG", "TIFF"])
    def test_16_bits(self, kind: str) -> None:
        values = np.array([[0, 257, 25700, 65280, 65535]], np.uint16)
        assert grey(encoded(Image.fromarray(values), kind)).tolist() == [[0, 1, 100, 254, 255]]

    def test_16_bits_in_the_other_byte_order(self) -> None:
        values = np.array([[0, 257, 25700, 65535]], ">u2")
        image = Image.frombytes("I;16B", (4, 1), values.tobytes())
        assert grey(encoded(image, "TIFF")).tolist() == [[0, 1, 100, 255]]

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            (np.array([[0, 70000, 140000, -5]], np.int32), [[0, 127, 255, 0]]),
            (np.array([[0, 0.5, 1, -1]], np.float32), [[0, 127, 255, 0]]),
            (np.array([[0, 500, 1000, 250]], np.float32), [[0, 127, 255, 63]]),
        ],
    )
    def test_32_bits_and_floats(self, values: NDArray[Any], expected: list[list[int]]) -> None:
        found = grey(encoded(Image.fromarray(values), "TIFF"))
        assert np.abs(found.astype(int) - expected).max() <= 1

    @pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
    def test_floats_that_are_no_numbers(self, odd: float) -> None:
        values = np.array([[0, 0.5, 1, odd]], np.float32)
        assert grey(encoded(Image.fromarray(values), "TIFF")).shape == (1, 4)

    @pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
    def test_cmyk(self, kind: str) -> None:
        assert max(colour(encoded(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), kind))[1:]) < 30
        assert min(colour(encoded(Image.new("CMYK", (16, 16), (0, 0, 0, 0)), kind))) > 250

    @pytest.mark.parametrize("mode", ["L", "RGB"])
    def test_lab(self, mode: Literal["L", "RGB"]) -> None:
        """As grey it was refused as damaged."""
        white = encoded(Image.new("LAB", (16, 16), (255, 128, 128)), "TIFF")
        assert np.asarray(decoding.decode(white, mode, ENOUGH)).min() > 240

    def test_palette(self) -> None:
        assert colour(encoded(Image.new("RGB", (8, 8), (10, 200, 30)).quantize(4))) == (10, 200, 30)

    def test_one_bit(self) -> None:
        assert grey(encoded(Image.fromarray(np.array([[True, False]])))).tolist() == [[255, 0]]


def png(depth: int, row: bytes, key: int) -> bytes:
    """A grey PNG of one row of `depth` bits, whose grey `key` is transparent. Pillow writes neither 2 nor 4 bits."""
    width = len(row) * 8 // depth
    head = b"IHDR" + struct.pack(">2I5B", width, 1, depth, 0, 0, 0, 0)
    chunks = [head, b"tRNS" + struct.pack(">H", key), b"IDAT" + zlib.compress(b"\0" + row), b"IEND"]
    whole = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def tiff(bits: int, white_is: int, row: bytes) -> bytes:
    """A grey TIFF of one row of two pixels. Pillow writes neither 12 bits, nor 16 with a white of 0."""
    numbers = {256: 2, 257: 1, 258: bits, 259: 1, 262: 0 if white_is == 0 else 1, 273: 8, 277: 1, 278: 1, 279: len(row)}
    entries = b"".join(struct.pack("<HHIHH", tag, 3, 1, value, 0) for tag, value in numbers.items())
    row += bytes(len(row) % 2)
    return struct.pack("<2sHI", b"II", 42, 8 + len(row)) + row + struct.pack("<H", len(numbers)) + entries + bytes(4)


class TestDeepGrey:
    """Black, white and the transparent grey of pictures of other than 8 bits were taken for something else."""

    def test_a_tiff_of_16_bits_whose_white_is_0(self) -> None:
        assert grey(tiff(16, 0, struct.pack("<2H", 0, 65535))).tolist() == [[255, 0]]

    def test_a_tiff_whose_whites_pillow_would_fold_into_black_is_refused(self) -> None:
        assert grey(tiff(32, 1, struct.pack("<2I", 0, 2_000_000_000))).tolist() == [[0, 255]]
        with pytest.raises(errors.InvalidImage, match="beyond 31 bits"):
            grey(tiff(32, 1, struct.pack("<2I", 0, 4_000_000_000)))

    def test_a_tiff_of_12_bits(self) -> None:
        """It was nearly black all over."""
        assert grey(tiff(12, 4095, bytes([0x00, 0x0F, 0xFF]))).tolist() == [[0, 255]]

    @pytest.mark.parametrize(
        ("depth", "row", "key", "expected"),
        [
            (1, b"\x0f", 0, [0] * 4 + [255] * 4),  # all its ink is white: laid on black
            (2, b"\x1b", 1, [0, 255, 170, 255]),
            (4, b"\x05", 5, [0, 255]),
            (8, b"\x07\x64", 7, [255, 100]),
            (16, struct.pack(">2H", 300, 25700), 300, [255, 100]),
            (16, struct.pack(">3H", 300, 65535, 65000), 300, [0, 255, 252]),  # so it is, and was laid on white
        ],
    )
    def test_the_transparent_grey_of_a_png(self, depth: int, row: bytes, key: int, expected: list[int]) -> None:
        assert grey(png(depth, row, key)).tolist() == [expected]

    def test_grey_in_which_its_transparency_is_multiplied(self) -> None:
        """It was refused as damaged."""
        image = Image.new("LA", (1, 1), (20, 51))
        data = encoded(image, "TIFF").replace(struct.pack("<2HIH", 338, 3, 1, 2), struct.pack("<2HIH", 338, 3, 1, 1))
        assert grey(data).tolist() == [[224]]


class TestTransparency:
    @pytest.mark.parametrize(("alpha", "expected"), [(0, 255), (255, 0), (51, 204)])
    @pytest.mark.parametrize("mode", ["RGBA", "LA"])
    def test_is_laid_over_white(self, mode: str, alpha: int, expected: int) -> None:
        black: tuple[int, ...] = (0, alpha) if mode == "LA" else (0, 0, 0, alpha)
        data = encoded(Image.new(mode, (2, 2), black))
        assert grey(data).max() == expected
        assert colour(data) == (expected,) * 3

    def test_keeps_colour(self) -> None:
        assert colour(encoded(Image.new("RGBA", (2, 2), (255, 0, 0, 51)))) == (255, 204, 204)

    @pytest.mark.parametrize("kind", ["PNG", "GIF"])
    def test_of_a_palette_entry(self, kind: str) -> None:
        image = Image.fromarray(np.array([[0, 1]], np.uint8)).convert("P")
        image.putpalette([0, 0, 0, 0, 0, 0])
        assert grey(encoded(image, kind, transparency=1)).tolist() == [[0, 255]]

    @pytest.mark.parametrize(("mode", "key"), [("L", 0), ("RGB", (0, 0, 0))])
    def test_of_one_colour_of_a_png(self, mode: str, key: Any) -> None:
        assert grey(encoded(Image.new(mode, (2, 2)), transparency=key)).min() == 255


STORED = {
    1: UPRIGHT,
    2: UPRIGHT[:, ::-1],
    3: UPRIGHT[::-1, ::-1],
    4: UPRIGHT[::-1],
    5: UPRIGHT.T,
    6: UPRIGHT.T[::-1],
    7: UPRIGHT.T[::-1, ::-1],
    8: UPRIGHT.T[:, ::-1],
}
"""How a camera stores the picture for each value of the tag: TIFF 6.0, Orientation (first row, first column)."""


class TestOrientation:
    @pytest.mark.parametrize("orientation", STORED)
    @pytest.mark.parametrize("kind", ["PNG", "TIFF"])
    def test_every_pixel(self, kind: str, orientation: int) -> None:
        stored = Image.fromarray(np.ascontiguousarray(STORED[orientation]))
        assert grey(encoded(stored, kind, exif=exif(orientation))).tolist() == UPRIGHT.tolist()

    @pytest.mark.parametrize("orientation", STORED)
    @pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
    def test_of_photos(self, kind: str, orientation: int) -> None:
        large = np.kron(np.ascontiguousarray(STORED[orientation]), np.ones((16, 16), np.uint8))
        found = grey(encoded(Image.fromarray(large), kind, quality=95, exif=exif(orientation)))
        assert np.abs(found[8::16, 8::16].astype(int) - UPRIGHT).max() <= 6

    @pytest.mark.parametrize("orientation", [0, 9, 65535])
    def test_unknown_values_turn_nothing(self, orientation: int) -> None:
        assert grey(encoded(Image.fromarray(UPRIGHT), exif=exif(orientation))).tolist() == UPRIGHT.tolist()

    @pytest.mark.parametrize("length", range(0, 40, 3))
    def test_a_broken_block_turns_nothing(self, length: int) -> None:
        block = exif(6).tobytes()[:length] + b"\xff" * 8
        assert grey(encoded(Image.fromarray(UPRIGHT), exif=block)).shape in ((4, 6), (6, 4))


class TestLightInk:
    """White ink on a transparent ground vanished: it was laid on white."""

    @pytest.mark.parametrize("mode", ["RGBA", "LA"])
    def test_white_ink_is_laid_on_black(self, mode: Literal["RGBA", "LA"]) -> None:
        picture = Image.new(mode, (40, 40), "#ffffff00" if mode == "RGBA" else (255, 0))
        picture.paste("white" if mode == "RGBA" else (255, 255), (10, 10, 30, 30))
        grey = np.asarray(decoding.decode(encoded(picture), "L", ENOUGH))
        assert (grey[20, 20], grey[2, 2]) == (255, 0)

    def test_half_transparent_white_ink_is_laid_on_black(self) -> None:
        picture = Image.new("RGBA", (40, 40), "#ffffff00")
        picture.paste("#ffffff60", (10, 10, 30, 30))
        grey = np.asarray(decoding.decode(encoded(picture), "L", ENOUGH))
        assert (grey[20, 20], grey[2, 2]) == (0x60, 0)

    @pytest.mark.parametrize("ink", ["#ffff00", "#c8dcff", "#ffd0d8", "#c8c8c8"])
    def test_pale_ink_is_laid_on_black(self, ink: str) -> None:
        """Pale letters were laid on white and hardly seen."""
        picture = Image.new("RGBA", (40, 40), "#ffffff00")
        picture.paste(ink, (10, 10, 30, 30))
        assert np.asarray(decoding.decode(encoded(picture), "L", ENOUGH))[2, 2] == 0

    def test_a_white_card_with_holes_is_laid_on_black(self) -> None:
        picture = Image.new("RGBA", (40, 40), "white")
        picture.paste("#ffffff00", (10, 10, 30, 30))
        grey = np.asarray(decoding.decode(encoded(picture), "L", ENOUGH))
        assert (grey[20, 20], grey[2, 2]) == (0, 255)

    @pytest.mark.parametrize("ink", ["black", "#c02020", "#909090"])
    def test_any_other_ink_is_laid_on_white(self, ink: str) -> None:
        picture = Image.new("RGBA", (40, 40), "#ffffff00")
        picture.paste("white", (5, 5, 20, 20))
        picture.paste(ink, (10, 10, 30, 30))
        assert np.asarray(decoding.decode(encoded(picture), "L", ENOUGH))[2, 2] == 255

    def test_nothing_but_transparency_is_white(self) -> None:
        assert np.asarray(decoding.decode(encoded(Image.new("RGBA", (9, 9))), "L", ENOUGH)).min() == 255
