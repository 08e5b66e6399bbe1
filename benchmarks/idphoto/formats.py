"""The formats that are made of each portrait, and a finished photo's pixels."""

import numpy as np

from engines.portrait import Bounds, Cut, Format, Rgb

FORMATS = {
    "one inch": Format((295, 413)),
    "id card": Format((358, 441), Bounds(eye=(0.469, None), top=(0.016, 0.048), face=(0.539, 0.617))),
    "passport": Format((390, 567), Bounds((0.583, 0.688), top=(0.062, 0.104), face=(0.455, 0.667))),
    "us visa": Format((600, 600), Bounds((0.50, 0.69), (0.56, 0.69))),
}
COLOURS = {"white": (255, 255, 255), "blue": (67, 142, 219), "red": (255, 0, 0)}


def composite(cut: Cut, colour: tuple[int, int, int]) -> Rgb:
    """Return the photo on a plain ground."""
    share = cut.alpha[..., None]
    return np.asarray(np.rint(cut.rgb * share + np.array(colour, np.uint8) * (1 - share)), np.uint8)
