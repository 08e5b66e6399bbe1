"""Codes made on the spot, with known text and corners, and what cameras do to them."""

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from engines.codes import Code

Gray = NDArray[np.uint8]
Corners = NDArray[np.float64]

SAMPLES = {
    "QR_CODE": ("QRCode", "https://u.wechat.com/AbC123", "https://u.wechat.com/AbC123"),
    "DATA_MATRIX": ("DataMatrix", "SN:20240315-001", "SN:20240315-001"),
    "PDF_417": ("PDF417", "M1ABCDEF/GHIJ E12345", "M1ABCDEF/GHIJ E12345"),
    "AZTEC": ("Aztec", "ticket 4711", "ticket 4711"),
    "EAN_13": ("EAN13", "6901234567892", "6901234567892"),
    "EAN_8": ("EAN8", "96385074", "96385074"),
    "UPC_A": ("UPCA", "012345678905", "012345678905"),
    "UPC_E": ("UPCE", "01234565", "01234565"),
    "CODE_128": ("Code128", "SF1234567890123", "SF1234567890123"),
    "CODE_39": ("Code39", "WX-2024", "WX-2024"),
    "CODE_93": ("Code93", "WX2024", "WX2024"),
    "CODABAR": ("Codabar", "A123456B", "123456"),
    "ITF": ("ITF", "12345678901231", "12345678901231"),
}
"""Format -> (zxing-cpp's name, what is encoded, what is read)."""
TWO_DIMENSIONAL = ("QR_CODE", "DATA_MATRIX", "PDF_417", "AZTEC")


@dataclass(frozen=True)
class Picture:
    """An image of one code, and the true corners in it: left_top, right_top, right_bottom, left_bottom."""

    gray: Gray
    corners: Corners


def symbol(format_: str, content: str | bytes | None = None, module: int = 4) -> Picture:
    """Draw a symbol of `module` pixels a module on white paper."""
    name, sample, _ = SAMPLES[format_]
    barcode = zxingcpp.create_barcode(content or sample, getattr(zxingcpp.BarcodeFormat, name))
    gray = np.array(barcode.to_image(scale=module, add_quiet_zones=True), np.uint8)
    if format_ not in TWO_DIMENSIONAL:
        gray = np.repeat(gray[gray.shape[0] // 3][None], gray.shape[1] // 3, axis=0)
    gray = np.pad(gray, 4 * module, constant_values=255)
    rows, columns = np.nonzero(gray < 128)
    left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
    if format_ not in TWO_DIMENSIONAL:
        gray[: 4 * module] = gray[-4 * module :] = 255
        top, bottom = 4 * module, gray.shape[0] - 4 * module - 1
    corners = np.array(((left, top), (right, top), (right, bottom), (left, bottom)), np.float64)
    return Picture(gray, corners)


def warped(picture: Picture, matrix: NDArray[np.float64], width: int, height: int, paper: int = 255) -> Picture:
    """Carry a picture over by a 3 x 3 matrix."""
    gray = cv2.warpPerspective(
        picture.gray, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    corners = cv2.perspectiveTransform(picture.corners[None], matrix)[0]
    return Picture(gray.astype(np.uint8), corners.astype(np.float64))


def rotated(picture: Picture, degrees: float, paper: int = 255) -> Picture:
    """Turn a picture clockwise about its middle, on paper large enough."""
    height, width = picture.gray.shape
    side = int(np.hypot(height, width)) + 20
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    turn = np.array(((cos, -sin, 0), (sin, cos, 0), (0, 0, 1)))
    to_origin = np.array(((1, 0, -(width - 1) / 2), (0, 1, -(height - 1) / 2), (0, 0, 1)))
    to_middle = np.array(((1, 0, side / 2), (0, 1, side / 2), (0, 0, 1)))
    return warped(picture, to_middle @ turn @ to_origin, side, side, paper)


def corner_error(code: Code, corners: Corners) -> float:
    """Return the largest distance in pixels between a corner read and the true one of the same name."""
    return float(np.hypot(*(np.array(code.corners) - corners).T).max())


def canvas(height: int, width: int, *placed: tuple[int, int, Picture]) -> Gray:
    """Return white paper with pictures at (x, y)."""
    paper = np.full((height, width), 255, np.uint8)
    for x, y, picture in placed:
        paper[y : y + picture.gray.shape[0], x : x + picture.gray.shape[1]] = picture.gray
    return paper
