"""Faces, eyes and shoulders are found where they are."""

import time
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from engines.portrait import Rgb, Studio, UnsuitablePhoto
from engines.portrait.face import Face
from tests.support.pictures import portraits

EYES = ((203.0, 100.5), (246.0, 102.5))
"""The pupils of the portrait, read off by hand: the person's right, then left."""


@pytest.fixture(scope="module")
def face(studio: Studio, astronaut: Rgb) -> Face:
    return studio.face(astronaut)


def test_eyes_are_found_to_the_pixel(face: Face) -> None:
    assert np.abs(face.eyes - EYES).max() < 2.0


def test_left_is_the_persons_left(face: Face) -> None:
    assert face.left_iris[0, 0] > face.right_iris[0, 0]
    assert face.mesh[454, 0] > face.mesh[234, 0]


def test_a_turned_head_has_that_roll(studio: Studio, astronaut: Rgb, face: Face) -> None:
    for degrees in (-20.0, -7.0, 12.0):
        turned = studio.face(portraits.turned(astronaut, degrees))
        assert np.degrees(turned.roll - face.roll) == pytest.approx(degrees, abs=1.0)


def test_an_underexposed_face_leans_as_in_good_light(studio: Studio, astronaut: Rgb, face: Face) -> None:
    dark = studio.face(np.asarray(astronaut * 0.35, np.uint8))
    assert np.degrees(dark.roll - face.roll) == pytest.approx(0, abs=0.15)


def test_a_mirrored_face_looks_the_other_way(studio: Studio, astronaut: Rgb, face: Face) -> None:
    mirrored = studio.face(np.ascontiguousarray(astronaut[:, ::-1]))
    assert mirrored.yaw == pytest.approx(-face.yaw, abs=0.03)
    assert mirrored.height == pytest.approx(face.height, rel=0.03)


def test_an_enlarged_picture_gives_enlarged_points(studio: Studio, astronaut: Rgb, face: Face) -> None:
    large = np.asarray(cv2.resize(astronaut, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC), np.uint8)
    assert np.abs((studio.face(large).mesh - 1.5) / 4 - face.mesh).max() < 0.03 * face.height


@pytest.mark.parametrize("place", [(40, 700), (1900, 60), (1100, 500)])
def test_a_small_face_in_a_large_picture_is_found(studio: Studio, astronaut: Rgb, place: tuple[int, int]) -> None:
    scene = portraits.small(astronaut, 300, (2400, 1600), place)
    found = studio.face(scene)
    expected = (np.array(EYES) + 0.5) * 300 / 420 - 0.5 + place
    assert np.abs(found.eyes - expected).max() < 2.5


def test_somebody_small_in_the_background_does_not_matter(studio: Studio, astronaut: Rgb, face: Face) -> None:
    scene = np.hstack((astronaut, portraits.small(astronaut, 150, (200, 512), (20, 20))))
    assert np.abs(studio.face(scene).eyes - face.eyes).max() < 1.5


def test_threads_do_not_mix_results(studio: Studio, astronaut: Rgb) -> None:
    pictures = [portraits.turned(astronaut, degrees) for degrees in (-15.0, 0.0, 15.0)] * 2
    alone = [studio.face(picture).mesh for picture in pictures[:3]]
    with ThreadPoolExecutor(4) as pool:
        together = [face.mesh for face in pool.map(studio.face, pictures)]
    for index, mesh in enumerate(together):
        assert np.array_equal(mesh, alone[index % 3])


def test_an_endless_strip_is_refused_at_once(studio: Studio) -> None:
    start = time.process_time()
    for shape in ((6, 9000), (30_000, 40)):
        with pytest.raises(UnsuitablePhoto, match="no face"):
            studio.face(np.full((*shape, 3), 90, np.uint8))
    assert time.process_time() - start < 1


def test_noise_and_plain_pictures_hold_no_face(studio: Studio) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (400, 300, 3)).astype(np.uint8)
    for picture in (noise, np.full((300, 500, 3), 200, np.uint8), np.zeros((1, 1, 3), np.uint8)):
        with pytest.raises(UnsuitablePhoto, match="no face"):
            studio.face(picture)
