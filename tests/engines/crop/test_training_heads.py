"""What of the heads' training needs no torch: labels, and views with the boxes in them."""

import hashlib

import numpy as np
import pytest

from tests.support import ROOT
from training.aicrop import prepare
from training.aicrop.heads import data
from training.aicrop.heads.data import KINDS

HEADS = np.array([[0.4, 0.1, 0.6, 0.3]], np.float32)


def test_labels_are_names_with_boxes_in_percent() -> None:
    found = data.boxes("one 10 20 30 40; 50 50 60 60\nnone\n")
    assert found["one"] == pytest.approx(np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.5, 0.6, 0.6]]))
    assert found["none"].shape == (0, 4)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "others"])
def test_each_label_lies_in_its_picture(kind: str) -> None:
    found = data.boxes((data.HERE / f"{kind}.txt").read_text("utf-8"))
    assert found
    for boxes in found.values():
        assert boxes.min(initial=0) >= 0
        assert boxes.max(initial=0) <= 1
        assert (boxes[:, 2:] > boxes[:, :2]).all()


def test_no_validation_image_is_trained_on() -> None:
    for kind in ("people", "animals", "nothing"):
        names = data.boxes((data.HERE / f"{kind}.txt").read_text("utf-8"))
        assert not any(map(prepare.held_out, names))


def test_a_box_moves_with_its_head() -> None:
    image = np.zeros((data.STORED, data.STORED, 4), np.uint8)
    image[32:96, 128:192] = 255
    random = np.random.default_rng(1)
    seen = [data.cut(image, HEADS, random) for _ in range(40)]
    whole = [view for view in seen if len(view.heads) and view.heads.min() > 0 and view.heads.max() < 1]
    assert whole
    for view in whole:
        rows, columns = np.where(view.image.mean(axis=2) > 0.7)
        drawn = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]) / data.SIDE
        assert view.heads[0] == pytest.approx(drawn, abs=0.02)


def test_a_head_that_is_hardly_seen_is_doubtful() -> None:
    edge = np.array([[-0.3, 0.1, 0.1, 0.3]], np.float32)
    image = np.zeros((data.STORED, data.STORED, 4), np.uint8)
    view = next(
        view
        for view in (data.cut(image, edge, np.random.default_rng(seed)) for seed in range(50))
        if len(view.doubtful)
    )
    assert not len(view.heads)


def test_a_figure_that_covers_another_takes_its_head() -> None:
    figure = np.full((64, 64, 4), 255, np.uint8)
    ground = np.zeros((data.STORED, data.STORED, 4), np.uint8)
    for seed in range(20):
        view = data.draw(ground, [(figure, HEADS)] * 3, np.random.default_rng(seed))
        assert 1 <= len(view.heads) <= 3


def test_the_subject_moves_with_the_picture() -> None:
    image = np.zeros((data.STORED, data.STORED, 4), np.uint8)
    image[32:96, 128:192] = 255
    for seed in range(20):
        view = data.cut(image, HEADS, np.random.default_rng(seed))
        assert view.subject is not None
        side = data.SIDE // data.CELL
        cells = view.image.mean(axis=2).reshape(side, data.CELL, side, data.CELL).mean(axis=(1, 3))
        if cells.max() > 0.5:
            assert np.corrcoef(cells.ravel(), view.subject.ravel())[0, 1] > 0.9


def test_the_model_card_is_of_this_model() -> None:
    content = (ROOT / "engines/crop/heads.onnx").read_bytes()
    assert len(content) < 1_000_000
    assert hashlib.sha256(content).hexdigest() in (ROOT / "training/aicrop/heads/README.md").read_text("utf-8")
