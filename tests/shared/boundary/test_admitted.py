"""The order of the boundary's checks: what is cheap comes first, and whoever is refused costs little."""

import io
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient

from shared import admission, config, errors, forms, leqi, wechat
from shared.clock import Deadline
from shared.entrypoint import Entrypoint
from shared.wechat import request, tokens
from shared.wire import Wire
from tests.support import SETTINGS, SIGNING_KEY, some_capability
from tests.support.sentences import said


@pytest.fixture(autouse=True)
def _lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of their own for each test."""
    for line in (admission.calls, admission.bodies):
        monkeypatch.setattr(line, "made", None)


QRCODE = wechat.Form("qrcode", "openapi.img.scanQRCode")


def client(answer: Any = None, wire: Wire = QRCODE) -> FlaskClient:
    """One function, whose back end gives `answer`, or raises it."""

    def handler(_call: object) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer or wechat.ok()

    entrypoint = Entrypoint(some_capability(wire), lambda: handler)
    app = flask.Flask("function")
    app.before_request(lambda: entrypoint(flask.request))
    return app.test_client()


def test_a_bad_token_in_the_query_is_refused_before_the_body_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "_parts", lambda *_: pytest.fail("the body was parsed"))
    body = {"img": (io.BytesIO(b"x"), "a")}
    answer = client().post("/cv/img/qrcode?access_token=forged", data=body).get_json()
    assert answer["errcode"] == 40001


def test_a_photo_without_an_appcode_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_has_too_much", lambda _: pytest.fail("the body was parsed"))
    answer = client(wire=leqi.Form("idphoto", ("POST",))).post("/", json={"file": "eA=="}).get_json()
    assert answer["code"] == leqi.BAD_REQUEST
    assert "APPCODE" in answer["error"]


def test_an_early_refusal_of_a_cloud_call_has_its_form() -> None:
    answer = client().post("/?access_token=forged", json={"imgUrl": "http://x/"}).get_json()
    assert answer["errCode"] == 40001
    assert answer["errMsg"].startswith("openapi.img.scanQRCode:fail ")


def test_a_token_in_the_body_is_still_read(token: str) -> None:
    assert client().post("/", data={"access_token": token}).get_json()["errcode"] == 0


def test_a_good_token_in_the_query_wins_over_a_bad_one_in_the_body(token: str) -> None:
    assert client().post(f"/?access_token={token}", data={"access_token": "forged"}).get_json()["errcode"] == 0


def test_a_wrong_method_is_told_before_anything_else() -> None:
    assert client().put("/?access_token=forged", data=b"{").get_json()["errcode"] == 43002


def test_too_many_calls_at_once_are_told_when_to_come_again(token: str) -> None:
    config.use(replace(SETTINGS, threads=2))
    with ExitStack() as held:
        held.enter_context(admission.called(0))
        assert client().get(f"/?access_token={token}").get_json()["errcode"] == 0
        held.enter_context(admission.called(0))
        response = client().get(f"/?access_token={token}")
    assert response.get_json()["errcode"] == -1
    assert "try again in a few seconds" in response.get_json()["errmsg"]
    assert response.headers["Retry-After"] == "5"
    assert client().get(f"/?access_token={token}").get_json()["errcode"] == 0


def test_bodies_of_calls_that_wait_are_counted(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = admission.Line(3_000_000)
    monkeypatch.setattr(admission, "bodies", lambda: line)
    with admission.called(900_000):
        refused = client().post(f"/?access_token={token}", data=bytes(200_000)).get_json()
        assert refused["errcode"] == -1
        assert client().post(f"/?access_token={token}", json={"a": "b"}).get_json()["errcode"] == 0


def test_who_waits_for_a_processor_for_too_long_is_told_when_to_come_again(token: str) -> None:
    config.use(replace(SETTINGS, queue_seconds=0.1))

    def waits(_call: object) -> Any:
        with admission.computing():
            pytest.fail("there is no processor")

    entrypoint = Entrypoint(some_capability(wechat.Form("qrcode", "openapi.img.scanQRCode")), lambda: waits)
    app = flask.Flask("function")
    app.before_request(lambda: entrypoint(flask.request))
    line = admission.processors()
    with line.held(line.amount, Deadline.after(60)):
        response = app.test_client().get(f"/?access_token={token}")
    assert (response.get_json()["errcode"], response.headers["Retry-After"]) == (-1, "5")


def test_a_part_is_marked(token: str) -> None:
    response = client(wechat.ok(partial=True, items=[])).get(f"/?access_token={token}")
    assert response.headers["X-Partial"] == "1"
    assert response.get_json() == {"errcode": 0, "errmsg": "ok", "items": [], "partial": True}


def test_a_whole_answer_is_not(token: str) -> None:
    response = client().get(f"/?access_token={token}")
    assert "X-Partial" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_an_answer_too_deep_to_be_written_is_no_page(token: str) -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    response = client(wechat.ok(items=deep)).post(f"/?access_token={token}", json={"imgUrl": "http://x/"})
    assert response.get_json()["errCode"] == -1
    assert response.headers["Content-Type"] == "application/json"


def test_an_expired_token_is_told_so_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "LIFETIME_S", -10)
    token = tokens.issue(SIGNING_KEY, "the-client")[0]
    assert client().post(f"/?access_token={token}", data=b"x" * 100).get_json()["errcode"] == 42001


def test_nothing_of_the_cause_is_told(token: str) -> None:
    answer = client(errors.ServiceError(said("a sentence"))).get(f"/?access_token={token}").get_json()
    assert answer["errcode"] == -1
    answer = client(ZeroDivisionError("a secret")).get(f"/?access_token={token}").get_json()
    assert "secret" not in answer["errmsg"]


@pytest.mark.parametrize("clients", [(), (("shop", "a secret of the shop"),)])
def test_behind_a_platform_a_token_that_is_not_ours_does_not_matter(clients: Any) -> None:
    config.use(replace(SETTINGS, access="platform", clients=clients))
    assert client().post("/?access_token=somebodys", data=b"x").get_json()["errcode"] == 0
    config.use(replace(SETTINGS, access="platform", signing_key="", clients=clients))
    assert client().get("/?access_token=somebodys").get_json()["errcode"] == 0
