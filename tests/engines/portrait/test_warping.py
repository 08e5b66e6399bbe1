"""Points and pixels go the same way."""

import cv2
import numpy as np
import pytest

from engines.portrait.warping import Tilt, Warp, scaling_matrix


def dot(size: tuple[int, int], place: tuple[float, float]) -> np.ndarray:
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    return np.asarray(np.exp(-((x - place[0]) ** 2 + (y - place[1]) ** 2) / 50), np.float32)


def middle(picture: np.ndarray) -> np.ndarray:
    y, x = np.mgrid[: picture.shape[0], : picture.shape[1]]
    return np.array([(x * picture).sum() / picture.sum(), (y * picture).sum() / picture.sum()])


@pytest.mark.parametrize("scale", [0.2, 0.45, 0.9, 1.7])
@pytest.mark.parametrize("slope", [0.0, 0.1])
def test_a_dot_lands_where_its_point_does(scale: float, slope: float) -> None:
    angle = 0.2
    turn = scale * np.array(((np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))))
    affine = np.column_stack((turn, (150 - turn @ (400, 300))))
    warp = Warp(affine, (300, 300), Tilt(slope, 150, 100, 140))
    point = np.array(((430.0, 340.0),), np.float32)
    seen = np.asarray(warp.apply(dot((800, 600), (430, 340)), cv2.BORDER_CONSTANT))
    assert np.abs(middle(np.clip(seen, 0, 1)) - warp.transform(point)[0]).max() < 0.3


def test_shoulders_come_out_level_and_the_face_stays() -> None:
    warp = Warp(np.array(((1.0, 0, 0), (0, 1, 0))), (200, 200), Tilt(0.1, 100, 80, 120))
    shoulders = np.array(((40.0, 124.0), (160.0, 136.0)), np.float32)
    right, left = warp.transform(shoulders)
    assert right[1] == pytest.approx(left[1], abs=0.1)
    face = np.array(((70.0, 50.0), (130.0, 79.0)), np.float32)
    assert np.array_equal(warp.transform(face), face)


def test_a_reduced_image_keeps_its_places() -> None:
    image = dot((400, 200), (101.3, 77.7))
    small = cv2.resize(image, (100, 40), interpolation=cv2.INTER_AREA)
    back = scaling_matrix((4.0, 5.0))
    assert np.abs(back[:, :2] @ middle(small) + back[:, 2] - (101.3, 77.7)).max() < 0.2
