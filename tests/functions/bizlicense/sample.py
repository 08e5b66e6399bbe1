"""A business licence, drawn by ourselves."""

from tests.support.sample_calls import SampleCall, part, upload


def call() -> SampleCall:
    return upload(part("bizlicense.jpg", (77, 93, 860, 678)), '"reg_num":"91510107')
