"""The weights of MediaPipe's selfie segmentation, read from its file by OpenCV."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]


def weights(path: Path) -> Arrays:
    """Kernel and bias of each convolution by its name. Raises cv2.error for a file that is no model."""
    net = cv2.dnn.readNetFromTFLite(str(path), cv2.dnn.ENGINE_CLASSIC)
    found: Arrays = {}
    for name in net.getLayerNames():
        if net.getLayer(name).type == "Convolution":
            kernel, bias = (np.asarray(net.getParam(name, number), np.float32) for number in range(2))
            found[name] = (kernel, bias.ravel())
    return found
