"""Pictures of any size in every format and mode that we read, packed well enough that the largest fits into 2 MB."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

TURNED = Image.Exif()
TURNED[0x112] = 6


@dataclass(frozen=True)
class Sample:
    """One way to save a picture: Pillow's format, the mode, and options of `Image.save`."""

    kind: str
    mode: str
    options: dict[str, Any]

    def data(self, width: int, height: int) -> bytes:
        """A file of one colour, half transparent where the mode can be."""
        image = Image.new(self.mode, (width, height), _COLOURS.get(self.mode, 100))
        if self.mode == "P":
            image.putpalette([value for entry in range(256) for value in (entry, 255 - entry, 7)])
        out = io.BytesIO()
        image.save(out, self.kind, **self.options)
        return out.getvalue()


_COLOURS: dict[str, Any] = {
    "LA": (100, 128),
    "RGB": (100, 90, 80),
    "RGBA": (100, 90, 80, 128),
    "CMYK": (10, 20, 30, 40),
    "YCbCr": (100, 120, 130),
    "LAB": (100, 120, 130),
    "F": 0.5,
    "1": 1,
}
_ONE_STRIP = {"strip_size": 1 << 30}


def _jpeg(mode: str, **options: Any) -> Sample:
    return Sample("JPEG", mode, {"quality": 30, **options})


SAMPLES: dict[str, Sample] = {
    "JPEG grey": _jpeg("L"),
    "JPEG": _jpeg("RGB"),
    "JPEG CMYK": _jpeg("CMYK"),
    "JPEG grey progressive": _jpeg("L", progressive=True),
    "JPEG 4:2:0 progressive": _jpeg("RGB", progressive=True),
    "JPEG 4:4:4 progressive": _jpeg("RGB", progressive=True, subsampling=0),
    "JPEG CMYK progressive": _jpeg("CMYK", progressive=True, subsampling=0),
    "PNG 1 bit": Sample("PNG", "1", {}),
    "PNG grey": Sample("PNG", "L", {}),
    "PNG palette": Sample("PNG", "P", {}),
    "PNG palette, transparent": Sample("PNG", "P", {"transparency": 3}),
    "PNG grey 16 bits": Sample("PNG", "I;16", {}),
    "PNG grey, transparent": Sample("PNG", "LA", {}),
    "PNG": Sample("PNG", "RGB", {}),
    "PNG, one colour transparent": Sample("PNG", "RGB", {"transparency": (1, 2, 3)}),
    "PNG transparent": Sample("PNG", "RGBA", {}),
    "PNG turned": Sample("PNG", "RGB", {"exif": TURNED}),
    "WebP": Sample("WEBP", "RGB", {"method": 0}),
    "WebP transparent": Sample("WEBP", "RGBA", {"method": 0}),
    "WebP lossless": Sample("WEBP", "RGB", {"lossless": True, "method": 0, "quality": 0}),
    "WebP lossless transparent": Sample("WEBP", "RGBA", {"lossless": True, "method": 0, "quality": 0}),
    "GIF": Sample("GIF", "P", {}),
    "GIF transparent, disposed of": Sample("GIF", "P", {"transparency": 3, "disposal": 2}),
    "TIFF 1 bit G4": Sample("TIFF", "1", {"compression": "group4"}),
    "TIFF 1 bit G4, one strip": Sample("TIFF", "1", {"compression": "group4", **_ONE_STRIP}),
    "TIFF grey LZW": Sample("TIFF", "L", {"compression": "tiff_lzw"}),
    "TIFF LZW, one strip": Sample("TIFF", "RGB", {"compression": "tiff_lzw", **_ONE_STRIP}),
    "TIFF transparent LZW, one strip": Sample("TIFF", "RGBA", {"compression": "tiff_lzw", **_ONE_STRIP}),
    "TIFF CMYK ZIP": Sample("TIFF", "CMYK", {"compression": "tiff_adobe_deflate"}),
    "TIFF LAB ZIP": Sample("TIFF", "LAB", {"compression": "tiff_adobe_deflate"}),
    "TIFF 16 bits ZIP, one strip": Sample("TIFF", "I;16", {"compression": "tiff_adobe_deflate", **_ONE_STRIP}),
    "TIFF float ZIP": Sample("TIFF", "F", {"compression": "tiff_adobe_deflate"}),
    "TIFF float ZIP, one strip": Sample("TIFF", "F", {"compression": "tiff_adobe_deflate", **_ONE_STRIP}),
    "TIFF turned ZIP": Sample("TIFF", "RGB", {"compression": "tiff_adobe_deflate", "exif": TURNED}),
    "TIFF JPEG": Sample("TIFF", "RGB", {"compression": "jpeg"}),
    "TIFF JPEG, one strip": Sample("TIFF", "RGB", {"compression": "jpeg", **_ONE_STRIP}),
}
SHAPES: dict[str, Callable[[int], tuple[int, int]]] = {
    "square": lambda pixels: (int(pixels**0.5), int(pixels**0.5)),
    "tall": lambda pixels: (max(1, pixels // 65_000), 65_000),
    "wide": lambda pixels: (65_000, max(1, pixels // 65_000)),
}
