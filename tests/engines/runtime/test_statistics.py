"""Medians and percentiles are numpy's, and a process that asks for them imports no masked arrays."""

import subprocess
import sys

import numpy as np
import pytest

from engines.runtime.statistics import median, percentiles
from tests.support import ROOT

CHANCE = np.random.default_rng(3)


@pytest.mark.parametrize("size", [1, 2, 3, 8, 101])
def test_they_are_numpys(size: int) -> None:
    for values in (
        CHANCE.normal(size=size),
        CHANCE.normal(size=(size, 3)).astype(np.float32),
        CHANCE.integers(9, size=size),
    ):
        assert median(values) == np.median(values)
        assert percentiles(values, 0.05, 0.98) == pytest.approx(np.percentile(values, (5, 98)))


def test_no_masked_arrays_are_imported() -> None:
    code = (
        "import sys; from engines.runtime.statistics import median, percentiles; "
        "median([0.5, 1.5]), percentiles([0.5], 0.1); sys.exit('numpy.ma' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
