"""A line of text, to be twice as large."""

from shared.kept import names
from tests.support import text_png
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload(text_png("Order 4711"), f'"media_id":"{names.PREFIX}')
