"""A striped region turned upright, and what it may hold by its shape. Reads nothing."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import cv2
import numpy as np

from .code import Gray
from .geometry import Affine, Box, upright
from .patterns import Floats
from .regions import gradients

QUIET = 0.22
"""Share of the width added on each side: the quiet zone, and digits' bars that the map of gradients cut off."""
MARGIN = QUIET / (1 + 2 * QUIET)
"""Share of a crop that each of them has."""
WIDE = 900.0
"""Pixels. A crop is enlarged towards this width, which gives 95 modules more than 6 pixels each ..."""
LARGEST_SCALE = 3.0
"""... but no further than cubic interpolation helps."""
MANY_TURNS, LONG, LONG_SCALE = 200, 1200.0, 2.0
"""Bars of a long code are fine: from so many brightness changes on, up to so many pixels, it is enlarged by this."""
ROWS = 40
"""Rows a crop is collapsed to: averaging along the bars removes noise, and zxing-cpp's time grows with the rows."""
TAKEN_ROWS = 3 * ROWS
"""Rows that are taken from the image for it, at most."""
NEGLIGIBLE_TILT, BELIEVABLE_TILT = np.deg2rad(1.0), np.deg2rad(12.0)
"""The map of gradients is coarse: bars under two of its pixels wide come out up to 8 degrees askew."""
FEWEST_TURNS = 16
"""Brightness changes across the shortest code sought: an EAN-8 has 43 bars and spaces, a blurred one loses half."""
NARROWEST = 120.0
"""Pixels: at under 1.25 pixels a module, grey values no longer tell digits apart."""
SLIM, STOUT = 0.15, 1.2
"""Height to width of a retail code (1:1.45 in print) that is cut off or seen askew."""
FEWEST_RETAIL_TURNS = 22
"""Of 59 bars and spaces, a strongly blurred EAN-13 keeps 23 or more."""
ELEMENTS = 59
"""Bars and spaces of an EAN-13. Where as many are seen, blur is not what keeps it from being read."""
ALIKE = 0.7
"""Correlation of the fine structure of two neighbouring bands of rows, by parts of the width: 43 of 43 blurred EAN-13
had 0.79 and more, of striped things in photographs half had less."""
PARTS = 4
COARSE = 31
"""Pixels of a crop, over which brightness is no structure, but light."""
ASKEW = 15
"""Pixels of a crop by which the bands may be shifted against each other."""
TURN = 0.06
"""Share of a profile's range that a change must exceed, so that paper grain does not count."""


@dataclass(frozen=True)
class Strip:
    """A striped region of `image` turned upright.

    `box` are the bars and `margins` the bars with quiet zones; `flat` is the latter at `scale` pixels of it per pixel
    of the image, collapsed along the bars to at most ROWS rows, and `back` the matrix from there to the image.
    """

    image: Gray
    box: Box
    margins: Box
    scale: float
    flat: Gray
    back: Affine
    turns: int

    def may_be_retail(self) -> bool:
        """Tell whether an EAN-13 that zxing-cpp cannot read may be here."""
        slim = SLIM <= self.box.height / self.box.width <= STOUT
        enough = self.box.width >= NARROWEST and self.turns >= FEWEST_RETAIL_TURNS
        return slim and enough and self.alike

    @cached_property
    def alike(self) -> bool:
        """Tell whether the bars go through from top to bottom, as those of a linear code do."""
        return _alike(self.flat) >= ALIKE


def strip_of(gray: Gray, box: Box) -> Strip | None:
    """Turn the region upright; None when there are too few bars for a code."""
    rows = min(1.0, TAKEN_ROWS / box.height)
    margins = replace(box, width=box.width * (1 + 2 * QUIET))
    probe = upright(gray, margins, 1.0, rows).gray
    # The map's angle is coarse, and corrected by the full resolution's gradients.
    rest = _tilt(probe, rows)
    if NEGLIGIBLE_TILT < abs(rest) < BELIEVABLE_TILT:
        box, margins = replace(box, angle=box.angle + rest), replace(margins, angle=box.angle + rest)
        probe = upright(gray, margins, 1.0, rows).gray
    scale = float(np.clip(WIDE / box.width, 1.0, LARGEST_SCALE))
    turns = _turns(probe, scale)
    if turns < FEWEST_TURNS:
        return None
    if turns >= MANY_TURNS and box.width <= LONG:
        scale = max(scale, LONG_SCALE)
    if _dark_at_an_end(probe):
        # Beyond the image its last pixels go on, which would make a bar at the edge a very wide one.
        margins = margins.within(gray.shape[1], gray.shape[0])
    crop = upright(gray, margins, scale, rows)
    flat, back = _collapsed(crop.gray), crop.back.copy()
    shrink = len(crop.gray) / len(flat)
    back[:, 2] += back[:, 1] * (shrink - 1) / 2
    back[:, 1] *= shrink
    return Strip(gray, box, margins, scale, flat, back, turns)


def _dark_at_an_end(crop: Gray) -> bool:
    row = profile(crop, 0, len(crop))
    return bool(min(row[0], row[-1]) < (row.min() + row.max()) / 2)


def profile(upright_bars: Gray, top: int, bottom: int) -> Floats:
    """Return the mean brightness of the rows from `top` to `bottom`, of one at least."""
    rows = upright_bars[top : max(bottom, top + 1)]
    mean: Floats = cv2.reduce(rows, 0, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[0].astype(np.float32, copy=False)
    return mean


def _tilt(crop: Gray, rows: float) -> float:
    """Return the angle, in radians, by which the mean gradient direction of the bars differs from the rows.

    The crop has `rows` rows per pixel of the image.
    """
    edge = round(crop.shape[1] * MARGIN)
    crop = crop[:, edge : crop.shape[1] - edge]
    across, down = gradients(crop)
    down *= rows
    return float(np.arctan2(2 * (across * down).sum(), (across**2 - down**2).sum()) / 2)


def _alike(flat: Gray) -> float:
    """Return how much the bars above the middle row are those below it, -1 to 1; they may be somewhat askew."""
    height, width = flat.shape
    edges = (height // 4, height // 2, height - height // 4)
    bands = [profile(flat, top, bottom) for top, bottom in pairwise(edges)]
    upper, lower = ((band - cv2.blur(band[None], (COARSE, 1))[0])[None] for band in bands)
    edge = round(width * MARGIN)
    part = max(1, (width - 2 * edge) // PARTS)
    best = []
    for start in range(edge, edge + PARTS * part, part):
        near = lower[:, max(0, start - ASKEW) : start + part + ASKEW]
        best.append(float(cv2.matchTemplate(near, upper[:, start : start + part], cv2.TM_CCOEFF_NORMED).max()))
    return (sum(best) - min(best) - max(best)) / (PARTS - 2)


def _collapsed(upright_bars: Gray) -> Gray:
    """Return upright bars averaged along themselves to at most ROWS rows."""
    height, width = upright_bars.shape
    if height <= ROWS:
        return upright_bars
    return cv2.resize(upright_bars, (width, ROWS), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _turns(upright_bars: Gray, scale: float) -> int:
    """Count the changes between dark and light across the middle half of a crop enlarged by `scale`."""
    height, width = upright_bars.shape
    middle = profile(upright_bars, height // 4, 3 * height // 4)[None]
    fine = cv2.resize(middle, (round(width * scale), 1), interpolation=cv2.INTER_CUBIC)[0]
    step = TURN * float(np.ptp(fine))
    slope = np.sign(np.round(np.diff(fine) / max(step / 4, 0.25)))
    slope = slope[slope != 0]
    return int(np.count_nonzero(np.diff(slope)))
