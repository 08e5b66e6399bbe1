"""What of the matting network's training needs no torch: the data."""

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.support import ROOT
from training.portrait import people, prepare
from training.portrait.pack import Pack, Picture, is_known, thumbnails, unpacked

SIDE = 200


def mask() -> Picture:
    """A person below the middle."""
    drawn = np.zeros((SIDE, SIDE), np.uint8)
    drawn[SIDE // 2 :] = 1
    return drawn


def test_hair_that_a_mask_leaves_out_is_the_teachers() -> None:
    alpha = mask().astype(np.float32)
    alpha[SIDE // 2 - 12 : SIDE // 2, 50:53] = 0.8
    taken, trust, disputed = prepare.agreed(alpha, mask())
    assert taken[SIDE // 2 - 6, 51] == pytest.approx(0.8)
    assert trust[SIDE // 2 - 6, 51] == 255
    assert disputed == 0


def test_a_picture_on_the_wall_that_the_teacher_takes_along_is_ground() -> None:
    alpha = mask().astype(np.float32)
    alpha[10:50, 20:80] = 1
    taken, trust, disputed = prepare.agreed(alpha, mask())
    assert taken[:60].max() == 0
    assert trust[:60].min() == 255
    assert disputed == pytest.approx(40 * 60 / mask().sum(), rel=0.02)


def test_an_earring_that_a_mask_leaves_out_is_not_taught() -> None:
    alpha = mask().astype(np.float32)
    alpha[SIDE // 2 - 20 : SIDE // 2 - 2, 50:70] = 1
    _, trust, _ = prepare.agreed(alpha, mask())
    assert trust[SIDE // 2 - 12, 60] == 0


def test_a_wide_haze_beside_the_edge_is_half_trusted() -> None:
    alpha = mask().astype(np.float32)
    alpha[SIDE // 2 - 20 : SIDE // 2] = 0.3
    _, trust, _ = prepare.agreed(alpha, mask())
    assert trust[SIDE // 2 - 10, 100] == prepare.HALF_TRUSTED


def test_a_pack_gives_back_what_it_was_given(tmp_path: Path) -> None:
    pack = Pack()
    drawn = [np.full((8, 8), value, np.uint8) for value in (3, 200)]
    for picture in drawn:
        pack.add("alpha", picture, ".png", 9)
    pack.write(tmp_path / "pictures.npz")
    (found,) = unpacked(tmp_path / "pictures.npz").values()
    for file, picture in zip(found, drawn, strict=True):
        assert np.array_equal(np.asarray(cv2.imdecode(file, cv2.IMREAD_GRAYSCALE)), picture)


def test_a_picture_of_the_benchmark_is_known_in_another_size(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    one, other = (cv2.resize(random.integers(0, 255, (12, 12), np.uint8), (300, 300)) for _ in range(2))
    for name, picture in (("one", one), ("other", other), ("smaller", cv2.resize(one, (120, 160)))):
        cv2.imwrite(str(tmp_path / f"{name}.png"), picture)
    known = thumbnails([tmp_path / "one.png"])
    assert is_known(tmp_path / "smaller.png", known)
    assert not is_known(tmp_path / "other.png", known)


def test_a_person_is_cut_out_as_the_engine_does_it_and_a_small_head_is_not() -> None:
    drawn = np.zeros((400, 400), np.uint8)
    drawn[100:, 100:300] = 255
    picture = np.dstack([drawn] * 3)
    found = people.cut(picture, drawn, np.array((0.35, 0.25, 0.65, 0.55)))
    assert found is not None
    assert found[0].shape == (people.HEIGHT, people.WIDTH, 3)
    assert 0.2 < found[1].mean() < 0.8
    assert people.cut(picture, drawn, np.array((0.45, 0.25, 0.55, 0.4))) is None


def test_the_card_is_of_the_file_in_use() -> None:
    content = (ROOT / "engines/portrait/matting.onnx").read_bytes()
    card = (ROOT / "training/portrait/README.md").read_text("utf-8")
    assert f"{len(content):,} bytes" in card
    assert hashlib.sha256(content).hexdigest() in card
