"""The upper half of a menu, drawn by ourselves."""

from tests.support.sample_calls import SampleCall, part, upload


def call() -> SampleCall:
    return upload(part("menu.jpg", (0, 0, 720, 480)), "麻婆豆腐")
