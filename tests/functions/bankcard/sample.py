"""A bank card, drawn by ourselves."""

from tests.support.sample_calls import SampleCall, part, upload


def call() -> SampleCall:
    return upload(part("bankcard.jpg", (150, 150, 480, 720)), '"number":"622848')
