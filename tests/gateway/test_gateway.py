"""The gateway itself: which functions it has, when it is ready, and how it runs as a process."""

import contextlib
import http.client
import json
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import requests

import functions
from gateway.app import Gateway, application
from gateway.record import record
from gateway.table import chosen, mounted
from shared import config
from shared.config import SettingError
from tests.gateway.caller import APPID, CHECK, LOGIN, MINI_CODE, PHONE, SECRET, code_of
from tests.gateway.conftest import Start
from tests.support import ROOT, SETTINGS
from tests.support.function_process import environment, refusal, served
from tests.support.wechat_double import WechatDouble, others

COMMAND = [sys.executable, "-m", "gateway"]


class TestFunctions:
    def test_all_unless_some_are_listed(self) -> None:
        assert chosen(SETTINGS) == functions.names()
        assert chosen(replace(SETTINGS, functions=("token", "qrcode"))) == ["qrcode", "token"]
        with pytest.raises(SettingError, match="not 'qr'"):
            chosen(replace(SETTINGS, functions=("qr",)))

    def test_one_that_is_left_out_is_not_there(self, start: Start, token: str) -> None:
        gateway = start("qrcode", pass_on=())
        assert code_of(gateway.post(f"/cv/img/qrcode?access_token={token}")) == 41005
        assert code_of(gateway.post(f"/cv/img/aicrop?access_token={token}")) == 40066

    def test_passing_on_needs_an_account(self) -> None:
        passing = replace(SETTINGS, pass_on=("/wxa",))
        with pytest.raises(SettingError, match=r"WECHAT_APPID is not set: .*PASS_ON"):
            record(["token"]).check(passing)
        with pytest.raises(SettingError, match=r"WECHAT_SECRET is not set: .*PASS_ON"):
            record(["token"]).check(replace(passing, wechat_appid="wx0"))
        record(["token"]).check(replace(passing, wechat_appid="wx0", wechat_secret="s"))

    def test_links_to_photos_lead_below_a_path(self) -> None:
        """A name in them keeps its capitals, and a path that only begins alike is another."""
        client = application("gateway", Gateway(mounted(["idphoto_result", "token"]))).test_client()
        below = client.get("/get_pic_3/result/local-1_A.jpg?expires=1&signature=a").get_json()
        assert below["code"] == 400
        for path in ("/get_pic_3x/a.jpg", "/cgi-bin/token/a.jpg", "/x/get_pic_3/a.jpg"):
            assert client.get(path).get_json()["errcode"] == 40066


class TestReadiness:
    def test_a_dead_store_is_seen(self, tmp_path: Path) -> None:
        (tmp_path / "a-file").write_text("x")
        config.use(replace(SETTINGS, store_url=f"file://{tmp_path}/a-file/store"))
        client = application("gateway", Gateway(mounted(functions.names()))).test_client()
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200

    def test_preloaded_is_ready_when_it_is_loaded(self) -> None:
        config.use(replace(SETTINGS, preload=True))
        gateway = Gateway(mounted(["token"]))
        for endpoint in gateway._endpoints:
            endpoint.dispatch._backends["local"]._handler = None
        client = application("gateway", gateway).test_client()
        assert client.get("/readyz").status_code == 503
        gateway.load()
        assert client.get("/readyz").status_code == 200


def exchanged(port: int, head: str, body: bytes = b"") -> tuple[http.client.HTTPMessage, bytes]:
    """Headers and body of the answer to a raw request."""
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
        with http.client.HTTPResponse(connection, method=head.partition(" ")[0]) as response:
            response.begin()
            assert response.status == 200
            return response.headers, response.read()


def code_over(port: int, head: str, body: bytes = b"") -> int:
    """The errcode that a raw request is answered."""
    return int(json.loads(exchanged(port, head, body)[1])["errcode"])


