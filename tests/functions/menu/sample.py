"""A menu, drawn by ourselves."""

from tests.support import ROOT
from tests.support.sample_calls import SampleCall, upload


def call() -> SampleCall:
    return upload((ROOT / "emulator/samples/menu.jpg").read_bytes(), '"content":"')
