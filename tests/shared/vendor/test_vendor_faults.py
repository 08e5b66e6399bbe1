"""A vendor that answers badly, slowly or not, over sockets: its failures are its own, cost little and end in time."""

import gzip
import io
import json
import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_mock import MockerFixture
from werkzeug.http import http_date

from functions.idphoto import main as idphoto
from functions.qrcode import main as qrcode
from shared import config, errors
from shared.clock import Deadline
from shared.vendor import exchange
from shared.vendor.retry_quota import RetryQuota
from shared.wechat.errcodes import kind_of_answer
from tests.support import SETTINGS, mounted, qr_png
from tests.support.clock import Clock
from tests.support.leqi_double import LeqiDouble
from tests.support.wechat_double import Fault, WechatDouble

pytestmark = pytest.mark.usefixtures("pauses")
PNG = qr_png("read by us")
OWN = "85_" + "the-callers-own-" * 6
BODY = b'{"errcode":0,"errmsg":"ok","code_results":[],"img_size":{"w":9,"h":9}}'
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY)
SOON_S = 8.0  # what drips here drips much longer; a budget of half a second, on a busy machine, ends long before this

MALFORMED = {
    "length abc": Fault.head("Content-Length: abc"),
    "length -5": Fault.head("Content-Length: -5"),
    "length 1e3": Fault.head("Content-Length: 1e3"),
    "two lengths": Fault.head("Content-Length: {length}", "Content-Length: 7"),
    "an endless length": Fault.head("Content-Length: " + "9" * 5000),
    "no HTTP": Fault.raw(b"-ERR unknown command\r\n"),
    "a status that is no number": Fault.raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    "a header without a colon": Fault.raw(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"),
    "too long a header": Fault.raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"),
    "too many headers": Fault.raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"),
    "a bad redirect": Fault.raw(b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n"),
    "a Retry-After without bound": Fault.http(503, retry_after=f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"),
    "a Retry-After of an endless zone": Fault.http(429, retry_after=f"Mon, 01 Jan 2029 00:00:00 +{'9' * 20}"),
    "half a gzip": Fault.raw(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + gzip.compress(BODY)[:20]
    ),
    "a compression nobody knows": Fault.head("Content-Encoding: br", "Content-Length: {length}"),
    "a chunk size of x": Fault.raw(CHUNKED + b"x\r\n" + BODY),
    "a chunk size of -1": Fault.raw(CHUNKED + b"-1\r\n" + BODY),
    "an empty chunk size": Fault.raw(CHUNKED + b"\r\n" + BODY),
    "no UTF-8": Fault.body(b'{"errmsg":"\xff"}'),
    "deep": Fault.body(b'{"a":' + b"[" * 600 + b"]" * 600 + b"}"),
    "very deep": Fault.body(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "not a number": Fault.body(b'{"errcode":0,"a":NaN}'),
    "an infinite number": Fault.body(b'{"errcode":0,"a":1e999}'),
    "an integer without end": Fault.body(b'{"errcode":0,"a":%s}' % (b"9" * 5000)),
    "a list": Fault.body(b"[]"),
    "null": Fault.body(b"null"),
}
DRIPS = {
    "status line": b"H" * 2000,
    "header": b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 2000,
    "headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 90,
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" * 200,
    "chunk size": CHUNKED + b"0" * 2000,
    "chunks": CHUNKED + b"1\r\n{\r\n" * 500,
    "trailer": CHUNKED + b"%x\r\n%s\r\n0\r\n" % (len(BODY), BODY) + b"X: y\r\n" * 200,
    "body": PLAIN + b" " * 2000,
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n" + b" " * 2000,
}


@pytest.fixture
def vendor() -> Iterator[WechatDouble]:
    with WechatDouble() as double:
        yield double


def client(vendor: WechatDouble, backend: config.Backend = "vendor", seconds: float = 20.0) -> FlaskClient:
    chosen = replace(
        SETTINGS, backend=backend, wechat_api_base=vendor.url, wechat_appid=vendor.appid, wechat_secret=vendor.secret
    )
    config.use(replace(chosen, wechat_token_file="", vendor_seconds=seconds))
    return mounted(qrcode)


def ask(client: FlaskClient, token: str, **fields: str) -> tuple[dict[str, Any], str]:
    """The answer to a call with a picture, or with `img_url`, and who gave it."""
    data: dict[str, Any] = dict(fields) or {"img": (io.BytesIO(PNG), "a.png")}
    response = client.post(f"/?access_token={token}", data=data)
    document: dict[str, Any] = json.loads(response.data)
    return document, response.headers["X-Served-By"]


class TestMalformed:
    @pytest.mark.parametrize("fault", MALFORMED.values(), ids=MALFORMED)
    def test_relay_answers_itself_and_leaves_the_vendor_alone(
        self, vendor: WechatDouble, token: str, fault: Fault, clock: Clock
    ) -> None:
        relay = client(vendor, "relay", seconds=0.5)  # a kept connection without an end of its answer uses all of it
        vendor.always("qrcode", fault)
        for _ in range(3):
            document, by = ask(relay, token)
            assert (document["code_results"][0]["data"], by) == ("read by us", "local")
        assert vendor.count("qrcode") <= 3

    @pytest.mark.parametrize("name", ["length abc", "two lengths", "a chunk size of x", "deep"])
    @pytest.mark.parametrize("cloud_call", [False, True])
    def test_vendor_mode_says_that_there_is_no_answer(
        self, vendor: WechatDouble, token: str, name: str, cloud_call: bool
    ) -> None:
        vendor.always("qrcode", MALFORMED[name])
        body: Any = {"json": {"img": {"value": {"type": "Buffer", "data": list(PNG)}}}}
        body = body if cloud_call else {"data": {"img": (io.BytesIO(PNG), "a.png")}}
        answer = json.loads(client(vendor).post(f"/?access_token={token}", **body).data)
        assert answer["errCode" if cloud_call else "errcode"] == -1
        assert "the vendor gives no answer" in answer["errMsg" if cloud_call else "errmsg"]

    @pytest.mark.parametrize(
        "lines",
        [
            ("Content-Length: {length}", "Content-Length: {length}"),
            ("Content-Length: {length}, {length}",),
            ("Content-Length: {length}", "X: \xff"),
        ],
    )
    def test_odd_heads_that_lose_nothing_are_taken(
        self, vendor: WechatDouble, token: str, lines: tuple[str, ...]
    ) -> None:
        vendor.always("qrcode", Fault.head(*lines))
        assert ask(client(vendor), token)[0]["errcode"] == 0
        assert vendor.count("qrcode") == 1

    def test_malformed_token_answers_too(self, vendor: WechatDouble, token: str) -> None:
        vendor.always("stable_token", MALFORMED["length abc"])
        assert ask(client(vendor, "relay"), token)[1] == "local"

    @pytest.mark.slow
    def test_any_damage_to_an_answer_is_the_vendors_failure(
        self, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        """Answers with bytes replaced, removed and put in: each is an answer of the vendor's or our own, never lost."""
        answers = (PLAIN + BODY, CHUNKED + b"10\r\n" + BODY[:16] + b"\r\n%x\r\n" % len(BODY[16:]) + BODY[16:])
        bits = st.sampled_from([b"", b"\r\n", b"\x00", b"\xff", b":", b"-", b"0", b"\r\n\r\n", b"{", b"HTTP/1.1 "])
        edits = st.lists(st.tuples(st.integers(0, 160), st.integers(0, 9), bits), max_size=4)
        relay = client(vendor, "relay", seconds=0.2)

        @hypothesis_settings(
            max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(st.sampled_from(answers), edits)
        def check(answer: bytes, edits: list[tuple[int, int, bytes]]) -> None:
            for at, removed, put in edits:
                answer = answer[:at] + put + answer[at + removed :]
            vendor.heal()
            vendor.always("qrcode", Fault.raw(answer))
            clock.forward(100.0)  # past every pause
            document, _by = ask(relay, token)
            assert document["errcode"] != -1 or "log holds the cause" not in document["errmsg"]

        check()


class TestBudget:
    @pytest.mark.parametrize("dripped", DRIPS.values(), ids=DRIPS)
    @pytest.mark.slow
    def test_dripping_vendor_ends_at_the_budget(self, vendor: WechatDouble, token: str, dripped: bytes) -> None:
        vendor.always("qrcode", Fault.raw(dripped, drip_s=0.1))
        started = time.monotonic()
        assert ask(client(vendor, seconds=0.5), token)[0]["errcode"] == -1
        assert time.monotonic() - started < SOON_S
        assert vendor.count("qrcode") == 1

    @pytest.mark.parametrize("dripped", [DRIPS["status line"], DRIPS["headers"], DRIPS["chunk size"]])
    @pytest.mark.slow
    def test_dripping_token_endpoint_holds_nobody_longer(
        self, vendor: WechatDouble, token: str, dripped: bytes
    ) -> None:
        vendor.always("stable_token", Fault.raw(dripped, drip_s=0.1))
        asked = client(vendor, seconds=0.5)
        started = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            codes = {document["errcode"] for document, _by in pool.map(lambda _: ask(asked, token), range(8))}
        assert codes == {-1}
        assert time.monotonic() - started < SOON_S
        assert vendor.token_requests <= 2

    def test_name_that_is_looked_up_for_ever(self, vendor: WechatDouble, token: str, mocker: MockerFixture) -> None:
        over = threading.Event()
        mocker.patch("socket.getaddrinfo", side_effect=lambda *_args, **_kwargs: over.wait(4 * SOON_S) and [])
        asked = client(vendor, seconds=0.5)
        config.use(replace(config.settings(), wechat_api_base="http://vendor.example"))
        started = time.monotonic()
        assert ask(asked, token)[0]["errcode"] == -1
        assert time.monotonic() - started < SOON_S
        over.set()

    def test_flood_is_cut_off(self, vendor: WechatDouble, token: str, mocker: MockerFixture) -> None:
        mocker.patch("shared.vendor.answers.MAX_RECEIVED_BYTES", 300_000)
        vendor.always(
            "qrcode", Fault.raw(b"HTTP/1.1 100 Continue\r\nX: " + b"y" * 60_000 + b"\r\n\r\n" + b"Z" * 900_000)
        )
        vendor.always("qrcode", Fault.raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000))
        assert ask(client(vendor), token)[0]["errcode"] == -1

    def test_waiting_for_another_threads_token_ends_with_the_own_budget(self) -> None:
        from shared.wechat.stable_tokens import StableTokens

        tokens = StableTokens("appid", "secret", lambda *_: {})
        tokens._lock.acquire()
        with pytest.raises(errors.VendorFailure, match="token endpoint is slow"):
            tokens.get(Deadline.after(0.05))


class TestCompressed:
    def test_answer_that_is_compressed_unasked_is_taken(self, vendor: WechatDouble, token: str) -> None:
        packed = gzip.compress(BODY)
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
        vendor.always("qrcode", Fault.raw(head + packed))
        assert ask(client(vendor), token)[0] == json.loads(BODY)
        assert vendor.count("qrcode") == 1

    @pytest.mark.parametrize("status", ["200 OK", "302 Found", "502 Bad Gateway"])
    def test_bomb_is_not_unpacked(self, vendor: WechatDouble, token: str, status: str) -> None:
        """A redirect of 0.8 MB took 1.6 GB: requests read and unpacked it, in order to follow it some day."""
        bomb = gzip.compress(bytes(60_000_000))
        lines = (f"HTTP/1.1 {status}", "Location: /", "Content-Encoding: gzip", f"Content-Length: {len(bomb)}", "", "")
        vendor.always("qrcode", Fault.raw("\r\n".join(lines).encode() + bomb))
        relay = client(vendor, "relay")
        tracemalloc.start()
        try:
            assert ask(relay, token)[1] == "local"
            assert tracemalloc.get_traced_memory()[1] < 20_000_000
        finally:
            tracemalloc.stop()


class TestConnections:
    def test_connection_that_was_long_idle_is_not_used_again(
        self, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        """An instance that was frozen, or a gateway in between, has lost it: the call would wait in vain."""
        asked = client(vendor)
        for waited in (0.0, exchange.IDLE_S - 1.0, exchange.IDLE_S + 1.0):
            clock.forward(waited)
            assert ask(asked, token)[0]["errcode"] == 0
        first, second, third = (call.connection for call in vendor.calls_of("qrcode"))
        assert first == second != third

    def test_reset_while_connecting_is_the_vendors_failure(self, token: str, clock: Clock) -> None:
        """It came out as "system error", and of a relay as no answer at all: urllib3 went on without a socket."""
        with socket.create_server(("127.0.0.1", 0)) as listening, WechatDouble() as vendor:

            def refuse() -> None:
                while True:
                    try:
                        connection = listening.accept()[0]
                    except OSError:
                        return
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    connection.close()

            thread = threading.Thread(target=refuse, daemon=True)
            thread.start()
            relay = client(vendor, "relay")
            config.use(replace(config.settings(), wechat_api_base=f"http://127.0.0.1:{listening.getsockname()[1]}"))
            for _ in range(40):
                clock.forward(100.0)  # past every pause
                assert ask(relay, token)[1] == "local"
                assert ask(relay, token)[0]["errcode"] == 0
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


class TestRepeats:
    def test_outage_of_the_token_endpoint_costs_three_requests(
        self, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        vendor.always("stable_token", Fault.errcode(-1))
        asked = client(vendor)
        assert {ask(asked, token)[0]["errcode"] for _ in range(6)} == {-1}
        assert vendor.token_requests == 3

    def test_outage_of_the_vendor_costs_three_requests(self, vendor: WechatDouble, token: str, clock: Clock) -> None:
        vendor.always("qrcode", Fault.http(502))
        asked = client(vendor)
        answers = [ask(asked, token)[0] for _ in range(4)]
        assert {answer["errcode"] for answer in answers} == {-1}
        assert "not to be reached just now" in answers[-1]["errmsg"]
        assert vendor.count("qrcode") == 3

    def test_callers_are_told_when_to_come_again(self, vendor: WechatDouble, token: str, clock: Clock) -> None:
        vendor.always("qrcode", Fault.http(503, retry_after="120"))
        asked = client(vendor)
        for waited, left in ((0, "120"), (100, "20")):
            clock.forward(waited)
            response = asked.post(f"/?access_token={token}", data={"img": (io.BytesIO(PNG), "a.png")})
            assert response.headers["Retry-After"] == left

    def test_ever_new_tokens_that_are_all_refused(self, vendor: WechatDouble, token: str, clock: Clock) -> None:
        vendor.always("qrcode", Fault.rotation())
        asked = client(vendor)
        for _ in range(10):
            assert "refuses this deployment's token" in ask(asked, token)[0]["errmsg"]
        assert (vendor.count("qrcode"), vendor.token_requests) == (2, 2)

    @pytest.mark.slow
    def test_long_outage_is_not_multiplied(self, vendor: WechatDouble, token: str, clock: Clock) -> None:
        vendor.always("qrcode", Fault.http(502))
        asked = client(vendor)
        for _ in range(600):
            ask(asked, token)
            clock.forward(1.0)
        trials = 6 + 9  # after 1, 2, 4, ... 32 seconds, then each minute
        assert vendor.count("qrcode") <= trials + 10 + 1  # ten repeats in all
        vendor.heal()
        clock.forward(60.0)
        assert ask(asked, token)[0]["errcode"] == 0

    def test_empty_quota_leaves_first_tries_alone(self, vendor: WechatDouble, token: str) -> None:
        asked = client(vendor)
        while exchange.quota().take():
            pass
        vendor.fail_next("qrcode", Fault.http(502))
        assert ask(asked, token)[0]["errcode"] == -1
        assert vendor.count("qrcode") == 1


class TestRetryQuota:
    def test_ten_repeats_that_help_nobody(self) -> None:
        quota = RetryQuota()
        assert [quota.take() for _ in range(12)] == [True] * 10 + [False] * 2

    def test_repeat_that_helped_is_paid_back(self) -> None:
        quota = RetryQuota()
        for _ in range(100):
            assert quota.take()
            quota.succeeded(repeated=True)

    def test_five_good_calls_earn_a_repeat(self) -> None:
        quota = RetryQuota()
        while quota.take():
            pass
        for _ in range(4):
            quota.succeeded(repeated=False)
        assert not quota.take()
        quota.succeeded(repeated=False)
        assert quota.take()

    def test_it_does_not_grow_beyond_its_start(self) -> None:
        quota = RetryQuota()
        for _ in range(1000):
            quota.succeeded(repeated=False)
        assert [quota.take() for _ in range(11)] == [True] * 10 + [False]


class TestRetryAfter:
    @pytest.mark.parametrize("status", [429, 503])
    def test_short_one_is_kept_to(self, vendor: WechatDouble, token: str, pauses: list[float], status: int) -> None:
        vendor.fail_next("qrcode", Fault.http(status, retry_after="2"))
        assert ask(client(vendor), token)[0]["errcode"] == 0
        assert pauses == [2.0]

    @pytest.mark.parametrize("status", [429, 503])
    def test_long_one_is_not_waited_for(
        self, vendor: WechatDouble, token: str, pauses: list[float], clock: Clock, status: int
    ) -> None:
        vendor.fail_next("qrcode", Fault.http(status, retry_after="120"))
        asked = client(vendor, "relay")
        assert ask(asked, token)[1] == "local"
        clock.forward(119.0)
        assert ask(asked, token)[1] == "local"
        assert (vendor.count("qrcode"), pauses) == (1, [])
        clock.forward(1.0)
        assert ask(asked, token)[1] == "vendor"

    @pytest.mark.parametrize(
        ("text", "seconds"),
        [
            ("120", 120),
            ("9" * 30, 600),
            (http_date(datetime(9000, 1, 1, tzinfo=UTC)), 600),
            (http_date(datetime(2020, 1, 1, tzinfo=UTC)), 0),
            ("soon", None),
            ("-5", None),
            ("1.5", None),
            ("", None),
        ],
    )
    def test_forms(self, vendor: WechatDouble, text: str, seconds: float | None, token: str) -> None:
        vendor.always("qrcode", Fault.http(503, retry_after=text))
        client(vendor)

        def send(session: Any, left: float) -> Any:
            return session.post(f"{vendor.url}/cv/img/qrcode", data=b"x", timeout=left, stream=True)

        with pytest.raises(errors.VendorFailure) as caught:
            exchange.exchange(send, Deadline.after(20), "", kind_of_answer)
        assert caught.value.retry_after_s == seconds


class TestStrangers:
    GARBAGE = (
        "garbage", "x" * 63, "x" * 1025, "é" * 80, "a.b" * 40, "a b" * 40, "%2F" * 40, "'" * 80, "x" * 80 + "%0Ax",
    )  # fmt: skip

    @pytest.mark.parametrize("backend", ["vendor", "relay"])
    @pytest.mark.parametrize("garbage", GARBAGE)
    def test_token_that_cannot_be_the_vendors_opens_no_download_and_no_upload(
        self, vendor: WechatDouble, backend: config.Backend, garbage: str
    ) -> None:
        asked = client(vendor, backend)
        url = f"{vendor.url}/cgi-bin/media/get?media_id=picture"
        for fields in ({}, {"img_url": url}):
            assert ask(asked, garbage, **fields)[0]["errcode"] == 40001
        headers = {"X-WX-CLOUDBASE-ACCESS-TOKEN": "garbage"}
        assert json.loads(asked.post("/", data={"img_url": url}, headers=headers).data)["errcode"] == 40001
        assert vendor.count() == 0

    @pytest.mark.parametrize(
        "genuine",
        [
            "61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA",
            "85_" + "aZ09_-" * 22,
            "x" * 512,
        ],
    )
    def test_tokens_of_the_vendors_form_are_sent_on(self, vendor: WechatDouble, genuine: str) -> None:
        vendor.tokens.grant(genuine)
        assert ask(client(vendor), genuine)[0]["errcode"] == 0

    @pytest.mark.parametrize("code", [40001, 40014, 42001])
    def test_refused_token_is_not_tried_again_for_a_minute(
        self, vendor: WechatDouble, code: int, clock: Clock, mocker: MockerFixture
    ) -> None:
        vendor.tokens.grant(OWN)
        vendor.fail_next("qrcode", Fault.errcode(code))
        asked = client(vendor, "relay")
        download = mocker.patch("shared.download.fetch.fetch", return_value=PNG)
        assert ask(asked, OWN, img_url="http://x/")[0]["errcode"] == code
        for _ in range(5):
            assert ask(asked, OWN, img_url="http://x/")[0]["errcode"] == 40001
        assert (vendor.count("qrcode"), download.call_count) == (1, 1)
        clock.forward(60.0)
        assert ask(asked, OWN)[0]["errcode"] == 0

    def test_only_the_latest_refusals_are_remembered(self, mocker: MockerFixture, clock: Clock) -> None:
        from shared.call import Call, Credential
        from shared.vendor import strangers

        mocker.patch("shared.vendor.strangers.KEPT", 3)
        strangers._refused.cache_clear()
        tokens = [Credential("access_token", f"{OWN}{number}") for number in range(4)]
        for token in tokens:
            strangers.remember(token)
        assert strangers.checked(Call(token=tokens[0]))
        for token in tokens[1:]:
            with pytest.raises(errors.InvalidToken):
                strangers.checked(Call(token=token))
        assert strangers.checked(Call(token=tokens[3], admitted=True))

    def test_unknown_appcode_downloads_nothing_and_is_asked_once(
        self, vendor: WechatDouble, mocker: MockerFixture
    ) -> None:
        download = mocker.patch("shared.download.fetch.fetch", return_value=PNG)
        with LeqiDouble() as leqi:
            config.use(replace(SETTINGS, backend="relay", leqi_api_base=leqi.url, leqi_appcode="x"))
            asked = mounted(idphoto)
            for _ in range(5):
                headers = {"Authorization": "APPCODE not-one-of-ours"}
                response = asked.post("/", json={"spec_id": 1, "pic_url": "http://x/"}, headers=headers)
                assert json.loads(response.data)["code"] == 400
        assert (len(leqi.documents), download.call_count) == (1, 0)


class TestTokenAnswers:
    GOOD = "85_" + "t" * 100

    @pytest.mark.parametrize("lifetime", ["0", "-1", '"abc"', '"-7200"', '""', "true", "null", "[]", "86401", "1e300"])
    def test_lifetime_that_is_none_is_asked_for_once_a_minute(
        self, vendor: WechatDouble, token: str, clock: Clock, lifetime: str
    ) -> None:
        vendor.always(
            "stable_token", Fault.body(b'{"access_token":"%s","expires_in":%s}' % (b"t" * 99, lifetime.encode()))
        )
        self.refused_for_a_minute(vendor, token, clock)

    @pytest.mark.parametrize(
        "text", ['""', '" "', '"a b"', '"\\u56fe"', '"a\\nb"', "7", "null", '"' + "x" * 1025 + '"']
    )
    def test_token_that_is_none_is_not_used(self, vendor: WechatDouble, token: str, clock: Clock, text: str) -> None:
        vendor.always("stable_token", Fault.body(b'{"access_token":%s,"expires_in":7200}' % text.encode()))
        self.refused_for_a_minute(vendor, token, clock)

    def refused_for_a_minute(self, vendor: WechatDouble, token: str, clock: Clock) -> None:
        asked = client(vendor)
        for _ in range(5):
            assert "no token" in ask(asked, token)[0]["errmsg"]
            clock.forward(10.0)
        assert (vendor.token_requests, vendor.count("qrcode")) == (1, 0)
        vendor.heal()
        clock.forward(20.0)
        assert ask(asked, token)[0]["errcode"] == 0

    @pytest.mark.parametrize("code", ["true", '"abc"', "1.5", "{}", "40164"])
    def test_errcode_that_is_no_success(self, vendor: WechatDouble, token: str, clock: Clock, code: str) -> None:
        answer = f'{{"errcode":{code},"access_token":"{self.GOOD}","expires_in":7200}}'
        vendor.always("stable_token", Fault.body(answer.encode()))
        assert ask(client(vendor), token)[0]["errcode"] == -1
        assert vendor.count("qrcode") == 0

    @pytest.mark.parametrize("lifetime", ["7200", '"7200"', "7200.5", "86400"])
    def test_lifetimes_that_are_taken(self, vendor: WechatDouble, token: str, lifetime: str) -> None:
        vendor.tokens.grant(self.GOOD)
        answer = f'{{"errcode":"0","access_token":"{self.GOOD}","expires_in":{lifetime}}}'
        vendor.always("stable_token", Fault.body(answer.encode()))
        asked = client(vendor)
        assert [ask(asked, token)[0]["errcode"] for _ in range(3)] == [0] * 3
        assert vendor.token_requests == 1
