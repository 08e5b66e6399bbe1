"""HEIC as phones send it: read upright, by its first picture alone, and never more of it than it declares."""

import struct
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from PIL import ImageCms

from shared import errors
from shared.images import boxes, decoding, heif, libheif, memory_cost
from tests.support import ROOT
from tests.support.heif_file import ALPHA, DEPTH, Item, box, coded, grid, sample
from tests.support.heif_file import heif as file

MAX = 50_000_000
RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 220, 40)
TURN, MIRROR = b"irot", b"imir"


def corners(data: bytes) -> tuple[tuple[int, int], list[str]]:
    """The size of a picture, and the colours of its corners, row by row."""
    picture = decoding.decode(data, "RGB", MAX)
    array = np.asarray(picture).astype(int)
    names = {"red": RED, "green": GREEN, "blue": BLUE, "yellow": YELLOW, "black": (0, 0, 0)}
    height, width = array.shape[:2]
    places = [(8, 8), (8, width - 8), (height - 8, 8), (height - 8, width - 8)]
    return picture.size, [
        min(names, key=lambda name: int(np.abs(array[place] - names[name]).sum())) for place in places
    ]


def refusal(data: bytes, max_pixels: int = MAX) -> str:
    """The advice for a file that is refused."""
    with pytest.raises(errors.InvalidImage) as caught:
        decoding.decode(data, "RGB", max_pixels)
    return str(caught.value.advice)


class TestPicture:
    @pytest.mark.parametrize("name", ["corners", "deep"])
    def test_colours_of_8_and_10_bits(self, name: str) -> None:
        assert corners(sample(name)) == ((96, 64), ["red", "green", "blue", "yellow"])

    def test_grey(self) -> None:
        picture = np.asarray(decoding.decode(sample("grey"), "L", MAX)).astype(int)
        assert [abs(picture[8, 8] - 81), abs(picture[8, 88] - 106)] < [4, 4]

    def test_transparency_is_laid_over_a_ground_on_which_its_yellow_is_seen(self) -> None:
        assert corners(sample("alpha"))[1] == ["black", "green", "black", "yellow"]

    @pytest.mark.parametrize("brand", sorted(libheif.BRANDS - {b"msf1"}))  # that of sequences alone
    def test_every_brand_that_phones_write(self, brand: bytes) -> None:
        assert corners(file(coded(), brand=brand))[1] == ["red", "green", "blue", "yellow"]

    def test_tiles_in_a_grid_as_phones_store_their_photos(self) -> None:
        size, colours = corners(file(grid(3, 2, 250, 120), *[coded()] * 6))
        assert size == (250, 120)
        assert colours[0] == "red"

    def test_only_the_first_picture_counts(self) -> None:
        assert corners(file(coded(), coded("deep").sized(96, 64), coded("grey")))[0] == (96, 64)

    def test_depth_and_thumbnails_do_not(self) -> None:
        depth = replace(coded("grey"), belongs_to=1).having(b"auxC", DEPTH)
        data = file(coded(), depth)
        assert corners(data)[1] == ["red", "green", "blue", "yellow"]
        assert heif.still(data).pixels == heif.still(sample("corners")).pixels

    def test_what_alpha_takes_is_counted(self) -> None:
        alpha = replace(coded("grey"), belongs_to=1).having(b"auxC", ALPHA)
        assert heif.still(file(coded(), alpha)).pixels == 2 * heif.still(sample("corners")).pixels


class TestOrientation:
    """What the file says of rotation holds, once; what EXIF says beside it, does not."""

    @pytest.mark.parametrize(
        ("kind", "value", "expected"),
        [
            (TURN, 1, ["green", "yellow", "red", "blue"]),
            (TURN, 2, ["yellow", "blue", "green", "red"]),
            (TURN, 3, ["blue", "red", "yellow", "green"]),
            (MIRROR, 1, ["green", "red", "yellow", "blue"]),
            (MIRROR, 0, ["blue", "yellow", "red", "green"]),
        ],
    )
    def test_turned_and_mirrored(self, kind: bytes, value: int, expected: list[str]) -> None:
        size, colours = corners(file(coded().having(kind, bytes([value]))))
        assert (size, colours) == ((64, 96) if kind == TURN and value % 2 else (96, 64), expected)

    def test_a_portrait_with_exif_beside_is_not_turned_twice(self) -> None:
        assert corners(sample("turned")) == ((64, 96), ["blue", "red", "yellow", "green"])

    def test_a_grid_is_turned_as_a_whole(self) -> None:
        assert corners(file(grid(2, 1, 192, 64).having(TURN, b"\1"), *[coded()] * 2))[0] == (64, 192)


