"""Contact sheets: every photo on white, blue and red, for the eye to judge."""

from pathlib import Path

import cv2
import numpy as np

from engines.portrait import Cut, Rgb

from .formats import COLOURS, composite
from .pictures import write as write_picture

COLUMNS = 6


def write(cuts: dict[str, Cut], folder: Path) -> None:
    """Write sheet-white.png, sheet-blue.png and sheet-red.png; every photo must have the same size."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, colour in COLOURS.items():
        tiles = [_named(composite(cut, colour), photo) for photo, cut in cuts.items()]
        blank = np.full_like(tiles[0], 128)
        tiles += [blank] * (-len(tiles) % COLUMNS)
        rows = [np.hstack(tiles[start : start + COLUMNS]) for start in range(0, len(tiles), COLUMNS)]
        write_picture(folder / f"sheet-{name}.png", np.vstack(rows))


def _named(photo: Rgb, name: str) -> Rgb:
    strip = np.full((16, photo.shape[1], 3), 255, np.uint8)
    cv2.putText(strip, name, (4, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack((photo, strip))
