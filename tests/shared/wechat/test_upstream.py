"""The vendor back end against a vendor that speaks its protocol over a socket, with its faults."""

import io
import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from functions.qrcode import main as qrcode
from shared import config
from shared.wechat import upstream
from tests.support import SETTINGS, SIGNING_KEY, mounted, qr_png
from tests.support.clock import Clock
from tests.support.wechat_double import EXAMPLES, FORCED_A_DAY, Fault, WechatDouble
from tests.support.wechat_double.records import Recorded

PNG = qr_png("read by us")
OWN = "85_" + "the-callers-own-" * 6
APPID, SECRET = "wx0123456789abcdef", "the-appsecret-of-the-tests"


@pytest.fixture
def vendor() -> Iterator[WechatDouble]:
    with WechatDouble(appid=APPID, secret=SECRET) as double:
        yield double


@pytest.fixture
def client(vendor: WechatDouble, tmp_path: Path) -> FlaskClient:
    """The qrcode function with the vendor as its back end."""
    config.use(
        replace(
            SETTINGS,
            backend="vendor",
            wechat_api_base=vendor.url,
            wechat_appid=APPID,
            wechat_secret=SECRET,
            wechat_token_file=str(tmp_path / "cloudbase_access_token"),
            vendor_seconds=20.0,  # for a busy machine; where time itself is tested, less
        )
    )
    return mounted(qrcode)


def call(client: FlaskClient, token: str, image: bytes = PNG, **more: Any) -> dict[str, Any]:
    body = b'--b\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n' + image + b"\r\n--b--\r\n"
    response = client.post(f"/?access_token={token}", data=body, content_type="multipart/form-data; boundary=b", **more)
    assert response.headers["X-Served-By"] == "vendor"
    document: dict[str, Any] = json.loads(response.data)
    return document


def picture(sent: Recorded) -> bytes:
    """The bytes of the file in a request that the vendor got."""
    assert sent.file is not None
    assert sent.file.filename
    return bytes(sent.file.content)


