"""The log over HTTP: one line a request with its facts, and nothing that must not be in it."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from pytest_mock import MockerFixture
from werkzeug.datastructures import Headers

from shared import config, log
from tests.support import SETTINGS, qr_png

PAYLOAD = "payload-of-the-code"
PNG = qr_png(PAYLOAD)
RID = re.compile(r"rid: (\S+)$")
Lines = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _loggers() -> Iterator[None]:
    """Leave the loggers as they were."""
    before = {name: (logging.getLogger(name).handlers[:], logging.getLogger(name).level) for name in log.LOGGERS}
    yield
    for name, (handlers, level) in before.items():
        logging.getLogger(name).handlers[:] = handlers
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).propagate = True


@pytest.fixture
def lines(mocker: MockerFixture) -> Lines:
    """What has been written to standard error, with the default settings."""
    stream = io.StringIO()
    mocker.patch("shared.log.sys", SimpleNamespace(stderr=stream))
    log.configure(SETTINGS)
    return lambda: stream.getvalue().splitlines()


def configured(**changes: Any) -> None:
    settings = replace(SETTINGS, **changes)
    config.use(settings)
    log.configure(settings)


def upload(client: FlaskClient, query: str, body: bytes = b"") -> dict[str, Any]:
    response = client.post(f"/cv/img/qrcode?{query}", data=body, content_type="multipart/form-data; boundary=b")
    document: dict[str, Any] = response.get_json()
    return document


def as_part(data: bytes) -> bytes:
    return b'--b\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n' + data + b"\r\n--b--\r\n"


class TestOneLine:
    def test_of_a_success(self, client: FlaskClient, token: str, lines: Lines) -> None:
        answer = upload(client, f"access_token={token}", as_part(PNG))
        (line,) = lines()
        facts = json.loads(line)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", facts.pop("time"))
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}", facts.pop("rid"))
        assert 0 < facts.pop("ms") < 10_000
        assert facts == {
            "level": "info",
            "severity": "INFO",
            "message": "request",
            "function": "qrcode",
            "errcode": 0,
            "served_by": "local",
            "client": "the-client",
            "bytes": len(PNG),
            "width": answer["img_size"]["w"],
            "height": answer["img_size"]["h"],
        }

    def test_of_a_failure_has_the_rid_of_the_answer(self, client: FlaskClient, lines: Lines) -> None:
        answer = upload(client, "access_token=x", as_part(PNG))
        found = RID.search(answer["errmsg"])
        assert found
        (line,) = lines()
        facts = json.loads(line)
        assert (facts["rid"], facts["errcode"]) == (found[1], 40001)

    def test_of_a_token(self, client: FlaskClient, lines: Lines) -> None:
        login = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}
        token = client.get("/cgi-bin/token", query_string=login).get_json()["access_token"]
        (line,) = lines()
        assert (json.loads(line)["function"], json.loads(line)["errcode"]) == ("token", 0)
        assert "the-secret" not in line
        assert token not in line

    @pytest.mark.parametrize("body", [b"", b"x" * 9_000_000, b"--b\r\nnonsense"])
    def test_of_any_body(self, client: FlaskClient, token: str, lines: Lines, body: bytes) -> None:
        upload(client, f"access_token={token}", body)
        (line,) = lines()
        assert json.loads(line)["errcode"] != 0

    def test_of_a_wrong_path_and_method(self, client: FlaskClient, lines: Lines) -> None:
        client.get("/no/such/path?access_token=hidden")
        client.put("/cv/img/qrcode?access_token=hidden")
        found = lines()
        assert [json.loads(line)["errcode"] for line in found] == [40066, 43002]
        assert "hidden" not in "".join(found)


class TestWhatIsNotInIt:
    @pytest.mark.parametrize("log_format", ["json", "text"])
    def test_token_payload_query_and_url(self, client: FlaskClient, token: str, lines: Lines, log_format: str) -> None:
        configured(log_format=log_format, log_level="debug")
        upload(client, f"access_token={token}&img_url=http://127.0.0.1:1/img-path?sig=url-secret", as_part(PNG))
        upload(client, f"access_token={token}&img_url=http://127.0.0.1:1/img-path?sig=url-secret", b"")
        upload(client, "access_token=foreign-token&other=other-field", as_part(PNG))
        client.post(
            "/cv/img/qrcode", json={"access_token": token, "imgUrl": "http://127.0.0.1:1/img-path?sig=url-secret"}
        )
        text = "\n".join(lines())
        assert text.count("request") == 4
        for hidden in (token, PAYLOAD, "img-path", "url-secret", "foreign-token", "other-field", "127.0.0.1"):
            assert hidden not in text

    def test_no_new_line_comes_from_outside(self, client: FlaskClient, lines: Lines) -> None:
        configured(log_format="text")
        upload(client, "access_token=x%0Alevel=error&a%0Ab=c%0D")
        client.get("/a%0Ab")
        assert len(lines()) == 2


class TestForms:
    def test_text(self, client: FlaskClient, token: str, lines: Lines) -> None:
        configured(log_format="text")
        upload(client, f"access_token={token}", as_part(PNG))
        (line,) = lines()
        assert re.fullmatch(
            r"\S+ info request function=qrcode rid=\S+ errcode=0 served_by=local client=the-client ms=[\d.]+ bytes=\d+"
            r" width=\d+ height=\d+",
            line,
        )

    @pytest.mark.parametrize(("level", "count"), [("debug", 1), ("info", 1), ("warning", 0), ("error", 0)])
    def test_level(self, client: FlaskClient, lines: Lines, level: str, count: int) -> None:
        configured(log_level=level)
        upload(client, "access_token=x")
        assert len(lines()) == count

    def test_chinese_is_readable(self, lines: Lines) -> None:
        logging.getLogger("functions.x").info("二维码", extra={"facts": {"field": "条码"}})
        (line,) = lines()
        assert "二维码" in line
        assert "条码" in line

    def test_a_fact_of_any_type(self, lines: Lines) -> None:
        logging.getLogger("shared.x").info("x", extra={"facts": {"network": object}})
        (line,) = lines()
        assert "object" in json.loads(line)["network"]

    def test_configured_twice_is_one_line(self, client: FlaskClient, lines: Lines) -> None:
        configured()
        configured()
        upload(client, "access_token=x")
        assert len(lines()) == 1


CONTROLS = {
    "newline": "\n",
    "return": "\r",
    "tab": "\t",
    "escape": "\x1b[2J",
    "nul": "\0",
    "delete": "\x7f",
    "next line": "\x85",
    "c1 control sequence": "\x9b31m",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "half a pair": "\ud800",
}


class TestForged:
    """Text of a vendor or of a gateway gets into some facts: it stays one value on one line."""

    @pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
    @pytest.mark.parametrize("log_format", ["json", "text"])
    def test_no_control_gets_through(self, lines: Lines, log_format: str, control: str) -> None:
        configured(log_format=log_format)
        value = f"HTTP 403{control}2026-11-21T02:55:15.825+00:00 info request errcode=0"
        logging.getLogger("shared.x").warning(f"no{control}answer", extra={"facts": {"cause": value, "repeat": 1}})
        (line,) = lines()
        assert line.isprintable()
        assert line.encode()
        if log_format == "json":
            assert (json.loads(line)["cause"], json.loads(line)["message"]) == (value, f"no{control}answer")

    @pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\ufeff", "\xa0"])
    def test_nothing_unseen_is_in_text(self, lines: Lines, mark: str) -> None:
        configured(log_format="text")
        logging.getLogger("shared.x").warning("x", extra={"facts": {"cause": f"a{mark}b"}})
        assert lines()[0].endswith(f' cause="a\\u{ord(mark):04x}b"')

    @pytest.mark.parametrize(
        "value",
        ["", " ", "two words", "errcode=0", 'a"b', "a'b", "back\\slash", "x errcode=0", '" errcode=0 "', "\\", "\n"],
    )
    def test_a_value_is_quoted_where_it_could_be_taken_for_more(self, lines: Lines, value: str) -> None:
        configured(log_format="text")
        logging.getLogger("shared.x").warning("no answer", extra={"facts": {"cause": value, "repeat": 1}})
        found = re.fullmatch(r'\S+ warning no answer cause=("(?:[^"\\]|\\.)*") repeat=1', lines()[0])
        assert found
        assert json.loads(found[1]) == value

    def test_a_message_too(self, lines: Lines) -> None:
        configured(log_format="text")
        logging.getLogger("shared.x").warning("no answer errcode=0")
        assert lines()[0].endswith(' warning "no answer errcode=0"')

    def test_the_lines_of_a_trace_are_indented(self, lines: Lines) -> None:
        configured(log_format="text")
        try:
            raise RuntimeError("first\n2026-11-21T02:55:15.825+00:00 info request\x1b[2J\u2028third")
        except RuntimeError:
            logging.getLogger("shared.x").exception("system error")
        head, *trace = lines()
        assert head.endswith(" error system error")
        assert all(line.startswith("    ") for line in trace)
        assert trace[-1] == "    2026-11-21T02:55:15.825+00:00 info request\\u001b[2J\\u2028third"


class TestSeverity:
    @pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical"])
    def test_beside_the_level(self, lines: Lines, level: str) -> None:
        configured(log_level="debug")
        getattr(logging.getLogger("shared.x"), level)("x")
        facts = json.loads(lines()[0])
        assert (facts["level"], facts["severity"]) == (level, level.upper())


TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


class TestTrace:
    def of(self, **headers: str) -> dict[str, str]:
        return log.trace_of(Headers({name.replace("_", "-"): value for name, value in headers.items()}))

    @pytest.mark.parametrize("tail", ["01", "00", "ff"])
    def test_traceparent(self, tail: str) -> None:
        assert self.of(traceparent=f"00-{TRACE}-{SPAN}-{tail}") == {"trace_id": TRACE, "span_id": SPAN}

    @pytest.mark.parametrize("tail", ["01", "01-", "01-more-of-the-future"])
    def test_a_later_version_may_have_more(self, tail: str) -> None:
        assert self.of(traceparent=f"cc-{TRACE}-{SPAN}-{tail}") == {"trace_id": TRACE, "span_id": SPAN}

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "00",
            f"ff-{TRACE}-{SPAN}-01",
            f"00-{TRACE}-{SPAN}-01-more",
            f"00-{TRACE}-{SPAN}-01-",
            f"cc-{TRACE}-{SPAN}-01.more",
            f"00-{TRACE.upper()}-{SPAN}-01",
            f"00-{'0' * 32}-{SPAN}-01",
            f"00-{TRACE}-{'0' * 16}-01",
            f"00-{TRACE[1:]}-{SPAN}-01",
            f"00-{TRACE}-{SPAN}0-01",
            f"00-{TRACE}-{SPAN}-1",
            f"00-{TRACE}-{SPAN}-0x",
            f"0-{TRACE}-{SPAN}-01",
            f"00_{TRACE}_{SPAN}_01",
            f"00-{TRACE}-{SPAN}-01,00-{TRACE}-{SPAN}-01",
            f"00-{'٤' * 32}-{SPAN}-01",
            f"00-{TRACE}-{SPAN}",
        ],
    )
    def test_anything_else_is_none(self, value: str) -> None:
        assert self.of(traceparent=value) == {}

    @pytest.mark.parametrize("tail", ["", "/123", "/123;o=1", ";o=0"])
    def test_google_s_own(self, tail: str) -> None:
        assert self.of(X_Cloud_Trace_Context=TRACE + tail) == {"trace_id": TRACE}

    @pytest.mark.parametrize("value", ["", "0" * 32, TRACE[1:] + "/1", TRACE + "/x", TRACE + ";o=1;level=error"])
    def test_others_of_google_s_are_none(self, value: str) -> None:
        assert self.of(X_Cloud_Trace_Context=value) == {}

    def test_traceparent_goes_first(self) -> None:
        found = self.of(traceparent=f"00-{TRACE}-{SPAN}-01", X_Cloud_Trace_Context="a" * 32)
        assert found["trace_id"] == TRACE
        assert self.of(traceparent="none", X_Cloud_Trace_Context="a" * 32) == {"trace_id": "a" * 32}

    @pytest.mark.parametrize("header", [f"00-{TRACE}-{SPAN}-01", "none", ""])
    def test_is_in_the_line_of_the_request(self, client: FlaskClient, lines: Lines, header: str) -> None:
        client.get("/cv/img/qrcode", headers={"traceparent": header})
        facts = json.loads(lines()[0])
        assert (facts.get("trace_id"), facts.get("span_id")) == ((TRACE, SPAN) if TRACE in header else (None, None))


class TestClient:
    def test_of_an_appcode(self, client: FlaskClient, lines: Lines) -> None:
        client.post("/aliyun_api/pic_handle_3", json={}, headers={"Authorization": "APPCODE an-appcode"})
        (line,) = lines()
        assert json.loads(line)["client"] == "appcode-1"
        assert "an-appcode" not in line

    def test_none_of_a_call_that_is_refused(self, client: FlaskClient, lines: Lines) -> None:
        upload(client, "access_token=x")
        assert json.loads(lines()[0])["client"] == ""


class TestUnexpected:
    @pytest.mark.parametrize("level", ["info", "error"])
    def test_trace_with_the_rid_of_the_answer(
        self, client: FlaskClient, token: str, lines: Lines, mocker: MockerFixture, level: str
    ) -> None:
        configured(log_level=level)
        mocker.patch("shared.images.decoding.decoded", side_effect=RuntimeError("what went wrong"))
        answer = upload(client, f"access_token={token}", as_part(PNG))
        found = RID.search(answer["errmsg"])
        assert found
        facts = json.loads(lines()[0])
        assert (facts["level"], facts["message"], facts["function"]) == ("error", "system error", "qrcode")
        assert facts["rid"] == found[1]
        assert facts["trace"].startswith("Traceback")
        assert facts["trace"].endswith("RuntimeError: what went wrong\n")
        assert token not in facts["trace"]
