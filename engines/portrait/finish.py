"""From a cut-out person to finished files. Knows no pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from shared.clock import Deadline

from .arrays import Colours, Rgb, unit
from .background import Background, composite, lay_over
from .beauty import beautify
from .foreground import old_ground
from .jpeg import ANY_SIZE, Window, encode
from .light import relight
from .order import Order, Photo, Photos
from .render import Cut
from .sheet import DPI as SHEET_DPI
from .sheet import Layout, draw_sheet
from .watermark import add_watermark


def finish(cuts: Sequence[Cut], order: Order, layouts: Sequence[Layout], seed: int, deadline: Deadline) -> Photos:
    """The files of an order: the first cut's photo, and sheets with copies of all.

    Raises DoesNotFit, or OutOfTime where the deadline passes before all are made.
    """
    lit = [relight(cut, order.light) for cut in cuts]
    persons = [_Person(beautify(cut, order.levels), cut) for cut in lit]
    photos = []
    for name, background in order.backgrounds.items():
        copies = [person.photo(background) for person in persons]
        clean = _files(copies, layouts, order, order.window, deadline)
        marked = _files([add_watermark(copy, seed) for copy in copies], layouts, order, ANY_SIZE, deadline)
        photos.append(Photo(name, *clean, *marked))
    misses = tuple(dict.fromkeys(miss for cut in cuts for miss in cut.misses))
    return Photos(photos, sum(len(layout.corners) for layout in layouts), misses, cuts[0].doubtful)


@dataclass(frozen=True, eq=False)
class _Person:
    """A person as ordered, and as they were cut out."""

    cut: Cut
    source: Cut

    def photo(self, background: Background | None) -> Rgb:
        """The person on a background, or on their own ground."""
        if background is None:
            return lay_over(self.cut.rgb, self.cut.alpha, self.ground)
        return composite(self.cut.rgb, self.cut.alpha, background)

    @cached_property
    def ground(self) -> Colours:
        """The ground that they stood on, H x W x 3, levels 0 to 255."""
        one = self.source
        return np.asarray(255 * old_ground(unit(one.picture), unit(one.rgb), one.alpha, one.face.height), np.float32)


def _files(
    copies: Sequence[Rgb], layouts: Sequence[Layout], order: Order, window: Window, deadline: Deadline
) -> tuple[bytes, bytes]:
    """The first photo's file, and the print sheet's of all."""
    deadline.check()
    file = encode(copies[0], order.dpi, window)
    deadline.check()
    sheet = draw_sheet(list(zip(copies, layouts, strict=True)), order.paper)
    return file, encode(sheet, SHEET_DPI)
