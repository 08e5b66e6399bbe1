"""python -m benchmarks.idphoto.mattes FOLDER: silhouettes against masks of other origin, by halves of the photos.

FOLDER is a clone of https://github.com/VikramShenoy97/Human-Segmentation-Dataset: 290 photos with masks by remove.bg,
which lean outwards: beyond the picture's own edges by 1.4 pixels at faces of 99. So each half has a second row, for
masks moved in by as much. It has no licence: for measuring only.
"""

import argparse
import zlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.portrait import Format, Rgb, Studio, UnsuitablePhoto
from engines.portrait.bust import Bust, Cutter
from engines.portrait.networks import Networks
from engines.portrait.studio import MODELS

from .pictures import read, read_matte

WANTED = Format((295, 413))
Mask = NDArray[np.bool_]

BAND = 0.06
"""Face heights on either side of the true edge in which the second figure is taken."""
LEAN = 0.0125
"""Face heights by which the masks reach beyond the edge: the mean, on the tuning half, of the way from a mask's edge to
the steepest place of the picture."""


def main() -> None:
    """Print a table: the engine's matte on both halves of the photos."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    networks = Networks(MODELS)
    studio, cutter = Studio(), Cutter(networks.person, networks.matting, None)
    rows: dict[tuple[bool, bool], list[tuple[float, float]]] = {}
    for path in sorted((folder / "Training_Images").iterdir()):
        truth = folder / "Ground_Truth" / f"{path.stem}.png"
        if truth.exists() and (found := _cut(studio, cutter, read(path), read_matte(truth))):
            tuned = zlib.crc32(f"v{path.stem}".encode()) % 2 == 0
            for moved in (False, True):
                rows.setdefault((tuned, moved), []).append(_scores(*found, moved))
    print("| half | masks | photos | IoU: median | worst tenth | band: median | mean |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for (tuned, moved), scores in sorted(rows.items(), reverse=True):
        whole, band = np.array(scores).T
        print(
            f"| {'tuned on' if tuned else 'report'} | {'moved in' if moved else 'as they are'} | {len(scores)} | "
            f"{np.median(whole):.3f} | {np.quantile(whole, 0.1):.3f} | {np.median(band):.3f} | {band.mean():.3f} |"
        )


def _cut(studio: Studio, cutter: Cutter, image: Rgb, mask: NDArray[np.uint8]) -> tuple[Bust, Mask, Mask] | None:
    """The bust, the mask's person and other persons in it; None where no ID photo can be made, or no mask is its."""
    try:
        bust = cutter.bust(image, studio.face(image), (WANTED,))
    except UnsuitablePhoto:
        return None
    height, width = bust.alpha.shape
    whole = cv2.resize(mask, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_AREA)
    shown = cv2.warpAffine(whole, bust.to_image, (width, height), flags=cv2.WARP_INVERSE_MAP)
    _, labels = cv2.connectedComponents((shown > 127).astype(np.uint8))
    x, y = (int(value) for value in bust.face.centre)
    if not labels[y, x]:
        return None
    person = labels == labels[y, x]
    return bust, person, cv2.dilate(((labels > 0) & ~person).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0


def _scores(bust: Bust, person: Mask, neighbours: Mask, moved: bool) -> tuple[float, float]:
    """IoU of a photo's silhouette, and near the edge of the mask, which is moved in or not."""
    if moved:
        person = cv2.erode(person.astype(np.uint8), _disc(LEAN * bust.face.height), borderValue=1) > 0
    return _iou(bust, person, ~neighbours), _iou(bust, person, ~neighbours & _edge(person, bust.face.height))


def _iou(bust: Bust, person: Mask, where: Mask) -> float:
    real = np.zeros(bust.alpha.shape, bool)
    real[bust.low[1] : bust.high[1], bust.low[0] : bust.high[0]] = True
    one, other = (bust.alpha > 0.5) & where & real, person & where & real
    return float((one & other).sum() / max(1, (one | other).sum()))


def _edge(person: Mask, face_height: float) -> Mask:
    disc, mask = _disc(BAND * face_height), person.astype(np.uint8)
    return np.asarray((cv2.dilate(mask, disc) > 0) & (cv2.erode(mask, disc, borderValue=1) == 0), np.bool_)


def _disc(radius: float) -> NDArray[np.uint8]:
    side = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


if __name__ == "__main__":
    main()
