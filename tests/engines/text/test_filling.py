"""What stands in a gap of a line."""

import numpy as np
import pytest

from engines.text.filling import Filling


@pytest.mark.parametrize(("left", "right"), [(300.0, 330.0), (200.0, 200.4), (120.0, 90.0), (-9.0, -3.0)])
def test_a_gap_beyond_the_line_holds_nothing_and_ends_no_call(left: float, right: float) -> None:
    line = np.full((48, 200, 3), 255, np.uint8)
    line[10:38, 20:28] = line[10:38, 150:158] = 0
    filling = Filling(line)
    assert filling.signs(left, right, chinese=True) == []
    assert filling.free(left, right) == right - left
