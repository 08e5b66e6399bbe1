"""PSNR and SSIM as the field has them, without two pixels at the border: on luma from 16 to 235, RGB, and chroma."""

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
BORDER = 2
WEIGHTS = np.array([65.481, 128.553, 24.966]) / 255
CHROMA = np.array([[-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])
"""ITU-T T.871."""


def luma(image: Bytes) -> NDArray[np.float64]:
    return (16 + image.astype(np.float64) @ WEIGHTS)[BORDER:-BORDER, BORDER:-BORDER]


def psnr(one: Bytes, other: Bytes) -> float:
    """In dB, on luma."""
    return float(10 * np.log10(255**2 / ((luma(one) - luma(other)) ** 2).mean()))


def chroma_psnr(one: Bytes, other: Bytes) -> float:
    """In dB, on both planes of JPEG's chroma together; no number if `other` is grey."""
    if (other[..., :2] == other[..., 1:]).all():
        return float("nan")
    difference = ((one.astype(np.float64) - other) @ CHROMA.T)[BORDER:-BORDER, BORDER:-BORDER]
    return float(10 * np.log10(255**2 / (difference**2).mean()))


def rgb_psnr(one: Bytes, other: Bytes) -> float:
    """In dB, on red, green and blue."""
    difference = (one.astype(np.float64) - other)[BORDER:-BORDER, BORDER:-BORDER]
    return float(10 * np.log10(255**2 / (difference**2).mean()))


def ssim(one: Bytes, other: Bytes) -> float:
    """Wang et al., 2004: Gaussian windows of 11 x 11, sigma 1.5, on luma."""
    x, y = luma(one), luma(other)

    def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5)[5:-5, 5:-5], np.float64)

    mx, my = mean(x), mean(y)
    vx, vy, cov = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float((((2 * mx * my + c1) * (2 * cov + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2))).mean())