def trickled(port: int) -> bytes:
    """The answer to a body that comes byte by byte, and not to its end."""
    with socket.create_connection(("127.0.0.1", port), 0.2) as slow:
        slow.sendall(b"POST /cv/img/qrcode HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
        slow.sendall(b"Content-Length: 1000\r\n\r\n{")
        answer = b""
        for _ in range(300):
            with contextlib.suppress(TimeoutError):
                slow.sendall(b" ")
                answer += slow.recv(65536)
            if answer.endswith(b"}"):
                break
        return answer


class TestOverTheWire:
    @pytest.mark.parametrize(
        "target", ["//cgi-bin/stable_token", "/wxa//x", "/wxa/../x", "/wxa/\\x", "/tcb/getqcloudtoken?"]
    )
    def test_odd_targets_are_not_passed_on(self, port: int, vendor: WechatDouble, token: str, target: str) -> None:
        mark = "&" if "?" in target else "?"
        assert code_over(port, f"GET {target}{mark}access_token={token} HTTP/1.1\nHost: x") in (40066, 43002)
        assert vendor.count() == 0

    def test_a_target_with_a_host_goes_to_wechat_all_the_same(
        self, port: int, vendor: WechatDouble, token: str
    ) -> None:
        head = f"POST http://evil.example{PHONE}?access_token={token} HTTP/1.1\nHost: evil.example\nContent-Length: 0"
        assert code_over(port, head) == 47001
        assert vendor.calls_of("getuserphonenumber")[0].headers["host"] == vendor.url.removeprefix("http://")

    def test_chunks_are_put_together(self, port: int, vendor: WechatDouble, token: str) -> None:
        body = b'8\r\n{"scene"\r\n6\r\n:"a"}\n\r\n0\r\n\r\n'
        head = f"POST {MINI_CODE}?access_token={token} HTTP/1.1\nHost: x\nTransfer-Encoding: chunked"
        assert exchanged(port, head, body)[1] == others.MINI_CODE
        assert vendor.calls_of("getwxacodeunlimit")[0].headers["content-length"] == "14"

    def test_a_large_upload_that_waits_to_be_asked_for(self, port: int, vendor: WechatDouble, token: str) -> None:
        size = 5 << 20
        head = f"POST {CHECK}?access_token={token} HTTP/1.1\nHost: x\nExpect: 100-continue\nContent-Length: {size}"
        assert code_over(port, head, bytes(size)) == 41005
        assert len(vendor.calls_of("img_sec_check")[0].body) == size

    def test_one_beyond_the_bound(self, port: int, vendor: WechatDouble, token: str) -> None:
        head = f"POST {CHECK}?access_token={token} HTTP/1.1\nHost: x\nContent-Length: {(20 << 20) + 1}"
        assert code_over(port, head) == 45001
        assert vendor.count() == 0

    def test_head(self, port: int, token: str) -> None:
        headers, body = exchanged(port, f"HEAD {MINI_CODE}?access_token={token} HTTP/1.1\nHost: x")
        assert (headers["Content-Length"], body) == (str(len(others.MINI_CODE)), b"")


class TestProcess:
    def test_serves_passes_on_and_stops(self, vendor: WechatDouble, tmp_path: Path) -> None:
        account = {"WECHAT_API_BASE": vendor.url, "WECHAT_APPID": APPID, "WECHAT_SECRET": SECRET}
        more = {"PASS_ON": "/wxa, /sns", "HOST": "127.0.0.1", "FUNCTIONS": "token,qrcode", "PRELOAD": "1"}
        with served("gateway", COMMAND, ROOT, environment(tmp_path, **account, **more, UPLOAD_SECONDS="2")) as gateway:
            base = gateway.url.rstrip("/")
            login = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}
            asked = replace(gateway, url=f"{base}/cgi-bin/token")
            token = asked.answer(params=login)["access_token"]
            phone = requests.post(f"{base}{PHONE}?access_token={token}", json={"code": others.CODE}, timeout=60)
            assert phone.json()["phone_info"] == others.PHONE
            fields = login | {"js_code": others.CODE, "grant_type": "authorization_code"}
            assert requests.get(f"{base}{LOGIN}", params=fields, timeout=60).json() == others.SESSION
            for path, code in (("/cv/img/qrcode", 41001), ("/cv/img/aicrop", 40066), ("/cgi-bin/message", 40066)):
                assert replace(gateway, url=base + path).answer()["errcode"] == code
            assert b'"errcode":47001' in trickled(int(base.rpartition(":")[2]))
            gateway.process.send_signal(signal.SIGTERM)
            assert gateway.process.wait(30) == 0
        assert SECRET not in (tmp_path / "stderr").read_text()

    def test_says_in_a_sentence_why_it_does_not_start(self, tmp_path: Path) -> None:
        said = refusal(COMMAND, ROOT, environment(tmp_path, SIGNING_KEY="", FUNCTIONS="qrcode"))
        assert "qrcode needs it: FUNCTIONS can leave that one out" in said
        assert "Traceback" not in said
