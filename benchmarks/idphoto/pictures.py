"""Pictures in files."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.portrait import Rgb


def read(path: Path) -> Rgb:
    """Return a colour picture."""
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert picture is not None, path
    return np.ascontiguousarray(picture[..., ::-1], np.uint8)


def read_matte(path: Path) -> NDArray[np.uint8]:
    """Return a grey picture."""
    matte = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert matte is not None, path
    return np.asarray(matte, np.uint8)


def write(path: Path, picture: Rgb) -> None:
    """Write a colour picture."""
    cv2.imwrite(str(path), picture[..., ::-1])
