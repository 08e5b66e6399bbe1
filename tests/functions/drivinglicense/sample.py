"""A driving licence, drawn by ourselves."""

from tests.support import ROOT
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload((ROOT / "emulator/samples/drivinglicense.jpg").read_bytes(), '"id_num":"')
