"""Sheets: the middle of each result, pixel by pixel, under letters that say nothing of the method."""

from collections.abc import Mapping, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

PANEL = (440, 400)
"""Pixels of a result: what programs that show such sheets leave as it is."""
BAR = 18
COLUMNS = 3
LETTERS = "ABCDE"
LIGHT, DARK = "#f4f4f4", "#2a3440"


def order(picture: str, names: Sequence[str], seed: int) -> Mapping[str, str]:
    """The methods by their letters, another order for each picture and seed."""
    random = np.random.default_rng([seed, *picture.encode()])
    return dict(zip(LETTERS, (str(name) for name in random.permutation(sorted(names))), strict=True))


def sheet(sent: Image.Image, results: Mapping[str, Image.Image]) -> Image.Image:
    """The results by letter, H x W each, and last what was sent, with each of its pixels four times."""
    large = sent.resize((2 * sent.width, 2 * sent.height), Image.Resampling.NEAREST)
    whole = Image.new("RGB", (COLUMNS * PANEL[0], 2 * (PANEL[1] + BAR)), "#777777")
    draw = ImageDraw.Draw(whole)
    for index, (letter, image) in enumerate([*results.items(), ("sent", large)]):
        left, top = index % COLUMNS * PANEL[0], index // COLUMNS * (PANEL[1] + BAR)
        middle = _middle(image)
        whole.paste(middle, (left, top))
        draw.text((left + 4, top + PANEL[1]), letter, "#ffffff", ImageFont.load_default(15))
    return whole


def _middle(image: Image.Image) -> Image.Image:
    """At most a panel of it; what is transparent lies over light and dark halves."""
    if image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, LIGHT)
        ground.paste(DARK, (image.width // 2, 0, image.width, image.height))
        image = Image.alpha_composite(ground, image).convert("RGB")
    left, top = (max(side - panel, 0) // 2 for side, panel in zip(image.size, PANEL, strict=True))
    return image.crop((left, top, min(left + PANEL[0], image.width), min(top + PANEL[1], image.height)))
