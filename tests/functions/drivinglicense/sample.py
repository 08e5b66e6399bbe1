"""One line of text."""

from tests.support import text_png
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload(text_png("Order 4711"), '"img_size":{"w"')
