"""The front of an identity card, drawn by ourselves."""

from tests.support import ROOT
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload((ROOT / "emulator/samples/idcard.jpg").read_bytes(), '"type":"Front"')
