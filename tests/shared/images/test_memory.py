"""shared/images: what a picture is said to take is what it takes, and no more is taken at once than there is."""

import lzma
import multiprocessing
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image
from pytest_mock import MockerFixture

from benchmarks.decoding.cost import cost, made
from benchmarks.decoding.samples import SAMPLES
from shared import admission, capacity, errors
from shared.admission import Line
from shared.images import decoding
from tests.support import encoded

NONE = decoding.EngineMemory(per_pixel=0, fixed=0)
PASSING = decoding.EngineMemory(per_pixel=0, fixed=0, passing=90_000_000)
LARGE = 50_000_000
CLEAR = encoded(Image.new("RGBA", (1000, 1000)), "WEBP", lossless=True)


@pytest.mark.parametrize(
    "name",
    [
        "JPEG",
        "JPEG 4:4:4 progressive",
        "PNG transparent",
        "PNG turned",
        "WebP lossless transparent",
        "GIF transparent, disposed of",
        "TIFF transparent LZW, one strip",
        "TIFF turned ZIP",
    ],
)
def test_a_picture_takes_what_was_said(name: str) -> None:
    """A WebP of 46 bytes took 1052 MiB, a third more than the platform files give."""
    data, warm = made(name, "square", 8), made(name, "square", 0.004)
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        found = fresh.apply(cost, (data, warm, "RGB"))
    assert 0.7 * found.said < found.measured < 1.03 * found.said


def of_one_strip(compression: int, strip: bytes) -> bytes:
    """A TIFF of 2800 x 2800 RGB, which Pillow would write in the library's own way."""
    numbers = {256: 2800, 257: 2800, 258: 8, 259: compression, 262: 2, 273: 8, 277: 3, 278: 2800, 279: len(strip)}
    counts = {258: 3}
    where = 8 + len(strip) + len(strip) % 2
    deep = where + 2 + 12 * len(numbers) + 4
    entries = b"".join(
        struct.pack("<HHII", tag, 3 if tag in counts else 4, counts.get(tag, 1), deep if tag in counts else value)
        for tag, value in numbers.items()
    )
    head = struct.pack("<2sHI", b"II", 42, where) + strip + bytes(len(strip) % 2)
    return head + struct.pack("<H", len(numbers)) + entries + bytes(4) + struct.pack("<3H", 8, 8, 8)


def large_dictionary() -> bytes:
    """A strip that may repeat anything before it: its reader keeps as much as that."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 26, "preset": 0}]
    return of_one_strip(34925, lzma.compress(bytes(2800 * 2800 * 3), lzma.FORMAT_XZ, filters=filters))


def test_what_a_decoder_keeps_beside_the_picture_is_counted() -> None:
    """Of a TIFF in LZMA 140 MB of 490 were not."""
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        found = fresh.apply(cost, (large_dictionary(), made("TIFF LZW, one strip", "square", 0.004), "RGB"))
    assert 0.7 * found.said < found.measured < 1.03 * found.said


def test_every_format_is_measured() -> None:
    """But BMP, whose files are as large as the memory: in run lengths, the one kind of 2 MB, Pillow writes none."""
    assert {sample.kind for sample in SAMPLES.values()} == {*decoding.FORMATS} - {"BMP"}


def test_what_is_more_than_all_there_is_is_refused_at_once(mocker: MockerFixture) -> None:
    mocker.patch.object(admission, "memory", return_value=Line(12_000_000))
    with pytest.raises(errors.InvalidImage) as caught, decoding.decoded(CLEAR, "RGB", LARGE, NONE):
        pass
    assert str(caught.value.advice) == (
        "this picture takes 19 MB of memory to read and 12 are there: "
        "send a smaller one, or give the function more memory"
    )


def test_many_at_once_wait_for_memory(mocker: MockerFixture) -> None:
    line = Line(40_000_000)
    mocker.patch.object(admission, "memory", return_value=line)
    mocker.patch.object(admission, "processors", return_value=Line(8))
    together, most = threading.Semaphore(0), []

    def read() -> tuple[int, int]:
        with decoding.decoded(CLEAR, "RGB", LARGE, NONE) as picture:
            most.append(line.in_use)
            together.release()
            return picture.size

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: read(), range(8))) == {(1000, 1000)}
    assert max(most) <= line.amount
    assert (line.in_use, line.waiting) == (0, 0)


def test_what_engines_take_is_counted(mocker: MockerFixture) -> None:
    line = Line(1 << 30)
    mocker.patch.object(admission, "memory", return_value=line)
    held = []
    for engine in (NONE, decoding.EngineMemory(0, 5_000_000), decoding.EngineMemory(100, 0), PASSING):
        with decoding.decoded(CLEAR, "RGB", LARGE, engine):
            held.append(line.in_use)
    assert held[1] - held[0] == 5_000_000
    assert held[2] == 103_000_000
    assert held[3] == 93_000_000


def test_a_damaged_picture_gives_its_memory_back(mocker: MockerFixture) -> None:
    line = Line(1 << 30)
    mocker.patch.object(admission, "memory", return_value=line)
    data = encoded(Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 90), np.uint8)))
    with pytest.raises(errors.InvalidImage), decoding.decoded(data[: len(data) // 2], "L", LARGE, NONE):
        pass
    assert (line.in_use, admission.processors().in_use) == (0, 0)


def test_the_budget_is_what_the_process_does_not_hold() -> None:
    line = admission.memory()
    assert 0 < line.amount < capacity.memory() - admission.bodies().amount


def test_a_process_knows_what_it_holds() -> None:
    program = "from shared import capacity as c; a = c.resident(); b = b'x' * 50_000_000; print(c.resident() - a)"
    grown = int(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout)
    assert 45_000_000 < grown < 60_000_000
