"""Where text is: a map of probabilities for an image. Knows neither boxes nor characters."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.crew import Crew
from engines.runtime.onnx import Network
from shared.clock import Budget

from .line import Rgb
from .negative import dark_on_light
from .scale import Span, tiles

Probabilities = NDArray[np.uint8]
"""0 to 255 for each pixel of the resized image."""
OUTPUTS = ("fetch_name_0",)
FRAME = 16
"""Pixels of plain ground around the image: the network misses text that touches the border."""


class Detector:
    """The detection network, over any size of image."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def probabilities(self, image: Rgb, factor: float, crew: Crew, budget: Budget) -> Probabilities:
        """The map for the image resized by `factor`.

        Tiles for which there is no time count as empty.
        """
        width, height = (max(1, round(side * factor)) for side in (image.shape[1], image.shape[0]))
        ways = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        resized = dark_on_light(np.asarray(cv2.resize(image, (width, height), interpolation=ways), np.uint8))
        ground = np.median(_border(resized), axis=0).tolist()
        bordered = cv2.copyMakeBorder(resized, FRAME, FRAME, FRAME, FRAME, cv2.BORDER_CONSTANT, value=ground)
        framed = np.asarray(bordered, np.uint8)
        found = np.zeros(framed.shape[:2], np.uint8)

        def search(tile: tuple[Span, Span]) -> None:
            if not budget.spent():
                self._search(framed, *tile, found)

        crew.map(search, tiles(framed.shape[1], framed.shape[0]))
        return found[FRAME:-FRAME, FRAME:-FRAME]

    def _search(self, image: Rgb, columns: Span, rows: Span, found: Probabilities) -> None:
        part = image[rows.start : rows.start + rows.length, columns.start : columns.start + columns.length]
        missing = (rows.length - part.shape[0], columns.length - part.shape[1])
        if any(missing):
            part = np.asarray(cv2.copyMakeBorder(part, 0, missing[0], 0, missing[1], cv2.BORDER_REPLICATE), np.uint8)
        batch = cv2.dnn.blobFromImage(part, 2 / 255, mean=(127.5, 127.5, 127.5), swapRB=True)
        probability = self._network.run(np.asarray(batch, np.float32), OUTPUTS)[0][0, 0]
        used = probability[
            rows.first - rows.start : rows.last - rows.start,
            columns.first - columns.start : columns.last - columns.start,
        ]
        found[rows.first : rows.last, columns.first : columns.last] = cv2.convertScaleAbs(used, alpha=255)


def _border(image: Rgb) -> NDArray[np.uint8]:
    """The pixels of the image's outermost rows and columns."""
    return np.concatenate((image[0], image[-1], image[:, 0], image[:, -1]))
