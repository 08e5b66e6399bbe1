"""What a crop can keep of a subject with the heads whole."""

import numpy as np
import pytest

from benchmarks.aicrop.conflict import possible

SUBJECT = np.zeros((100, 40), np.float32)
SUBJECT[20:100] = 1


def test_a_head_on_top_of_a_long_body_costs_a_part_of_it() -> None:
    """The crop is 40 high; with the head from row 5 on it ends at row 45, and holds 25 of 40 rows of the subject."""
    assert possible(SUBJECT, [(0.0, 5.0, 40.0, 15.0)], 1.0) == pytest.approx(25 / 40, abs=0.02)


def test_a_head_in_the_middle_of_the_subject_costs_nothing() -> None:
    assert possible(SUBJECT, [(10.0, 50.0, 30.0, 60.0)], 1.0) == pytest.approx(1)


def test_heads_that_no_crop_holds_leave_nothing() -> None:
    assert possible(SUBJECT, [(0.0, 0.0, 40.0, 10.0), (0.0, 90.0, 40.0, 100.0)], 1.0) == 0
