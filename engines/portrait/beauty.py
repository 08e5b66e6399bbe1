"""The cut with beauty: skin first, then irises, then shapes. Knows no backgrounds."""

from dataclasses import replace

from .irises import paint_lenses
from .levels import Levels
from .render import Cut
from .reshape import reshape
from .skin import retouch


def beautify(cut: Cut, levels: Levels) -> Cut:
    """The cut with the levels applied; pixels that no level concerns stay exactly as they were.

    The landmarks are left where they were: no change moves a point by more than 3% of the face's height.
    """
    rgb, alpha = cut.rgb, cut.alpha
    if levels.smoothing or levels.whitening:
        rgb = retouch(rgb, alpha, cut.face, levels.smoothing, levels.whitening)
    if levels.lenses:
        rgb = paint_lenses(rgb, cut.face, levels.lenses)
    if levels.left_eye or levels.right_eye or levels.mouth or levels.jaw:
        rgb, alpha = reshape(rgb, alpha, cut.face, levels)
    return replace(cut, rgb=rgb, alpha=alpha)
