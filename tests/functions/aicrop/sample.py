"""A square crop of a line of text."""

from tests.support import text_png
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload(text_png("Order 4711"), '"crop_bottom":119', ratios="1")  # the picture has 120 rows
