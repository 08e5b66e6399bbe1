"""Finished photos against a second opinion: MediaPipe's landmarks, and IS-Net's silhouette for the crown."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.portrait import Cut, Format
from engines.portrait.head import CROWN_BAND, CROWN_SHARE

from .formats import COLOURS, composite
from .pictures import read_matte, write
from .processes import Worker

CLOSE = 0.01
"""How far a ratio measured by the second opinion may lie outside of a bound: its own error."""


@dataclass
class Tally:
    """Measures of many photos; errors are shares of the photo's height."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **values: float) -> None:
        """Note one photo's measures."""
        for name, value in values.items():
            self.values.setdefault(name, []).append(value)

    def summary(self, chosen: int) -> str:
        """Return as cells: photos made, with bounds kept, with misses reported, and the worst background."""
        made, misses = self.values["background"], self.values["misses"]
        kept = sum(self.values.get("bounds", []))
        return f"{len(made)} of {chosen} | {kept:.0f} | {sum(miss > 0 for miss in misses)} | {max(made):.0f}"

    def row(self, name: str, digits: int = 4) -> str:
        """Return mean, 95th percentile and maximum of a measure as cells of a table, empty ones if it was not taken."""
        if name not in self.values:
            return " |  | "
        values = np.abs(self.values[name])
        return " | ".join(f"{value:.{digits}f}" for value in (values.mean(), np.percentile(values, 95), values.max()))


def judged(cut: Cut, wanted: Format, landmarks: Worker, silhouettes: Worker | None, scratch: Path) -> dict[str, float]:
    """Measure one photo on white."""
    path = scratch / "photo.png"
    photo = composite(cut, COLOURS["white"])
    write(path, photo)
    seen = landmarks.ask(photo=path)
    measures = {"background": background_error(cut), "misses": float(len(cut.misses))}
    if not seen:
        return measures | {"unseen": 1.0}
    width, height = wanted.size
    measures |= {
        "tilt": seen["tilt"],
        "eye": (height - seen["eye"] - 0.5) / height - cut.ratios.eye,
        "chin": (seen["chin"] - cut.chin) / height,
        "face": (seen["right"] - seen["left"]) / width - cut.ratios.face,
    }
    crown = cut.crown
    if silhouettes:
        silhouettes.ask(photo=path, out=scratch / "matte.png")
        crown = crown_of(read_matte(scratch / "matte.png"), seen)
        measures["crown"] = (crown - cut.crown) / height
    measured = {
        "eye": cut.ratios.eye + measures["eye"],
        "face": cut.ratios.face + measures["face"],
        "head": (seen["chin"] - crown) / height,
        "top": (crown + 0.5) / height,
    }
    measures["bounds"] = float(not cut.misses and _within(measured, wanted))
    return measures


def background_error(cut: Cut) -> float:
    """Return the largest error, in levels, of the ground in the upper corners, over three colours."""
    worst = 0.0
    rows, columns = cut.alpha.shape[0] // 30, cut.alpha.shape[1] // 8
    for colour in COLOURS.values():
        photo = composite(cut, colour).astype(float)
        for corner in (photo[:rows, :columns], photo[:rows, -columns:]):
            worst = max(worst, float(np.abs(corner - colour).max()))
    return worst


def crown_of(matte: NDArray[np.uint8], seen: dict[str, Any]) -> float:
    """Return the first row in which a tenth of the face's width is person, as the engine defines the crown."""
    width, middle = seen["right"] - seen["left"], (seen["right"] + seen["left"]) / 2
    band = matte[:, max(0, int(middle - CROWN_BAND * width)) : int(middle + CROWN_BAND * width)]
    rows = np.flatnonzero((band > 127).sum(axis=1) >= CROWN_SHARE * width)
    return float(rows[0]) if len(rows) else 0.0


def _within(measured: dict[str, float], wanted: Format) -> bool:
    for name, (least, most) in zip(("head", "eye", "top", "face"), wanted.bounds.asked, strict=True):
        value = measured.get(name)
        if value is None:
            continue
        if (least is not None and value < least - CLOSE) or (most is not None and value > most + CLOSE):
            return False
    return True
