"""Pillow is taught HEIC when the first one comes: libheif takes longer to load than most pictures to be read.

What looks into such files, heif.py, is imported no sooner: a start is to be quick.
"""

from functools import cache

from PIL.ImageFile import ImageFile

from shared import errors
from shared.bilingual import Bilingual

FORMAT = "HEIF"
STILL = "still"
"""Under which an open picture's `info` has what its file declares: a Still of heif.py."""
BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
"""Those that a file begins with; mif1 is also that of other codecs."""
MODES = frozenset({"L", "RGB", "RGBA", "RGBa"})
"""Those of 8 bits. pi-heif 1.4.0 shifts grey of more bits by what the file's head says of it, not by what was decoded:
where the two differ it writes beyond the picture, and the process ends."""


def begins(data: bytes) -> bool:
    """Whether a file begins as a HEIF file does."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS


@cache
def register() -> str:
    """Have Pillow read the format whose name this gives: stills alone, each on its caller's thread.

    libheif's own limits are in force: it refuses a part that turns out larger than it is declared.
    """
    try:
        import pi_heif
    except ImportError as error:
        raise errors.InvalidImage(
            Bilingual(
                "HEIC is not read here: send JPEG, PNG, WebP, GIF, BMP or TIFF",
                "此处不支持 HEIC：请发送 JPEG、PNG、WebP、GIF、BMP 或 TIFF",
            )
        ) from error

    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    return FORMAT


def load(image: ImageFile) -> None:
    """Decode a picture of this format. Raises OSError or ValueError if it is damaged, or is not what it declares."""
    declared = image.size
    try:
        image.load()
    except RuntimeError as error:
        raise OSError("libheif refuses it") from error
    if image.size != declared:
        raise OSError("the picture has another size than it declares")
