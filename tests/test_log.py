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

from shared import config, log
from tests.support import SETTINGS, qr_png

PAYLOAD = "payload-of-the-code"
PNG = qr_png(PAYLOAD)
RID = re.compile(r"rid: (\S+)$")
LOGGERS = ("shared", "functions", "emulator")
Lines = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _loggers() -> Iterator[None]:
    """Leave the loggers as they were."""
    before = {name: (logging.getLogger(name).handlers[:], logging.getLogger(name).level) for name in LOGGERS}
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
            "message": "request",
            "function": "qrcode",
            "errcode": 0,
            "served_by": "local",
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
            r"\S+ info request function=qrcode rid=\S+ errcode=0 served_by=local ms=[\d.]+ bytes=\d+"
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


class TestUnexpected:
    @pytest.mark.parametrize("level", ["info", "error"])
    def test_trace_with_the_rid_of_the_answer(
        self, client: FlaskClient, token: str, lines: Lines, mocker: MockerFixture, level: str
    ) -> None:
        configured(log_level=level)
        mocker.patch("shared.images.decode", side_effect=RuntimeError("what went wrong"))
        answer = upload(client, f"access_token={token}", as_part(PNG))
        found = RID.search(answer["errmsg"])
        assert found
        facts = json.loads(lines()[0])
        assert (facts["level"], facts["message"], facts["function"]) == ("error", "system error", "qrcode")
        assert facts["rid"] == found[1]
        assert facts["trace"].startswith("Traceback")
        assert facts["trace"].endswith("RuntimeError: what went wrong\n")
        assert token not in facts["trace"]
