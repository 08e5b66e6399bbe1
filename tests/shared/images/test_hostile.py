"""shared/images: what is cut off, damaged or far too large is refused as that, soon and without much memory."""

import random
import resource
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFile
from pytest_mock import MockerFixture

from shared import errors
from shared.images import decoding
from tests.support import encoded

ENOUGH = 1_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
TURNED = Image.Exif()
TURNED[0x112] = 6


def picture(width: int = 40, height: int = 30) -> Image.Image:
    """Colours that no two formats pack to the same bytes."""
    noise = np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)
    return Image.fromarray(noise)


def size(data: bytes) -> tuple[int, int]:
    return decoding.decode(data, "L", ENOUGH).size


def refused(data: bytes, max_pixels: int = ENOUGH) -> str:
    with pytest.raises(errors.InvalidImage) as caught:
        decoding.decode(data, "L", max_pixels)
    return str(caught.value.advice)


class TestTruncated:
    @pytest.mark.parametrize("kind", FORMATS)
    def test_at_any_place(self, kind: str) -> None:
        data = encoded(picture(), kind)
        for length in range(0, len(data) * 9 // 10, max(1, len(data) // 60)):
            assert refused(data[:length])

    @pytest.mark.parametrize("kind", FORMATS)
    def test_what_follows_the_image_does_not_matter(self, kind: str) -> None:
        data = encoded(picture(), kind)
        assert size(data + b"PK\3\4" + bytes(100)) == (40, 30)


class TestPixels:
    @pytest.mark.parametrize("kind", FORMATS)
    def test_boundary(self, kind: str) -> None:
        data = encoded(picture(40, 30), kind)
        assert decoding.decode(data, "L", 1200).size == (40, 30)
        assert refused(data, 1199) == "40x30 is too large: send at most 1199 pixels"

    def test_a_declared_size_is_refused_before_anything_is_decoded(self, mocker: MockerFixture) -> None:
        load = mocker.spy(ImageFile.ImageFile, "load")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for data in huge():
            assert "too large: send at most 50000000 pixels" in refused(data, 50_000_000)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB
        load.assert_not_called()


def huge() -> list[bytes]:
    """Small files that say 30000x30000."""
    side = 30000
    header = b"IHDR" + struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    idat = b"IDAT" + zlib.compress(bytes(1000))
    png += struct.pack(">I", len(idat) - 4) + idat + struct.pack(">I", zlib.crc32(idat))
    small = Image.new("RGB", (8, 8))
    jpeg, gif, bmp = bytearray(encoded(small, "JPEG")), bytearray(encoded(small, "GIF")), encoded(small, "BMP")
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">2H", side, side)
    gif[6:10] = struct.pack("<2H", side, side)
    tiff = encoded(small, "TIFF")
    for tag in (256, 257):
        tiff = tiff.replace(struct.pack("<2H2I", tag, 4, 1, 8), struct.pack("<2H2I", tag, 4, 1, side))
    return [png, bytes(jpeg), bytes(gif), bmp[:18] + struct.pack("<2i", side, side) + bmp[26:], tiff]


class TestDamaged:
    @pytest.mark.parametrize("kind", [5, 11, 12], ids=["rational", "float", "double"])
    def test_tiff_with_an_offset_that_is_no_whole_number(self, kind: int) -> None:
        """Pillow raises TypeError for it, which was answered as a system error."""
        data = encoded(picture(), "TIFF")
        place = data.index(struct.pack("<2H", 273, 4))
        assert refused(data[: place + 2] + struct.pack("<H", kind) + data[place + 4 :])

    def test_seeded_mutations(self) -> None:
        """Pillow raises a dozen kinds of exception for damaged files; a caller sees one."""
        rng = random.Random(20260101)
        seeds = [encoded(picture(), kind, exif=TURNED) for kind in ("JPEG", "PNG", "WEBP", "TIFF")]
        seeds += [encoded(picture(), kind) for kind in ("GIF", "BMP")]
        seeds += [encoded(picture(), "TIFF", compression=name) for name in ("tiff_lzw", "tiff_adobe_deflate")]
        seeds += [encoded(picture().convert("F"), "TIFF"), encoded(picture(), "JPEG", progressive=True)]
        seeds += [encoded(picture().quantize(16), transparency=3), encoded(picture().convert("CMYK"), "TIFF")]
        outcomes = {"read": 0, "refused": 0}
        for number in range(1500):
            data = mutated(rng, seeds[number % len(seeds)])
            try:
                image = decoding.decode(data, rng.choice(["L", "RGB"]), ENOUGH)
                outcomes["read"] += 1
                assert 0 < image.width * image.height <= ENOUGH
            except errors.InvalidImage:
                outcomes["refused"] += 1
        assert min(outcomes.values()) > 200  # neither is the whole of it


def mutated(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 4, 10])):
        place = rng.randrange(min(len(out), rng.choice([30, 120, 600, len(out)])))
        change = rng.random()
        if change < 0.6:
            out[place] = rng.choice([0, 1, 127, 128, 255, rng.randrange(256)])
        elif change < 0.75:
            del out[place : place + rng.randrange(1, 9)]
        elif change < 0.9:
            out[place:place] = rng.randbytes(rng.randrange(1, 9))
        else:
            del out[place + 1 :]
        out = out or bytearray(b"x")
    return bytes(out)
