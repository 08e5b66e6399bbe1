"""From a picture and an order to finished files. Looks at the picture once, for all backgrounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.portrait import jpeg, sheet, watermark
from engines.portrait.background import composite
from engines.portrait.beauty import beautify
from engines.portrait.bounds import Format, Miss
from engines.portrait.clothes import dress
from engines.portrait.studio import Studio
from shared.clock import NEVER, Deadline

from .params import Order


@dataclass(frozen=True)
class Photo:
    """JPEG files of one background: the photo and its print sheet, and both with a watermark."""

    colour_name: str
    clean: bytes
    clean_sheet: bytes
    marked: bytes
    marked_sheet: bytes


@dataclass(frozen=True)
class Photos:
    """One photo for each background, how many stand on a sheet, and the bounds that could not be kept."""

    photos: Sequence[Photo]
    on_sheet: int
    misses: Sequence[Miss]


def made(studio: Studio, picture: NDArray[np.uint8], order: Order, seed: int, deadline: Deadline = NEVER) -> Photos:
    """The photos of an upright RGB picture. `seed` settles the watermark: the same picture is to have the same one.

    Raises UnsuitablePhoto, OutOfTime where the deadline passes before all are made, or InvalidParameter if a file
    cannot be as small as ordered.
    """
    layout = sheet.layout(order.size, order.dpi, order.print_type)
    wanted = Format(order.size, order.bounds, by_ears=order.by_ears, level_shoulders=order.level_shoulders)
    cut = studio.cut(picture, wanted, deadline)
    deadline.check()
    cut = beautify(cut, order.levels)
    if order.clothes is not None:
        deadline.check()
        cut = dress(cut, order.clothes)
    photos = []
    for name, background in order.backgrounds.items():
        deadline.check()
        photo = composite(cut.rgb, cut.alpha, background)
        clean = jpeg.encode(photo, order.dpi, order.window)
        deadline.check()
        clean_sheet = jpeg.encode(sheet.draw_sheet(photo, layout), sheet.DPI)
        deadline.check()
        photo = watermark.add_watermark(photo, seed)
        marked = jpeg.encode(photo, order.dpi)
        deadline.check()
        marked_sheet = jpeg.encode(sheet.draw_sheet(photo, layout), sheet.DPI)
        photos.append(Photo(name, clean, clean_sheet, marked, marked_sheet))
    return Photos(photos, len(layout.corners), cut.misses)
