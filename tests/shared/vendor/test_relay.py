"""Vendor first, own engine when the vendor cannot serve."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import requests
from flask.testing import FlaskClient

from functions.qrcode import main as qrcode
from shared import config, errors
from shared.backend import Handler
from shared.call import Call, Credential
from shared.kinds import Kind
from shared.vendor.breaker import Breaker
from shared.vendor.relay import Relay
from shared.wechat import Form
from shared.wechat.errcodes import ERRCODES
from tests.support import SETTINGS, SIGNING_KEY, Emulator, free_port, mounted, qr_png
from tests.support.clock import Clock
from tests.support.sentences import said
from tests.support.wechat_double import Fault, WechatDouble

PNG = qr_png("read by us")
APPID, SECRET = "wx0123456789abcdef", "the-appsecret-of-the-tests"
OURS = Call(image=PNG, admitted=True)
PLATFORM = Call(image=PNG, admitted=True, token=Credential("cloudbase_access_token", "the-platforms"))
THEIRS = Call(image=PNG, token=Credential("access_token", "the-callers-own"))
LOCAL = {"errcode": 0, "errmsg": "ok", "by": "local"}
SERVED_LOCALLY = {Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA, Kind.CONFIGURATION, Kind.TAKEN_DOWN, Kind.BACKOFF}


def relay_of(vendor: Handler, local: Handler) -> Relay:
    wire = Form("qrcode", "openapi.img.scanQRCode")
    return Relay(Breaker(vendor, wire.kind), local, wire)


class Vendor:
    """A back end that answers what it is told to, and counts."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}
        self.failure: errors.VendorFailure | None = None
        self.calls = 0

    def __call__(self, _call: Call) -> dict[str, Any]:
        self.calls += 1
        if self.failure:
            raise self.failure
        return self.answer


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def relay(vendor: Vendor) -> Relay:
    return relay_of(vendor, lambda _call: LOCAL)


class TestWhoAnswers:
    def test_vendor_answers_when_it_can(self, relay: Relay, vendor: Vendor) -> None:
        assert relay(OURS) == (vendor.answer, "vendor")

    @pytest.mark.parametrize("row", ERRCODES.values(), ids=lambda row: str(row.code))
    def test_each_code(self, relay: Relay, vendor: Vendor, row: Any) -> None:
        vendor.answer = {"errcode": row.code, "errmsg": row.text}
        expected = (LOCAL, "local") if row.kind in SERVED_LOCALLY else (vendor.answer, "vendor")
        assert relay(OURS) == expected

    @pytest.mark.parametrize("row", ERRCODES.values(), ids=lambda row: str(row.code))
    def test_callers_own_token_opens_our_engine_only_when_it_is_proven_good(
        self, relay: Relay, vendor: Vendor, row: Any
    ) -> None:
        vendor.answer = {"errcode": row.code, "errmsg": row.text}
        proven = row.kind in {Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA} or row.code in {48001, 48004, 61007}
        assert relay(THEIRS)[1] == ("local" if proven else "vendor")

    def test_quota_code_as_text(self, relay: Relay, vendor: Vendor) -> None:
        vendor.answer = {"errcode": "45009"}
        assert relay(OURS)[1] == "local"

    def test_market_quota_under_the_code_of_a_bad_image(self, relay: Relay, vendor: Vendor) -> None:
        vendor.answer = {"errcode": 101002, "errmsg": "not enough market quota rid: x"}
        assert relay(OURS)[1] == "local"

    def test_unknown_code_is_passed_on(self, relay: Relay, vendor: Vendor) -> None:
        vendor.answer = {"errcode": 987654}
        assert relay(OURS)[1] == "vendor"

    def test_outage_serves_our_callers_and_refuses_unproven_tokens(self, relay: Relay, vendor: Vendor) -> None:
        vendor.failure = errors.VendorFailure(said("down"))
        assert relay(OURS) == (LOCAL, "local")
        with pytest.raises(errors.VendorFailure):
            relay(THEIRS)

    def test_known_caller_with_the_platforms_token_is_served_through_an_outage(
        self, relay: Relay, vendor: Vendor
    ) -> None:
        vendor.failure = errors.VendorFailure(said("down"))
        assert relay(PLATFORM) == (LOCAL, "local")

    def test_bad_input_reaches_nobody(self, relay: Relay, vendor: Vendor) -> None:
        with pytest.raises(errors.MissingImage):
            relay(Call(admitted=True))
        assert vendor.calls == 0

    def test_strangers_call_without_an_image_is_no_failure_of_the_vendor(self, vendor: Vendor) -> None:
        def judging(call: Call) -> dict[str, Any]:
            call.load_image()
            return vendor(call)

        relay = relay_of(judging, lambda _call: LOCAL)
        with pytest.raises(errors.MissingImage):
            relay(replace(THEIRS, image=None))
        assert relay(THEIRS) == (vendor.answer, "vendor")

    def test_failure_of_our_engine_after_the_vendors_is_what_the_caller_gets(self, vendor: Vendor) -> None:
        def busy(_call: Call) -> dict[str, Any]:
            raise errors.Busy(said("too many pictures"))

        relay = relay_of(vendor, busy)
        vendor.failure = errors.VendorFailure(said("down"))
        for _ in range(3):
            with pytest.raises(errors.Busy):
                relay(OURS)
        assert vendor.calls == 1
        vendor.failure, vendor.answer = None, {"errcode": 101003}
        with pytest.raises(errors.Busy):
            relay_of(vendor, busy)(OURS)

    def test_partial_answer_of_our_engine_is_passed_on(self, vendor: Vendor) -> None:
        vendor.failure = errors.VendorFailure(said("down"))
        assert relay_of(vendor, lambda _call: {**LOCAL, "partial": True})(OURS) == (
            {**LOCAL, "partial": True},
            "local",
        )


