"""shared/images: a small file takes neither much time nor much memory, and what decoders object to is an answer."""

import io
import struct
import subprocess
import sys
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image

from benchmarks.decoding.samples import SAMPLES
from shared import errors
from shared.images import decoding, time_cost
from tests.support import encoded

LARGE = 50_000_000


def refused(data: bytes, max_pixels: int = LARGE) -> str:
    with pytest.raises(errors.InvalidImage) as caught:
        decoding.decode(data, "L", max_pixels)
    return str(caught.value.advice)


def size(data: bytes) -> tuple[int, int]:
    return decoding.decode(data, "L", LARGE).size


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def tiff(entries: list[tuple[int, int, int, int]], rest: bytes = b"", order: str = "<") -> bytes:
    """A TIFF of one directory, at whose end `rest` begins: see `behind`."""
    head = struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, 8)
    directory = b"".join(struct.pack(order + "HHII", *entry) for entry in sorted(entries))
    return head + struct.pack(order + "H", len(entries)) + directory + bytes(4) + rest


def behind(entries: int) -> int:
    return 8 + 2 + 12 * entries + 4


class TestScans:
    def progressive(self, side: int, scans: int) -> bytes:
        """A grey JPEG whose last scan comes again and again."""
        data = encoded(Image.new("L", (side, side), 90), "JPEG", progressive=True)
        start, end = data.rindex(b"\xff\xc4"), data.rindex(b"\xff\xd9")
        return data[:end] + data[start:end] * (scans - data.count(b"\xff\xda")) + data[end:]

    def test_as_many_pixels_times_scans_as_a_second_allows(self) -> None:
        """A JPEG of 205 kB, 100 scans of 50 megapixels, took 3.3 s of a processor."""
        most = time_cost.MAX_SCANNED // 1000**2
        assert size(self.progressive(200, 300)) == (200, 200)
        with decoding.opened(self.progressive(1000, most), LARGE):
            pass
        assert refused(self.progressive(1000, most + 1)).startswith("a JPEG of this size may have 1000 scans")

    def test_ordinary_progressive_ones_of_the_largest_size_are_not_refused(self) -> None:
        for mode in ("L", "RGB", "CMYK"):
            data = encoded(Image.new(mode, (8, 8)), "JPEG", progressive=True)
            assert data.count(b"\xff\xda") * LARGE <= time_cost.MAX_SCANNED

    def test_a_tiff_of_many_jpeg_strips_is_read(self) -> None:
        """Each strip is a JPEG of one scan: more than 100 of them were refused as a JPEG of too many scans."""
        strips = encoded(Image.new("RGB", (64, 2048), "red"), "TIFF", compression="jpeg", strip_size=64 * 3 * 8)
        assert strips.count(b"\xff\xda") > 200
        assert size(strips) == (64, 2048)


class TestParts:
    def test_a_png_of_countless_chunks_is_refused(self) -> None:
        head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 8, 8, 8, 0, 0, 0, 0))
        end = chunk(b"IDAT", zlib.compress(bytes(72))) + chunk(b"IEND")
        assert size(head + chunk(b"IDAT") * 1000 + end) == (8, 8)
        for kind in (b"IDAT", b"zzZz"):
            assert "more than 65536 chunks" in refused(head + chunk(kind) * 70_000 + end)
        assert "more than 65536 chunks" in refused(head + end + chunk(b"zzZz") * 70_000)

    @pytest.mark.parametrize(
        "segment", [b"\xff\xfe\0\2", b"\xff", b"\xff\xe1\0\x0bExif\0\0abc", b"\xff\0", b"\xff\xd0", b"0"]
    )
    def test_a_jpeg_of_countless_segments_is_refused(self, segment: bytes) -> None:
        data = encoded(Image.new("L", (8, 8)), "JPEG")
        assert size(data[:2] + b"\xff\xfe\0\2" * 1000 + data[2:]) == (8, 8)
        assert "more than 65536 segments" in refused(data[:2] + b"\xff\xfe\0\2" + segment * 70_000 + data[2:])

    @pytest.mark.parametrize(
        "blocks",
        [b"!\xfe" + b"\1a" * 70_000 + b"\0", b"!\xfe\1a\0" * 70_000, b"!\1" + b"\1a" * 70_000 + b"\0", bytes(70_000)],
    )
    def test_a_gif_of_countless_blocks_is_refused(self, blocks: bytes) -> None:
        """A comment in blocks of one byte took 34 times its size in memory."""
        data = encoded(Image.new("P", (8, 8)), "GIF")
        place = data.index(b",")
        for kind in (b"!\xfe\1a\0" * 999, b"!\xff\x0bNETSCAPE2.0\3\1\0\0\0", b"!\1\0\1,\0", b"!\xfe\0"):
            assert size(data[:place] + kind + data[place:]) == (8, 8)
        assert "more than 65536 blocks" in refused(data[:place] + blocks + data[place:])
        hidden = b"!\1\0\1,\0"  # whoever stops at the first empty block takes the comma for the picture
        assert "more than 65536 blocks" in refused(data[:place] + hidden + blocks + data[place:])

    @pytest.mark.parametrize("order", ["<", ">"])
    def test_a_tiff_of_countless_offsets_is_refused_unread(self, order: str) -> None:
        """A million offsets, 2 MB, took 6 s and 250 MB."""
        start, count = behind(8), 70_000
        entries = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (278, 4, 1, 1)]
        entries += [(273, 3, count, start), (279, 4, 1, 8)]
        assert "more than 65536 strips or tiles" in refused(tiff(entries, b"\0\x40" * count, order))

    def test_a_tiff_of_countless_tiles_is_refused(self) -> None:
        """195,000 tiles of 16 x 16 took 3 s, all of them the same 256 bytes."""
        side, count = 4200, 69_169
        entries = [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
        entries += [(322, 3, 1, 16), (323, 3, 1, 16), (324, 4, 1, behind(9)), (325, 4, 1, 256)]
        assert (side // 16 + 1) ** 2 == count
        assert "more than 65536 strips or tiles" in refused(tiff(entries, bytes(256)))

    def test_a_tile_far_larger_than_the_picture_is_refused(self) -> None:
        """A picture of 8 x 8 in a tile of 16384 x 16384 took 260 MB; larger tiles took gigabytes."""
        content = zlib.compress(bytes(1000))
        entries = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1), (277, 3, 1, 1)]
        entries += [(322, 4, 1, 16384), (323, 4, 1, 16384), (324, 4, 1, behind(10)), (325, 4, 1, len(content))]
        assert "tiles of the TIFF are far larger" in refused(tiff(entries, content))

    def test_run_lengths_of_a_bmp_are_few(self) -> None:
        """Pillow unpacks them in Python, pixel by pixel: 50 megapixels took seconds."""
        assert size(run_lengths(100, 90)) == (100, 90)
        assert "may have 10000000 pixels" in refused(run_lengths(5000, 2001))


