"""shared/images: a picture that is shown has the colours that its file means; ID photos of phones were a bit pale."""

import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from shared.images import decoding, grounds
from tests.support import encoded

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
MEMORY = decoding.EngineMemory(per_pixel=0, fixed=0)
RED, BLUE = (200, 60, 30), (30, 60, 200)


def swapped() -> bytes:
    """A profile in which red is meant by the channel of blue, and blue by that of red."""
    lines = {
        SRGB[place : place + 4]: place for place in range(132, 132 + 12 * struct.unpack(">I", SRGB[128:132])[0], 12)
    }
    made = bytearray(SRGB)
    for name, other in ((b"rXYZ", b"bXYZ"), (b"bXYZ", b"rXYZ")):
        made[lines[name] : lines[name] + 4] = other
    return bytes(made)


def seen(data: bytes, vanishing: float | None) -> tuple[int, ...]:
    with decoding.decoded(data, "RGB", 1_000_000, MEMORY, vanishing) as picture:
        return tuple(int(value) for value in np.asarray(picture)[20, 20])


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return max(abs(one - other) for one, other in zip(found, wanted, strict=True)) <= 6


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_are_those_that_the_file_means(kind: str, mode: str) -> None:
    if (kind, mode) == ("JPEG", "RGBA"):
        return
    data = encoded(Image.new(mode, (40, 40), BLUE), kind, icc_profile=swapped(), quality=95)
    assert near(seen(data, grounds.SHOWN), RED)
    assert near(seen(data, None), BLUE)


@pytest.mark.parametrize("profile", [b"", b"x" * 400, SRGB, SRGB[:200], swapped()[:16] + b"GRAY" + swapped()[20:]])
def test_without_a_profile_of_other_colours_they_stay_as_they_are(profile: bytes) -> None:
    data = encoded(Image.new("RGB", (40, 40), BLUE), "PNG", icc_profile=profile)
    assert seen(data, grounds.SHOWN) == BLUE


def test_grey_pictures_and_palettes_with_a_profile_are_read() -> None:
    for mode in ("L", "P", "LA", "1"):
        data = encoded(Image.new("RGB", (40, 40), "white").convert(mode), "PNG", icc_profile=swapped())
        assert seen(data, grounds.SHOWN) == (255, 255, 255), mode