class TestMemory:
    def test_daily_quota_until_midnight_in_beijing(self, relay: Relay, vendor: Vendor, clock: Clock) -> None:
        vendor.answer = {"errcode": 45009}
        relay(OURS)
        relay(OURS)
        assert vendor.calls == 1
        now = clock.wall
        today = datetime.fromtimestamp(now, timezone(timedelta(hours=8)))
        midnight = (today + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        clock.forward(midnight - now - 1)
        assert relay(OURS)[1] == "local"
        assert vendor.calls == 1
        clock.forward(1)
        vendor.answer = {"errcode": 0}
        assert relay(OURS)[1] == "vendor"

    def test_minute_quota_until_the_next_minute(self, relay: Relay, vendor: Vendor, clock: Clock) -> None:
        vendor.answer = {"errcode": 45011}
        relay(OURS)
        clock.forward(60 - clock.wall % 60 - 0.125)
        relay(OURS)
        assert vendor.calls == 1
        clock.forward(0.125)
        relay(OURS)
        assert vendor.calls == 2

    @pytest.mark.parametrize("set_back", [3600, 30 * 86_400])
    def test_clock_that_was_ahead_and_is_corrected_keeps_nobody_from_the_vendor(
        self, relay: Relay, vendor: Vendor, clock: Clock, set_back: float
    ) -> None:
        vendor.answer = {"errcode": 45009}
        relay(OURS)
        vendor.answer = {"errcode": 0}
        clock.wall -= set_back
        clock.forward(86_400)
        assert relay(OURS)[1] == "vendor"

    def test_a_callers_quota_is_not_ours(self, relay: Relay, vendor: Vendor, clock: Clock) -> None:
        vendor.answer = {"errcode": 45009}
        relay(THEIRS)
        vendor.answer = {"errcode": 0}
        assert relay(OURS)[1] == "vendor"

    def test_our_used_up_quota_does_not_open_our_engine_to_any_token(
        self, relay: Relay, vendor: Vendor, clock: Clock
    ) -> None:
        vendor.answer = {"errcode": 45009}
        relay(OURS)
        vendor.answer = {"errcode": 40001}
        assert relay(THEIRS) == ({"errcode": 40001}, "vendor")

    def test_failing_vendor_is_not_asked_by_each_call(self, relay: Relay, vendor: Vendor, clock: Clock) -> None:
        vendor.failure = errors.VendorFailure(said("down"))
        assert {relay(OURS)[1] for _ in range(20)} == {"local"}
        assert vendor.calls == 1
        clock.forward(1)
        vendor.failure = None
        assert relay(OURS)[1] == "vendor"


class TestOverSockets:
    @pytest.fixture
    def double(self) -> Iterator[WechatDouble]:
        with WechatDouble(appid=APPID, secret=SECRET) as running:
            yield running

    @pytest.fixture
    def client(self, double: WechatDouble) -> FlaskClient:
        chosen = replace(
            SETTINGS, backend="relay", wechat_api_base=double.url, wechat_appid=APPID, wechat_secret=SECRET
        )
        config.use(replace(chosen, wechat_token_file="", vendor_seconds=3.0))
        return mounted(qrcode)

    def ask(self, client: FlaskClient, token: str) -> tuple[str, str]:
        body = b'--b\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n' + PNG + b"\r\n--b--\r\n"
        response = client.post(f"/?access_token={token}", data=body, content_type="multipart/form-data; boundary=b")
        return response.headers["X-Served-By"], json.loads(response.data)["code_results"][0]["data"]

    def test_who_served_is_said(self, client: FlaskClient, double: WechatDouble, token: str) -> None:
        assert self.ask(client, token) == ("vendor", "https://www.qq.com")
        double.always("qrcode", Fault.errcode(101003))
        assert self.ask(client, token) == ("local", "read by us")

    def test_refused_deployment_is_served_locally(self, client: FlaskClient, double: WechatDouble, token: str) -> None:
        double.always("stable_token", Fault.errcode(40164))
        assert self.ask(client, token) == ("local", "read by us")

    @pytest.mark.slow
    def test_vendor_killed_in_the_middle_of_200_calls(
        self, client: FlaskClient, double: WechatDouble, token: str
    ) -> None:
        def work(number: int) -> str:
            if number == 100:
                double.kill()
            return self.ask(client, token)[0]

        with ThreadPoolExecutor(8) as pool:
            served = list(pool.map(work, range(200)))
        assert len(served) == 200
        assert set(served[:50]) == {"vendor"}
        assert set(served[150:]) == {"local"}


def test_emulator_is_the_vendor_of_another_instance(emulator: Emulator, token: str) -> None:
    chosen = replace(SETTINGS, backend="vendor", wechat_api_base=emulator.url, wechat_token_file="")
    config.use(replace(chosen, wechat_appid="someone", wechat_secret="a 'secret' & more"))
    response = mounted(qrcode).post(
        f"/?access_token={token}", json={"img": {"value": {"type": "Buffer", "data": list(PNG)}}}
    )
    assert response.headers["X-Served-By"] == "vendor"
    assert json.loads(response.data)["codeResults"][0]["data"] == "read by us"


PUSHED_ON = """
import pathlib, runpy, sys, time
from shared import clock
pushed = pathlib.Path(sys.argv.pop(1))
clock.now = lambda: time.monotonic() + 700 * pushed.stat().st_size
runpy.run_module("functions_framework", run_name="__main__", alter_sys=True)
"""


@pytest.mark.slow
def test_no_secret_is_in_any_output_of_a_process(tmp_path: Path) -> None:
    """A whole process under the real framework, through every fault: what it logs and answers is searched."""
    port, pushed = free_port(), tmp_path / "each byte of it lets eleven minutes pass"
    pushed.touch()
    callers_secrets = [f"72_{'a-callers-own-vendor-token-' * 3}{number}" for number in range(6)]
    with WechatDouble(appid=APPID, secret=SECRET) as double:
        environment = {
            **{name: os.environ[name] for name in ("PATH",)},
            "PYTHONPATH": ".",
            "PORT": str(port),
            "BACKEND": "relay",
            "SIGNING_KEY": SIGNING_KEY,
            "WECHAT_API_BASE": double.url,
            "WECHAT_APPID": APPID,
            "WECHAT_SECRET": SECRET,
            "VENDOR_SECONDS": "1",
            "LOG_LEVEL": "debug",
            "GUNICORN_LOG_LEVEL": "debug",
        }
        command = [sys.executable, "-c", PUSHED_ON, str(pushed), "--target", "qrcode"]
        with (tmp_path / "log").open("w+") as log:
            process = subprocess.Popen(
                [*command, "--source", "functions/qrcode/main.py"], env=environment, stdout=log, stderr=log
            )
            try:
                answers = list(_through_every_fault(f"http://127.0.0.1:{port}/", double, callers_secrets, pushed))
            finally:
                process.terminate()
                process.wait(10)
            log.seek(0)
            output = log.read()
    assert re.search('"served_by": "local"', output)
    assert re.search('"cause": "ConnectionError"', output)
    vendors = {call.token for call in double.calls if call.token} - {*callers_secrets}
    assert len(vendors) == 2  # the first, and the one after the forced refresh
    for text in (output, *answers):
        for secret in (SECRET, SIGNING_KEY, *callers_secrets, *vendors):
            assert secret not in text


def _through_every_fault(url: str, double: WechatDouble, callers_secrets: list[str], pushed: Path) -> Iterator[str]:
    from shared.wechat import tokens

    ours = tokens.issue(SIGNING_KEY, "the-client")[0]
    until = time.monotonic() + 30
    while True:
        try:
            requests.get(url, timeout=5)
            break
        except requests.ConnectionError:
            assert time.monotonic() < until
            time.sleep(0.1)
    faults = [Fault.reset(after_body=True), Fault.html(), Fault.slow(2), Fault.errcode(40001), Fault.errcode(45009)]
    for fault, callers_secret in zip((None, *faults), callers_secrets, strict=True):
        double.heal()
        if fault:
            double.always("qrcode", fault)
        before = double.count("qrcode")
        for token in (ours, callers_secret):
            answer = requests.post(url, params={"access_token": token}, files={"img": PNG}, timeout=20)
            yield answer.text + str(answer.headers)
        with pushed.open("ab") as more:
            more.write(b".")
        assert double.count("qrcode") >= before + 2  # both were sent on
    double.kill()
    yield requests.post(url, params={"access_token": ours}, files={"img": PNG}, timeout=20).text
