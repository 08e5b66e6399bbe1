"""A bank card, drawn by ourselves."""

from tests.support import ROOT
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload((ROOT / "emulator/samples/bankcard.jpg").read_bytes(), '"number":"')