def run_lengths(width: int, height: int) -> bytes:
    """A black BMP of 8 bits, in runs."""
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, 0, 0, 0, 256, 0) + bytes(1024)
    line = (
        b"\xff\0" * (width // 255) + bytes((width % 255, 0)) if width % 255 else b"\xff\0" * (width // 255)
    ) + b"\0\0"
    return b"BM" + struct.pack("<IHHI", 0, 0, 0, 14 + len(head)) + head + line * height + b"\0\1"


class TestSides:
    @pytest.mark.parametrize("shape", [(1, 70_000), (70_000, 1)])
    def test_a_side_that_no_camera_makes_is_refused(self, shape: tuple[int, int]) -> None:
        """A PNG of 1 x 50000000, 97 kB, took 1001 MB: eight bytes and a row for each pixel."""
        assert (
            refused(encoded(Image.new("L", shape)))
            == f"{shape[0]}x{shape[1]} is too large: send at most 65535 pixels a side"
        )

    def test_the_tallest(self) -> None:
        assert size(encoded(Image.new("L", (1, 65_535)))) == (1, 65_535)

    def test_a_frame_of_a_gif_takes_no_memory_before_its_size_is_known(self) -> None:
        """42 bytes took 860 MB when they were opened: a ground for the next frame, which is never read."""
        head = b"GIF89a" + struct.pack("<2H", 1, 1) + b"\x80\0\0" + bytes(6)
        dispose = b"\x21\xf9\4\x08\0\0\0\0"
        frame = b"\x2c" + struct.pack("<4HB", 0, 0, 60_000, 60_000, 0) + b"\2\1\0\0;"
        assert "too large: send at most 50000000 pixels" in refused(head + dispose + frame)


class TestFax:
    """libtiff goes on with what it guesses, tells stderr, and Pillow answers with what came out."""

    def lines(self, compression: str) -> bytes:
        rows = np.add.outer(np.arange(64) ** 2, np.arange(64) * 3) % 29 > 14
        return encoded(Image.fromarray(rows), "TIFF", compression=compression)

    @pytest.mark.parametrize("compression", ["group3", "group4", "tiff_ccitt"])
    def test_whole_ones_are_read(self, compression: str, capfd: pytest.CaptureFixture[str]) -> None:
        assert size(self.lines(compression)) == (64, 64)
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize("compression", ["group3", "group4"])
    def test_damaged_ones_are_refused_and_nothing_goes_to_stderr(
        self, compression: str, capfd: pytest.CaptureFixture[str]
    ) -> None:
        whole = self.lines(compression)
        with Image.open(io.BytesIO(whole)) as image:
            tags: Any = image
            start, length = tags.tag_v2[273][0], tags.tag_v2[279][0]
        outcomes = []
        for place in range(start, start + length - 8, 7):
            damaged = whole[:place] + b"\0\1\0\1\xff\x01\0\0" + whole[place + 8 :]
            try:
                decoding.decode(damaged, "L", LARGE)
                outcomes.append("read")
            except errors.InvalidImage:
                outcomes.append("refused")
        assert outcomes.count("refused") >= 5  # in the other places, other codes are as good
        assert capfd.readouterr().err == ""

    def test_nothing_of_any_decoder_goes_to_stderr(self, capfd: pytest.CaptureFixture[str]) -> None:
        rng = np.random.default_rng(3)
        for sample in SAMPLES.values():
            whole = sample.data(60, 40)
            for _ in range(12):
                damaged = bytearray(whole)
                for place in rng.integers(len(whole) // 8, len(whole), 4):
                    damaged[place] = rng.integers(256)
                try:
                    decoding.decode(bytes(damaged), "RGB", LARGE)
                except errors.InvalidImage:
                    continue
        assert capfd.readouterr().err == ""

    def test_nor_does_anything_of_the_library(self) -> None:
        """Of a TIFF with too many samples it logs an error, which Python writes as it is where nobody takes it."""
        content = encoded(Image.new("RGB", (8, 8)), "TIFF").replace(
            struct.pack("<2HIH", 277, 3, 1, 3), struct.pack("<2HIH", 277, 3, 1, 127)
        )
        program = (
            "import sys\nfrom shared import errors\nfrom shared.images import decoding\n"
            "try: decoding.decode(sys.stdin.buffer.read(), 'L', 100)\nexcept errors.InvalidImage: print('refused')"
        )
        done = subprocess.run([sys.executable, "-c", program], input=content, capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (b"refused\n", b"")
