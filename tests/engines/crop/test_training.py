"""What of the training needs no torch: the data, the views, the drawn blocks; and whose model the card is of."""

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.support import ROOT
from training.aicrop import augment, lettering, prepare

MODEL = ROOT / "engines/crop/saliency.onnx"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for folder, suffix in (("DUTS-TR-Image", "jpg"), ("DUTS-TR-Mask", "png")):
        (tmp_path / folder).mkdir()
        for number in range(40):
            picture = np.full((30, 40, 3), number, np.uint8)
            cv2.imwrite(str(tmp_path / folder / f"n{number:08}.{suffix}"), picture)
    (tmp_path / "DUTS-TR-Mask" / "n00000007.png").unlink()
    return tmp_path


def test_every_image_with_its_mask(source: Path) -> None:
    found = prepare.pairs(source)
    assert len(found) == 39
    assert all(image.stem == mask.stem for image, mask in found)


def test_a_folder_without_images_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="DUTS-TR-Image"):
        prepare.pairs(tmp_path)


def test_validation_is_told_by_the_name_alone() -> None:
    share = np.mean([prepare.held_out(f"ILSVRC2012_test_{number:08}") for number in range(4000)])
    assert share == pytest.approx(prepare.VALIDATION_SHARE, abs=0.01)


def test_arrays_hold_the_images(source: Path, tmp_path: Path) -> None:
    prepare.write(prepare.pairs(source)[:3], tmp_path / "images.npy", tmp_path / "masks.npy")
    images, masks = np.load(tmp_path / "images.npy"), np.load(tmp_path / "masks.npy")
    assert (images.shape, masks.shape) == ((3, 256, 256, 3), (3, 128, 128))
    assert masks[2].mean() == pytest.approx(2, abs=1)


def test_views_lie_inside_the_image() -> None:
    random = np.random.default_rng(1)
    for seen in (augment.view(random) for _ in range(500)):
        assert 0 <= seen.left <= seen.left + seen.width <= 1 + 1e-9
        assert 0 <= seen.top <= seen.top + seen.height <= 1 + 1e-9
        (x, _, shift_x), (_, y, shift_y) = seen.matrix()
        assert abs(x) + abs(shift_x) <= 1 + 1e-9
        assert abs(y) + abs(shift_y) <= 1 + 1e-9


def test_tones_stay_between_black_and_white() -> None:
    random = np.random.default_rng(2)
    image = random.random((20, 20, 3)).astype(np.float32)
    for _ in range(30):
        toned = augment.toned(image, random)
        assert toned.dtype == np.float32
        assert 0 <= toned.min() <= toned.max() <= 1


def test_a_drawn_block_is_where_its_mask_says() -> None:
    random = np.random.default_rng(3)
    drawn = 0
    for _ in range(200):
        plain, empty = np.full((256, 256, 3), 0.5, np.float32), np.zeros((128, 128), np.float32)
        image, mask = lettering.with_block(plain, empty, random)
        assert 0 <= image.min() <= image.max() <= 1
        if mask.any():
            drawn += 1
            contrast = np.abs(image - np.median(image, axis=(0, 1))).mean(axis=2)
            inside = cv2.resize(mask, (256, 256), interpolation=cv2.INTER_NEAREST) > 0
            assert contrast[inside].max() > 0.1
    assert 200 * lettering.SHARE / 2 < drawn < 200 * lettering.SHARE * 2


def test_the_model_card_is_of_this_model() -> None:
    content = MODEL.read_bytes()
    assert len(content) < 1_000_000
    assert hashlib.sha256(content).hexdigest() in (ROOT / "training/aicrop/README.md").read_text("utf-8")