class TestRefused:
    @pytest.mark.parametrize("keep", [20, 100, 300, 400, 560])
    def test_cut_off(self, keep: int) -> None:
        assert refusal(sample("corners")[:keep]) == "the image is damaged or cut off: send all of its bytes"

    def test_avif_and_others_are_named(self) -> None:
        assert refusal(file(replace(coded(), kind=b"av01"), brand=b"mif1")).startswith("AVIF is not read: send JPEG")
        assert refusal(file(replace(coded(), kind=b"iovl"))).startswith("of HEIF only stills in HEVC are read")

    def test_grey_whose_head_says_more_bits_than_it_has_does_not_end_the_process(self) -> None:
        data = bytearray(sample("grey"))
        place = data.index(b"hvcC") + 4 + 17
        data[place : place + 2] = b"\xff\xff"
        assert refusal(bytes(data)) == "a grey HEIC of more than 8 bits is not read: save it as a JPEG"

    def test_too_many_pixels(self) -> None:
        assert refusal(file(coded().sized(9000, 9000))) == "the picture is too large: send at most 50000000 pixels"
        assert refusal(sample("corners"), 6000) == "96x64 is too large: send at most 6000 pixels"
        assert refusal(file(coded().sized(66_000, 10))).startswith("66000x10 is too large")

    @pytest.mark.parametrize("size", [(10, 10), (7000, 7000)])
    def test_a_size_that_is_not_the_pictures_is_not_decoded(self, size: tuple[int, int]) -> None:
        assert refusal(file(coded().sized(*size))).startswith("the image is damaged")

    def test_a_grid_that_its_tiles_do_not_fill(self) -> None:
        assert refusal(file(grid(2, 1, 7000, 7000), *[coded()] * 2)).startswith("the image is damaged")

    def test_a_small_grid_of_enormous_tiles(self) -> None:
        tiles = [coded().sized(8000, 8000)] * 4
        assert "far larger than its picture" in refusal(file(grid(2, 2, 10, 10), *tiles))

    def test_more_pictures_in_a_part_than_one(self) -> None:
        one = coded()
        assert refusal(file(replace(one, data=one.data * 2))).startswith("the image is damaged")

    def test_more_slices_than_any_encoder_writes(self) -> None:
        one = coded()
        message = struct.pack(">IHB", 3, 39 << 9, 0) * (heif.MAX_UNITS + 1)
        assert "more than 16384 slices" in refusal(file(replace(one, data=one.data + message)))

    def test_tiles_that_have_too_many_slices_together(self) -> None:
        """Their parameters count too: a few bytes of them may belong to every tile, and take a minute to be read."""
        one = coded()
        message = struct.pack(">IHB", 3, 39 << 9, 0) * (heif.MAX_UNITS // 50)
        tiles = [replace(one, data=one.data + message)] * 64
        assert "more than 16384 slices" in refusal(file(grid(8, 8, 768, 512), *tiles))
        parameters = dict(one.properties)[b"hvcC"]
        parameters = parameters[:22] + bytes([parameters[22] + 1]) + parameters[23:]
        parameters += struct.pack(">BH", 39, 20_000) + struct.pack(">HHB", 3, 39 << 9, 0) * 20_000
        many = replace(one, properties=((b"hvcC", parameters), *one.properties[1:]))
        assert "more than 16384 slices" in refusal(file(grid(8, 8, 768, 512), *[many] * 64))

    def test_an_item_that_owns_nothing_a_million_times(self) -> None:
        entries = struct.pack(">HB", 1, 0) * boxes.MAX_BOXES
        owned = box(b"ipma", struct.pack(">II", 0, boxes.MAX_BOXES), entries)
        tables = [box(kind, bytes(8)) for kind in (b"pitm", b"iinf", b"iloc")]
        with pytest.raises(ValueError, match="too many boxes"):
            boxes.read(box(b"meta", bytes(4), *tables, box(b"iprp", owned)))

    def test_what_an_item_owns_is_followed_once_however_often_it_is_said_to_be_an_alpha(self) -> None:
        reference = box(b"auxl", struct.pack(">HHH", 2, 1, 1))
        tables = [box(kind, bytes(8)) for kind in (b"pitm", b"iinf", b"iloc")]
        items = boxes.read(box(b"meta", bytes(4), *tables, box(b"iref", bytes(4), reference * 1000), box(b"iprp")))
        assert [*items.auxiliaries] == [2]

    def test_a_file_is_looked_through_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looks: list[bytes] = []
        look = heif.still

        def still(data: bytes) -> heif.Still:
            looks.append(data)
            return look(data)

        monkeypatch.setattr(heif, "still", still)
        data = sample("corners")
        with decoding.opened(data, MAX) as image:
            memory_cost.needed(image, data, 3)
        assert len(looks) == 1

    def test_more_tiles_than_any_phone_writes(self) -> None:
        small = replace(coded().sized(1, 1), data=b"")
        assert "more than 2048 tiles" in refusal(file(grid(50, 50, 100, 100), *[small] * 2500))

    def test_a_file_that_says_things_twice_or_in_a_circle(self) -> None:
        assert refusal(sample("corners") + box(b"meta", bytes(4))).startswith("the image is damaged")
        assert refusal(file(replace(grid(1, 1, 10, 10), made_of=(1,)))).startswith("the image is damaged")

    def test_bytes_that_each_of_many_tiles_has(self) -> None:
        data = bytearray(file(grid(9, 10, 96 * 9, 64 * 10), *[coded()] * 90))
        lying = data.index(b"iloc") + 12
        for number in range(1, 91):
            struct.pack_into(">II", data, lying + 14 * number + 6, 0, len(data))
        assert refusal(bytes(data)).startswith("the image is damaged")


class TestPictureAlone:
    """The library that decodes is given the picture and nothing else of the file."""

    def test_metadata_profiles_and_other_pictures_stay_behind(self) -> None:
        data = file(coded(), Item(b"E\x80if", b"x" * 5000), coded("deep"), Item(b"mime", b"y" * 5000))
        assert corners(data)[1] == ["red", "green", "blue", "yellow"]
        assert len(heif.still(data).file) < 700

    def test_metadata_of_a_type_that_is_no_text_does_not_end_the_process(self) -> None:
        data = sample("turned").replace(b"Exif", b"E\x80if", 1)
        assert corners(data)[1] == ["blue", "red", "yellow", "green"]

    def test_a_colour_profile_stays(self) -> None:
        data = file(
            coded().having(b"colr", b"prof" + ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        )
        with decoding.opened(data, MAX) as image:
            assert image.info["icc_profile"][36:40] == b"acsp"

    def test_where_the_library_is_missing_heic_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pi_heif", None)
        libheif.register.cache_clear()
        assert refusal(sample("corners")).startswith("HEIC is not read here: send JPEG")


class TestCost:
    @pytest.mark.parametrize(("name", "pixel"), [("grey", 1), ("corners", 1.5), ("deep", 3)])
    def test_memory_follows_the_declared_size_and_the_codecs_own_parameters(self, name: str, pixel: float) -> None:
        data = sample(name)
        assert heif.still(data).taken == 8192 * pixel
        with decoding.opened(data, MAX) as image:
            channels = len(image.getbands())
            said = memory_cost.needed(image, data, 3)
        assert said >= int(2 * 8192 * pixel) + 96 * 64 * channels

    def test_a_header_that_belittles_the_picture_changes_nothing(self) -> None:
        data = bytearray(sample("deep"))
        place = data.index(b"hvcC") + 4 + 16
        data[place : place + 3] = b"\xfc\xf8\xf8"  # grey, 8 bits
        assert heif.still(bytes(data)).taken == heif.still(sample("deep")).taken


def test_a_start_without_a_heic_loads_nothing_for_one() -> None:
    code = "import sys; from shared.images import decoding; print([name for name in sys.modules if 'pi_heif' in name])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


MUTATE = """
import random, sys
from shared import errors
from shared.images import decoding
from tests.support.heif_file import coded, grid, heif, sample
seed, rounds = int(sys.argv[1]), int(sys.argv[2])
files = [sample(name) for name in ("corners", "alpha", "deep", "grey", "turned", "code")]
files.append(heif(grid(2, 2, 180, 120).having(b"irot", b"\\1"), *[coded()] * 4))
draw = random.Random(seed)
for number in range(rounds):
    data = bytearray(draw.choice(files))
    print(number, flush=True)
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        place = draw.randrange(len(data))
        change = draw.randrange(4)
        if change == 0:
            data[place] ^= 1 << draw.randrange(8)
        elif change == 1:
            data[place] = draw.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif change == 2:
            data[place : place + 4] = draw.choice((bytes(4), b"\\xff" * 4, b"\\0\\0\\xff\\xff"))
        else:
            del data[place : place + draw.randrange(1, 64)]
            data = data or bytearray(1)
    try:
        cut = draw.choice((len(data), len(data), draw.randrange(len(data) + 1)))
        decoding.decode(bytes(data[:cut]), "RGB", 50_000_000)
    except errors.InvalidImage:
        continue
print("whole")
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_no_damage_ends_the_process_or_is_anything_but_a_refusal(seed: int) -> None:
    command = [sys.executable, "-c", MUTATE, str(seed), "300"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("whole\n"), (done.returncode, done.stdout[-20:], done.stderr[-2000:])
    assert done.stderr == ""
