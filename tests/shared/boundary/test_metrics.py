"""What is counted, and that nothing is without METRICS=1."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from shared import accounts, admission, config, leqi, metrics, wechat
from shared.call import Call
from shared.clock import Deadline
from shared.wire import Wire
from tests.support import SETTINGS

WECHAT = wechat.Form("qrcode", "openapi.img.scanQRCode")
LEQI = leqi.Form("qrcode", ("POST",))
CALL: dict[str, Any] = {
    "function": "qrcode",
    "errcode": 0,
    "client": "shop",
    "served_by": "local",
    "partial": False,
    "seconds": 0.2,
    "size": 50_000,
}


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    config.use(replace(SETTINGS, metrics=True))
    metrics._made.cache_clear()
    yield
    metrics._made.cache_clear()


def samples() -> dict[tuple[str, ...], float]:
    """Every value, by its name and its labels in the order of their names."""
    found = [one for family in text_string_to_metric_families(metrics.text().decode()) for one in family.samples]
    return {(one.name, *(one.labels[name] for name in sorted(one.labels))): one.value for one in found}


def calls() -> dict[tuple[str, ...], float]:
    """How many, by client, errcode, function, partial and served_by."""
    return {key[1:]: value for key, value in samples().items() if key[0] == "wx_image_calls_total"}


def test_calls_by_their_labels() -> None:
    for changes in ({}, {}, {"errcode": 40001, "client": ""}, {"partial": True}, {"served_by": "vendor"}):
        metrics.record(**{**CALL, **changes})
    assert calls() == {
        ("shop", "0", "qrcode", "false", "local"): 2,
        ("", "40001", "qrcode", "false", "local"): 1,
        ("shop", "0", "qrcode", "true", "local"): 1,
        ("shop", "0", "qrcode", "false", "vendor"): 1,
    }


@pytest.mark.parametrize("errcode", [123456, -7, "0", "40001", None, [], {}, True, 0.0, 10**30], ids=str)
@pytest.mark.parametrize(("wire", "field"), [(WECHAT, "errcode"), (LEQI, "code")], ids=["wechat", "leqi"])
def test_codes_that_are_none_are_counted_as_one(errcode: object, wire: Wire, field: str) -> None:
    """A vendor's answer may hold anything there."""
    accounts.note(wire, Call(client="shop", image=b"x"), {field: errcode}, "local", 0.2, {})
    assert list(calls()) == [("shop", "other", "qrcode", "false", "local")]


@pytest.mark.parametrize(
    ("wire", "field", "errcode"),
    [*((WECHAT, "errcode", code) for code in (0, -1, 45011)), *((LEQI, "code", code) for code in (200, 422, 507))],
)
def test_codes_of_both_forms(wire: Wire, field: str, errcode: int) -> None:
    accounts.note(wire, Call(client="shop", image=b"x"), {field: errcode}, "local", 0.2, {})
    assert list(calls()) == [("shop", str(errcode), "qrcode", "false", "local")]


def test_seconds_and_bytes() -> None:
    metrics.record(**{**CALL, "seconds": 0.2, "size": 50_000})
    metrics.record(**{**CALL, "seconds": 3.0, "size": 0})
    found = samples()
    assert found["wx_image_call_seconds_count", "qrcode"] == 2
    assert found["wx_image_call_seconds_sum", "qrcode"] == pytest.approx(3.2)
    assert found["wx_image_call_seconds_bucket", "qrcode", "0.25"] == 1
    assert found["wx_image_bytes_count", "qrcode"] == 1  # a call without an image has no size
    assert found["wx_image_bytes_bucket", "qrcode", "100000.0"] == 1
    assert found["wx_image_bytes_bucket", "qrcode", "30000.0"] == 0


def test_the_line_is_read_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    line = admission.Line(2)
    monkeypatch.setattr(metrics, "LINES", {"processors": lambda: line})

    def state() -> list[float]:
        found = samples()
        return [found[f"wx_image_line_{name}", "processors"] for name in ("amount", "in_use", "waiting")]

    assert state() == [2, 0, 0]
    with line.held(1, Deadline.after(1)):
        assert state() == [2, 1, 0]
    assert state() == [2, 0, 0]


def test_the_process() -> None:
    found = samples()
    assert found["wx_image_threads",] == threading.active_count()
    assert ("process_start_time_seconds",) in found or sys.platform != "linux"


def test_no_call_is_lost_among_threads() -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: metrics.record(**CALL), range(400)))
    assert list(calls().values()) == [400]


def test_without_the_setting_nothing_is_counted_or_loaded() -> None:
    code = (
        "import sys; from shared import config, metrics; config.use(config.Settings())\n"
        "metrics.record(function='x', errcode=0, client='', served_by='local', partial=False, seconds=1.0, size=1)\n"
        "sys.exit('prometheus_client' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_its_type_is_that_of_prometheus() -> None:
    from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

    assert metrics.CONTENT_TYPE == CONTENT_TYPE_PLAIN_0_0_4
