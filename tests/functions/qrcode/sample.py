"""One QR code."""

from tests.support import qr_png
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload(qr_png("在自己的云里"), '"data":"在自己的云里"')
