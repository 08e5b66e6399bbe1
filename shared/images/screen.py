"""The colours that a file means, on a screen: in its ICC profile where that can be kept, else in sRGB."""

import io
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from . import grounds, pixels

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

LARGEST_PROFILE = 60_000
"""Bytes of an ICC profile that a JPEG's single segment holds; monitors' and phones' have 0.5 to 4 kB, presses' more."""
_SPACES = {"L": b"GRAY", "RGB": b"RGB ", "RGBA": b"RGB "}
"""In which space a picture of a mode is meant: no profile of another one is valid in its file."""
_DEVICE_COLOURS = {
    (b"CMYK", "CMYK"): "CMYK",
    (b"RGB ", "RGB"): "RGB",
    (b"RGB ", "RGBA"): "RGB",
    (b"GRAY", "L"): "L",
    (b"GRAY", "LA"): "L",
}
"""By the profile's space and the picture's mode: the mode that a profile brings to sRGB."""
_STEPS, _UNSEEN = 6, 2
"""Levels of each channel at which a profile is compared with sRGB, and the levels by which writings of it differ."""
_HEAD, _LINE = 132, 12
"""Bytes before the table of a profile, with the number of its lines, and of a line (ICC.1:2022, 7.2 and 7.3)."""


def conversion(image: Image.Image, mode: pixels.Mode) -> tuple[pixels.Convert, bytes | None]:
    """What brings strips of a picture to `mode`, and the profile in which they are meant then; with None it is sRGB.

    Inks become sRGB, and so does what has a profile that is not valid in the file to be written, or too large for it.
    """
    profile = image.info.get("icc_profile") or b""
    space = _space(profile)
    if space == _SPACES[mode] and len(profile) <= LARGEST_PROFILE and image.mode not in ("CMYK", "LAB"):
        return _plain(image, mode), profile
    found = _transform(image.mode, profile) if mode != "L" else None
    return (lambda strip: _transformed(strip, *found, mode)) if found else _plain(image, mode), None


def to_srgb(mode: str, profile: bytes) -> pixels.Convert | None:
    """What brings strips of a picture in colours to sRGB, RGB or RGBA as before; None for what is meant so."""
    if mode not in ("RGB", "RGBX", "RGBA", "CMYK"):
        return None
    found = _transform("RGB" if mode == "RGBX" else mode, profile)
    if not found or (mode != "CMYK" and _changes_nothing(*found)):
        return None
    made: pixels.Mode = "RGBA" if mode == "RGBA" else "RGB"
    return lambda strip: _transformed(strip, *found, made)


def _transform(mode: str, profile: bytes) -> "tuple[ImageCmsTransform, str] | None":
    """What brings colours in the space of a profile to sRGB, and the mode that it takes; None for a damaged one."""
    device = _DEVICE_COLOURS.get((_space(profile), mode))
    if not device:
        return None
    from PIL import ImageCms  # here: rarely needed, and a library of its own

    with suppress(ImageCms.PyCMSError, OSError):  # what is left of a damaged profile says nothing of the colours
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), device, "RGB"), device
    return None


def _changes_nothing(to_screen: "ImageCmsTransform", device: str) -> bool:
    """Whether sRGB itself is meant, whatever the profile is called."""
    steps = np.linspace(0, 255, _STEPS, dtype=np.uint8)
    colours = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(_STEPS, -1, 3)
    there = np.asarray(_transformed(Image.fromarray(colours), to_screen, device, "RGB"), np.int16)
    return int(np.abs(there - colours).max()) <= _UNSEEN


def _plain(image: Image.Image, mode: pixels.Mode) -> pixels.Convert:
    if mode == "L" and image.mode != "L":
        return pixels.flattening(image, "L", grounds.PRINT)
    if image.mode == "La":
        return lambda strip: strip.convert("LA").convert(mode)
    return lambda strip: strip.convert(mode)


def _transformed(strip: Image.Image, to_screen: "ImageCmsTransform", device: str, mode: pixels.Mode) -> Image.Image:
    from PIL import ImageCms

    done = ImageCms.applyTransform(strip.convert(device), to_screen) or strip.convert("RGB")
    if mode == "RGBA":
        done.putalpha(strip.convert("RGBA").getchannel("A"))
    return done


def _space(profile: bytes) -> bytes:
    """The colour space of a profile; nothing if it is none, or damaged."""
    if len(profile) < _HEAD or profile[36:40] != b"acsp" or int.from_bytes(profile[:4]) > len(profile):
        return b""
    lines = int.from_bytes(profile[_HEAD - 4 : _HEAD])
    if _HEAD + _LINE * lines > len(profile):
        return b""
    for place in range(_HEAD, _HEAD + _LINE * lines, _LINE):
        _, start, size = struct.unpack_from(">4sII", profile, place)
        if start + size > len(profile):
            return b""
    return profile[16:20]
