"""Which of the network's boxes count as faces."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engines.crop.face import Face
from engines.crop.faces import EVERYWHERE, Faces, Heat
from engines.crop.shrink import Rgb
from shared.clock import NEVER, Budget
from tests.support.pictures.scenes import ground, portrait

POINTS = ((135.0, 140.0), (165.0, 140.0), (150.0, 155.0), (150.0, 170.0), (120.0, 145.0), (180.0, 145.0))
BARK = Face(100, 100, 200, 200, 0.6, POINTS)


class Scripted(Faces):
    """Finds in its first, second ... view what it is told."""

    def __init__(self, *views: list[Face]) -> None:
        super().__init__(Path(__file__))
        self._views = iter(views)

    def _boxes(self, rgb: Rgb) -> Iterator[Face]:
        yield from next(self._views)


def found(*views: list[Face], heat: Heat = EVERYWHERE) -> list[float]:
    image = np.zeros((400, 300, 3), np.uint8)
    return [face.score for face in Scripted(*views).of(image, Budget(NEVER), heat)]


def seen_again(face: Face, score: float = 0.4) -> Face:
    """The face as the second view has it, which begins at 10, 10."""
    return replace(face, score=score).moved(1.0, -10, -10)


def test_bark_that_looks_like_a_face_once_does_not_steer() -> None:
    assert found([BARK], []) == []


def test_a_face_that_a_second_view_confirms_counts() -> None:
    assert found([BARK], [seen_again(BARK)]) == [0.6]


def test_a_second_view_with_other_points_does_not_confirm() -> None:
    moved = replace(BARK, points=tuple((x + 40, y) for x, y in BARK.points))
    assert found([BARK], [seen_again(moved)]) == []


def test_a_sure_face_is_looked_at_once() -> None:
    assert found([replace(BARK, score=0.8)]) == [0.8]


def test_small_faces_are_confirmed_by_the_halves() -> None:
    bark, face = Face(10, 10, 30, 30, 0.6), Face(200, 20, 225, 45, 0.6)
    dots = tuple((x / 4 + 175.0, y / 4) for x, y in POINTS)
    face, bark = replace(face, points=dots), replace(bark, points=dots)
    assert found([bark, face], [replace(face, score=0.7)], []) == [0.7]


def heat_at(*rows: int) -> Heat:
    """Heads may be in these of four rows."""
    heat = np.zeros((4, 4), np.float32)
    heat[list(rows)] = 1
    return heat


def test_only_the_part_where_heads_may_be_is_looked_at_again() -> None:
    low, middle = Face(10, 310, 30, 330, 0.6, POINTS), Face(10, 210, 30, 230, 0.6, POINTS)
    assert found([low], [low.moved(1.0, 0, -160)], heat=heat_at(3)) == [0.6]
    assert found([middle], [middle.moved(1.0, 0, -130)], heat=heat_at(2)) == [0.6]


def test_both_halves_are_looked_at_where_heads_may_be_far_apart() -> None:
    low = Face(10, 310, 30, 330, 0.6, POINTS)
    assert found([low], [], [low.moved(1.0, 0, -160)], heat=heat_at(0, 3)) == [0.6]


def test_without_a_head_anywhere_faces_are_not_looked_for() -> None:
    assert found(heat=heat_at()) == []


def test_a_face_on_a_dress_where_no_head_is_does_not_steer() -> None:
    assert found([BARK], [seen_again(BARK)], heat=heat_at(3)) == []
    assert found([replace(BARK, score=0.8)], heat=heat_at(3)) == [0.8]


@pytest.mark.parametrize(("nose", "turn"), [(150.0, 0.0), (165.0, 0.5), (200.0, 1.0)])
def test_turn(nose: float, turn: float) -> None:
    assert replace(BARK, points=(*POINTS[:2], (nose, 155.0), *POINTS[3:])).turn == pytest.approx(turn)


def test_points_lie_on_a_drawn_face(models: Path) -> None:
    (face,) = Faces(models / "face-detection.tflite").of(portrait(ground(600, 500), 150, 100, 300), Budget(NEVER))
    (left, eyes), (right, _), (nose, tip), (_, mouth) = face.points[:4]
    assert left == pytest.approx(150 + 0.39 * 300, abs=20)
    assert right == pytest.approx(150 + 0.61 * 300, abs=20)
    assert nose == pytest.approx(300, abs=20)
    assert eyes < tip < mouth