class TestForwarding:
    def test_answer_is_passed_on_untouched(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        vendor.extra["a_new_field"] = {"deep": ["中文", 1.5, None]}
        answer = call(client, token)
        assert answer == {**EXAMPLES["qrcode"], "a_new_field": {"deep": ["中文", 1.5, None]}}
        assert list(answer) == [*EXAMPLES["qrcode"], "a_new_field"]

    def test_request_has_the_form_that_the_vendor_needs(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        call(client, token)
        (sent,) = vendor.calls_of("qrcode")
        assert picture(sent) == PNG
        assert sent.file is not None
        assert sent.file.name == "img"
        assert int(sent.headers["content-length"]) == len(sent.body)
        assert "transfer-encoding" not in sent.headers
        assert "cookie" not in sent.headers
        assert set(sent.query) == {"access_token"}
        assert token not in str(sent.query)

    def test_img_url_is_downloaded_here_and_sent_as_a_file(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        vendor.media["picture"] = PNG
        vendor.tokens.grant("t")
        url = f"{vendor.url}/cgi-bin/media/get?access_token=t&media_id=picture"
        answer = json.loads(client.get("/", query_string={"access_token": token, "img_url": url}).data)
        assert answer["errcode"] == 0
        (sent,) = vendor.calls_of("qrcode")
        assert picture(sent) == PNG
        assert "img_url" not in sent.query

    def test_cloud_call_gets_the_vendor_s_answer_in_its_form(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        body = {"img": {"contentType": "image/png", "value": {"type": "Buffer", "data": list(PNG)}}}
        answer = json.loads(client.post(f"/?access_token={token}", json=body).data)
        assert answer["errMsg"] == "openapi.img.scanQRCode:ok"
        assert answer["codeResults"][0]["typeName"] == "QR_CODE"

    def test_connections_are_kept(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        for _ in range(5):
            call(client, token)
        assert len({sent.connection for sent in vendor.calls_of("qrcode")}) == 1

    @pytest.mark.parametrize("code", [45009, "45009", 101002, 87014, 123456, "0"])
    def test_errcodes_are_passed_on(self, client: FlaskClient, vendor: WechatDouble, token: str, code: Any) -> None:
        vendor.always("qrcode", Fault.errcode(code))
        assert call(client, token)["errcode"] == code
        assert vendor.count("qrcode") == 1

    def test_no_image_never_reaches_the_vendor(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        assert json.loads(client.post(f"/?access_token={token}").data)["errcode"] == 41005
        assert vendor.count() == 0


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "cause", "calls"),
        [
            (Fault.http(412), "HTTP 412", 1),
            (Fault.http(404), "HTTP 404", 1),
            (Fault.http(302), "HTTP 302", 1),
            (Fault.http(500), "HTTP 500", 3),
            (Fault.http(504), "HTTP 504", 3),
            (Fault.html(), "bytes of text/html instead of JSON", 3),
            (Fault.empty(), "0 bytes of", 3),
            (Fault.truncated_json(), "instead of JSON", 3),
            (Fault.truncated_body(), "ProtocolError", 3),
            (Fault.reset(after_body=True), "ConnectionError", 3),
            (Fault.slow(3.0), "no answer in time", 1),
            (Fault.drip(3.0), "a slow answer", 1),
            (Fault.drip(0.05), "a slow answer", 1),
        ],
        ids=lambda value: value.name if isinstance(value, Fault) else None,
    )
    def test_no_proper_answer_is_a_system_error(
        self,
        client: FlaskClient,
        vendor: WechatDouble,
        token: str,
        caplog: pytest.LogCaptureFixture,
        fault: Fault,
        cause: str,
        calls: int,
        pauses: list[float],
    ) -> None:
        if fault.name in ("slow", "drip"):
            config.use(replace(config.settings(), vendor_seconds=1.0))
        vendor.always("qrcode", fault)
        with caplog.at_level(logging.WARNING):
            answer = call(client, token)
        assert answer["errcode"] == -1
        assert answer["errmsg"].startswith("system error")
        facts = [record.facts for record in caplog.records if hasattr(record, "facts") and "cause" in record.facts]
        assert len(facts) == calls == vendor.count("qrcode")
        assert cause in facts[-1]["cause"]
        assert facts[-1]["rid"] == answer["errmsg"][-26:]

    @pytest.mark.parametrize("fault", [Fault.errcode(-1), Fault.errcode(-1000), Fault.http(502), Fault.hang_up()])
    def test_passing_fault_is_cured_by_a_repeat(
        self, client: FlaskClient, vendor: WechatDouble, token: str, fault: Fault, pauses: list[float]
    ) -> None:
        vendor.fail_next("qrcode", fault, times=2)
        assert call(client, token)["errcode"] == 0
        assert {picture(sent) for sent in vendor.calls_of("qrcode")} == {PNG}

    def test_lasting_system_error_is_repeated_twice_with_growing_pauses(
        self, client: FlaskClient, vendor: WechatDouble, token: str, pauses: list[float]
    ) -> None:
        vendor.always("qrcode", Fault.errcode(-1))
        assert call(client, token)["errcode"] == -1
        assert vendor.count("qrcode") == 3
        assert [0.1 <= pauses[0] <= 0.3, 0.2 <= pauses[1] <= 0.6] == [True, True]

    def test_dead_vendor_is_a_system_error(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        call(client, token)
        vendor.kill()
        assert call(client, token)["errcode"] == -1


class TestToken:
    @pytest.mark.slow
    def test_cold_start_under_load_asks_for_one_token(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        vendor.token_delay_s = 0.3
        small = b"\x89PNG"
        with ThreadPoolExecutor(64) as pool:
            codes = list(pool.map(lambda _: call(client, token, small)["errcode"], range(64 * 4)))
        assert set(codes) == {0}
        assert vendor.token_requests == 1

    @pytest.mark.slow
    def test_expiry_under_load_asks_for_one_more(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        def work(number: int) -> int:
            if number == 300:
                vendor.expire_tokens()
            return int(call(client, token, b"\x89PNG")["errcode"])

        with ThreadPoolExecutor(16) as pool:
            codes = list(pool.map(work, range(600)))
        assert set(codes) == {0}
        assert vendor.token_requests == 2

    def test_token_is_fetched_again_five_minutes_before_its_end(
        self, client: FlaskClient, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        call(client, token)
        clock.forward(6890)
        call(client, token)
        assert vendor.token_requests == 1
        clock.forward(11)
        call(client, token)
        assert vendor.token_requests == 2

    def test_revoked_token_is_renewed_by_force_once(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        call(client, token)
        vendor.tokens.revoke()
        assert call(client, token)["errcode"] == 0
        assert (vendor.token_requests, vendor.forced_refreshes) == (3, 1)

    def test_vendor_that_always_says_40001_is_not_hammered(
        self, client: FlaskClient, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        call(client, token)
        vendor.forget()
        vendor.always("qrcode", Fault.errcode(40001))
        for _ in range(20):
            assert "refuses this deployment's token" in call(client, token)["errmsg"]
        assert (vendor.count("qrcode"), vendor.token_requests, vendor.forced_refreshes) == (2, 2, 1)
        for _minute in range(1, 100):
            clock.forward(61.0)
            call(client, token)
        assert vendor.count("qrcode") <= 200
        assert vendor.forced_refreshes <= FORCED_A_DAY

    def test_caller_s_own_token_is_sent_on_and_judged_by_the_vendor(
        self, client: FlaskClient, vendor: WechatDouble
    ) -> None:
        vendor.tokens.grant(OWN)
        assert call(client, OWN)["errcode"] == 0
        assert call(client, f"{OWN}x")["errcode"] == 40001
        assert vendor.count("qrcode") == 2
        assert vendor.token_requests == 0

    @pytest.mark.parametrize("name", ["access_token", "cloudbase_access_token"])
    def test_caller_s_own_token_keeps_its_field(self, client: FlaskClient, vendor: WechatDouble, name: str) -> None:
        vendor.tokens.grant(OWN)
        client.post(f"/?{name}={OWN}", data={"img": (io.BytesIO(PNG), "a")})
        assert set(vendor.calls_of("qrcode")[0].query) == {name}

    def test_token_in_the_platform_s_header(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        vendor.tokens.grant("from-the-platform")
        headers = {"X-WX-CLOUDBASE-ACCESS-TOKEN": "from-the-platform"}
        assert call(client, token, headers=headers)["errcode"] == 0
        assert vendor.calls_of("qrcode")[0].query == {"cloudbase_access_token": "from-the-platform"}
        assert vendor.token_requests == 0

    def test_token_in_the_platform_s_file_is_read_again_when_refused(
        self, client: FlaskClient, vendor: WechatDouble, token: str, tmp_path: Path, clock: Clock
    ) -> None:
        file = tmp_path / "cloudbase_access_token"
        vendor.tokens.grant("first")
        file.write_text("first\n")
        assert call(client, token)["errcode"] == 0
        file.write_text("unknown")
        assert call(client, token)["errcode"] == -1
        file.write_text("first")
        clock.forward(1.0)
        assert call(client, token)["errcode"] == 0
        assert {tuple(sent.query) for sent in vendor.calls_of("qrcode")} == {("cloudbase_access_token",)}
        assert vendor.token_requests == 0

    def test_expired_token_of_ours_is_not_sent_on(
        self, client: FlaskClient, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        clock.forward(7201)
        response = client.post(f"/?access_token={token}")
        assert json.loads(response.data)["errcode"] == 42001
        assert response.headers["X-Served-By"] == "local"
        assert vendor.count() == 0

    def test_missing_token(self, client: FlaskClient, vendor: WechatDouble) -> None:
        assert json.loads(client.post("/").data)["errcode"] == 41001
        assert vendor.count() == 0

    def test_refusal_by_the_token_endpoint_is_explained_to_the_operator_and_not_repeated(
        self, client: FlaskClient, vendor: WechatDouble, token: str, caplog: pytest.LogCaptureFixture, clock: Clock
    ) -> None:
        text = "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"
        vendor.always("stable_token", Fault.errcode(40164, text))
        with caplog.at_level(logging.ERROR):
            answers = [call(client, token) for _ in range(5)]
        assert {answer["errcode"] for answer in answers} == {-1}
        assert all("40164" in answer["errmsg"] for answer in answers)
        assert any("203.0.113.7" in str(getattr(record, "facts", "")) for record in caplog.records)
        assert vendor.token_requests == 1
        vendor.heal()
        clock.forward(61)
        assert call(client, token)["errcode"] == 0

    def test_threads_that_wait_for_a_failing_fetch_share_its_failure(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        vendor.token_delay_s = 0.3
        vendor.always("stable_token", Fault.http(404))
        with ThreadPoolExecutor(32) as pool:
            codes = list(pool.map(lambda _: call(client, token)["errcode"], range(32)))
        assert set(codes) == {-1}
        assert vendor.token_requests <= 2

    def test_no_account_configured(self, vendor: WechatDouble, client: FlaskClient, token: str) -> None:
        config.use(replace(config.settings(), wechat_secret=""))
        answer = call(client, token)
        assert answer["errcode"] == -1
        assert "no account at the vendor" in answer["errmsg"]


def test_platform_access_needs_no_token(client: FlaskClient, vendor: WechatDouble) -> None:
    config.use(replace(config.settings(), access="platform", signing_key=""))
    assert json.loads(client.post("/", data={"img": (io.BytesIO(PNG), "a")}).data)["errcode"] == 0


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_refused_token_is_renewed(client: FlaskClient, vendor: WechatDouble, token: str, code: int) -> None:
    vendor.fail_next("qrcode", Fault.errcode(code))
    assert call(client, token)["errcode"] == 0
    assert vendor.count("qrcode") == 2


def test_two_instances_share_one_token(client: FlaskClient, vendor: WechatDouble, token: str) -> None:
    call(client, token)
    first = vendor.calls_of("qrcode")[0].token
    upstream._tokens_of.cache_clear()
    call(client, token)
    assert vendor.calls_of("qrcode")[1].token == first
    assert vendor.token_requests == 2
    assert SIGNING_KEY not in str(vendor.calls)
