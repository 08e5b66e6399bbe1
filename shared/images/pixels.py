"""From a decoded picture of any mode of Pillow's to an array, strip by strip: a second whole picture is never made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray
from PIL import Image

from .grounds import Bytes, ground, looked_at, with_alpha

Mode = Literal["L", "LA", "RGB", "RGBA"]
Convert = Callable[[Image.Image], Image.Image]

STRIP = 1 << 18
"""Pixels: what is made of one lies in the processor's cache."""

_BITS, _PHOTOMETRIC = 258, 262
"""Tags of a TIFF: how many bits a value has, and whether 0 is white (0) or black (1)."""

_STORED: dict[int, Callable[[Bytes], Bytes]] = {
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: upright[::-1, ::-1],
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.swapaxes(0, 1),
    6: lambda upright: upright.swapaxes(0, 1)[::-1],
    7: lambda upright: upright.swapaxes(0, 1)[::-1, ::-1],
    8: lambda upright: upright.swapaxes(0, 1)[:, ::-1],
}
"""For each EXIF orientation, how a camera stores the upright picture (TIFF 6.0: first row, first column)."""


@dataclass(frozen=True)
class Picture:
    """An upright picture: H x W, or H x W x channels. `np.asarray` gives the pixels, not a copy."""

    pixels: Bytes

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        """The pixels themselves, unless a copy or another type is asked for."""
        return np.array(self.pixels, dtype, copy=copy)

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[0])

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height


def array(image: Image.Image, orientation: int, mode: Mode, convert: Convert) -> Bytes:
    """The picture turned upright, H x W for L, else H x W x channels. `convert` brings a strip to `mode`."""
    channels = Image.getmodebands(mode)
    height, width = (image.width, image.height) if orientation in range(5, 9) else (image.height, image.width)
    upright = np.empty((height, width) if channels == 1 else (height, width, channels), np.uint8)
    stored = _STORED[orientation](upright) if orientation in _STORED else upright
    rows = max(1, STRIP // image.width)
    for top in range(0, image.height, rows):
        strip = convert(image.crop((0, top, image.width, min(top + rows, image.height))))
        stored[top : top + rows] = np.asarray(strip)
    return upright


def flattening(image: Image.Image, mode: Literal["L", "RGB"], vanishing: float) -> Convert:
    """Brings strips of `image` to `mode`: 16 and 32 bits scaled down, transparency laid over a ground.

    That is white, unless more than the share `vanishing` of what is drawn would not be seen on it.
    """
    if image.mode.startswith("I;16"):
        return _narrowed(image, mode, vanishing)
    if image.mode in ("I", "F"):
        scale = 255 / max(float(image.getextrema()[1]), 1.0)  # type: ignore[arg-type]
        return lambda strip: strip.point(lambda value: value * scale).convert("L").convert(mode)
    if image.mode == "LAB":
        return lambda strip: strip.convert("RGB").convert(mode)  # Pillow has no straight way to grey
    if image.has_transparency_data:
        level = ground(image, vanishing)
        return lambda strip: _laid_on(level, strip, mode)
    return lambda strip: strip.convert(mode)


def _narrowed(image: Image.Image, mode: Literal["L", "RGB"], vanishing: float) -> Convert:
    """From 16 bits, or a TIFF's 12, to 8. What a file says of black and of a transparent grey, Pillow leaves to us."""
    tags = getattr(image, "tag_v2", {})
    most, key = (1 << tags.get(_BITS, (16,))[0]) - 1, image.info.get("transparency")

    def narrow(strip: Image.Image) -> Image.Image:
        grey = (np.asarray(strip).astype(np.uint32) * 255 // most).astype(np.uint8)
        return Image.fromarray(255 - grey if tags.get(_PHOTOMETRIC) == 0 else grey)

    def opaque(strip: Image.Image) -> Image.Image:
        return Image.fromarray(np.where(np.asarray(strip) == key, np.uint8(0), np.uint8(255)))

    if key is None:
        return lambda strip: narrow(strip).convert(mode)
    small = image.resize(looked_at(image), Image.Resampling.NEAREST)
    level = ground(Image.merge("LA", (narrow(small), opaque(small))), vanishing)
    return lambda strip: _laid_on(level, Image.merge("LA", (narrow(strip), opaque(strip))), mode)


def _laid_on(ground: int, strip: Image.Image, mode: Literal["L", "RGB"]) -> Image.Image:
    drawn = with_alpha(strip)
    laid = Image.new(mode, strip.size, ground if mode == "L" else (ground,) * 3)
    laid.paste(drawn.convert(mode), mask=drawn.getchannel("A"))
    return laid
