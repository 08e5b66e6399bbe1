"""What of the heads' training needs no torch: labels, and how pictures are packed."""

import hashlib

import cv2
import numpy as np
import pytest

from tests.support import ROOT
from training.aicrop import prepare
from training.aicrop.heads import data
from training.aicrop.heads.data import PHOTOS

HEADS = np.array([[0.4, 0.1, 0.6, 0.3]], np.float32)


def test_labels_are_names_with_boxes_in_percent() -> None:
    found = data.boxes("one 10 20 30 40; 50 50 60 60\nnone\n")
    assert found["one"] == pytest.approx(np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.5, 0.6, 0.6]]))
    assert found["none"].shape == (0, 4)


@pytest.mark.parametrize("kind", [*PHOTOS, "sets", "drawings"])
def test_each_label_lies_in_its_picture(kind: str) -> None:
    found = data.labels(kind)
    assert found
    for boxes in found.values():
        assert boxes.min(initial=0) >= 0
        assert boxes.max(initial=0) <= 1
        assert (boxes[:, 2:] > boxes[:, :2]).all()


def test_no_validation_image_is_trained_on() -> None:
    for kind in PHOTOS:
        assert not any(map(prepare.held_out, data.labels(kind)))


def test_packed_pictures_come_back_with_their_boxes() -> None:
    random = np.random.default_rng(1)
    pictures = []
    several: list[data.Boxes] = [HEADS, np.zeros((0, 4)), np.repeat(HEADS, data.MOST + 3, 0)]
    for number, heads in enumerate(several):
        pixels = random.integers(0, 256, (20, 20, 4), np.uint8)
        file = bytes(cv2.imencode(".png", pixels)[1])
        mask = bytes(cv2.imencode(".png", pixels[..., 3])[1])
        pictures.append((pixels, data.Picture(file, mask, number, heads, checked=number == 1)))
    arrays = data.packed([picture for _, picture in pictures])
    assert arrays["number"].tolist() == [1, 0, data.MOST]
    assert arrays["heads"][:1] == pytest.approx(HEADS)
    assert arrays["checked"].tolist() == [False, True, False]
    found = data.unpacked(arrays, "pixels", np.array([2, 0]))
    for picture, number in zip(found, (2, 0), strict=True):
        assert (picture == pictures[number][0][..., [2, 1, 0, 3]]).all()
    assert (data.unpacked(arrays, "mask", np.array([1]))[0, ..., 0] == pictures[1][0][..., 3]).all()


def test_the_largest_heads_are_kept_where_there_are_many() -> None:
    many = np.array([[0, 0, side, side] for side in np.linspace(0.1, 0.9, data.MOST + 2)])
    kept = data.packed([data.Picture(b"", b"", 0, many, checked=False)])["heads"]
    assert kept[:, 2].min() == pytest.approx(many[2, 2])


def test_the_model_card_is_of_this_model() -> None:
    content = (ROOT / "engines/crop/heads.onnx").read_bytes()
    assert len(content) + (ROOT / "engines/crop/saliency.onnx").stat().st_size < 1_500_000
    assert hashlib.sha256(content).hexdigest() in (ROOT / "training/aicrop/heads/README.md").read_text("utf-8")
