"""The main page of a vehicle licence, drawn by ourselves."""

from tests.support import ROOT
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload((ROOT / "emulator/samples/driving.jpg").read_bytes(), '"plate_num":"')
