"""Drawn figures of the head set: the same for everybody, with heads inside their pictures."""

import numpy as np

from benchmarks.aicrop.figures import figures


def test_figures_are_the_same_each_time() -> None:
    for (one, boxes), (other, again) in zip(figures(6), figures(6), strict=True):
        assert (one == other).all()
        assert boxes == again


def test_each_head_lies_in_its_picture_and_is_drawn() -> None:
    for rgb, boxes in figures(30):
        height, width = rgb.shape[:2]
        ((left, top, right, bottom),) = boxes
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        head = rgb[int(top) : int(bottom), int(left) : int(right)]
        assert float(np.std(head.astype(np.float32), axis=(0, 1)).max()) > 10
