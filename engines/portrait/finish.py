"""From a cut-out person to finished files. Knows no pictures."""

from shared.clock import Deadline

from .arrays import Rgb
from .background import composite
from .beauty import beautify
from .clothes import dress
from .jpeg import ANY_SIZE, Window, encode
from .order import Order, Photo, Photos
from .render import Cut
from .sheet import DPI as SHEET_DPI
from .sheet import Layout, draw_sheet
from .watermark import add_watermark


def finish(cut: Cut, order: Order, layout: Layout, seed: int, deadline: Deadline) -> Photos:
    """The files of an order. Raises DoesNotFit, or OutOfTime where the deadline passes before all are made."""
    cut = beautify(cut, order.levels)
    if order.garment is not None:
        deadline.check()
        cut = dress(cut, order.garment)
    photos = []
    for name, background in order.backgrounds.items():
        photo = composite(cut.rgb, cut.alpha, background)
        clean = _files(photo, layout, order.dpi, order.window, deadline)
        marked = _files(add_watermark(photo, seed), layout, order.dpi, ANY_SIZE, deadline)
        photos.append(Photo(name, *clean, *marked))
    return Photos(photos, len(layout.corners), cut.misses)


def _files(photo: Rgb, layout: Layout, dpi: int, window: Window, deadline: Deadline) -> tuple[bytes, bytes]:
    """The photo's file, and its print sheet's."""
    deadline.check()
    file = encode(photo, dpi, window)
    deadline.check()
    return file, encode(draw_sheet(photo, layout), SHEET_DPI)
