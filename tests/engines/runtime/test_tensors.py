"""Numbers in and out of networks."""

import numpy as np
import pytest

from engines.runtime.tensors import batch_of, sigmoid


def test_sigmoid() -> None:
    found = sigmoid(np.array([[-1e9, -2.0, 0.0, 2.0, 1e9]], np.float32))
    assert found.dtype == np.float32
    assert found.tolist() == [pytest.approx([0, 0.1192029, 0.5, 0.8807971, 1])]


def test_a_picture_becomes_a_batch_of_one_channels_first() -> None:
    picture = np.arange(24, dtype=np.float32).reshape(2, 4, 3)
    found = batch_of(picture)
    assert found.shape == (1, 3, 2, 4)
    assert found.flags.c_contiguous
    assert (found[0, 2] == picture[..., 2]).all()
