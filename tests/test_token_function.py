"""functions/token over HTTP: both ways to get a token, every refusal, and that no secret is answered."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from pytest_mock import MockerFixture

from tests.support import qr_png

LOGIN = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}
TOKEN, STABLE = "/cgi-bin/token", "/cgi-bin/stable_token"
RID = r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}"


def ask(client: FlaskClient, path: str, form: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The answer to a call that sends `fields` in one of three forms, by the method of the path."""
    send = client.get if path == TOKEN else client.post
    response = send(path, **{{"query": "query_string", "form": "data", "json": "json"}[form]: fields})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "the-secret" not in response.text
    document: dict[str, Any] = json.loads(response.data)
    assert response.text == json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return document


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in LOGIN.items() if key != name}


@pytest.mark.parametrize("form", ["query", "form", "json"])
@pytest.mark.parametrize("path", [TOKEN, STABLE])
class TestBothPaths:
    def test_a_token_opens_the_image_functions(self, client: FlaskClient, path: str, form: str) -> None:
        answer = ask(client, path, form, LOGIN)
        assert list(answer) == ["access_token", "expires_in"]
        assert type(answer["expires_in"]) is int
        assert 300 < answer["expires_in"] <= 7200
        opened = client.post(f"/cv/img/qrcode?access_token={answer['access_token']}", data=qr_png("x"))
        assert opened.get_json()["errcode"] == 41005  # let in; a bare body is no image part

    @pytest.mark.parametrize(
        ("fields", "code", "text"),
        [
            ({}, 40002, "invalid grant_type"),
            (without("grant_type"), 40002, "invalid grant_type"),
            ({**LOGIN, "grant_type": "authorization_code"}, 40002, "invalid grant_type"),
            (without("appid"), 41002, "appid missing"),
            ({**LOGIN, "appid": ""}, 41002, "appid missing"),
            (without("secret"), 41004, "appsecret missing"),
            ({**LOGIN, "appid": "wx1234567890abcdef"}, 40013, "invalid appid"),
            ({**LOGIN, "appid": "THE-CLIENT"}, 40013, "invalid appid"),
            ({**LOGIN, "secret": "wrong"}, 40125, "invalid appsecret"),
            ({**LOGIN, "secret": "密码"}, 40125, "invalid appsecret"),
            ({**LOGIN, "appid": "wrong", "secret": "wrong"}, 40013, "invalid appid"),
        ],
    )
    def test_refusals(
        self, client: FlaskClient, path: str, form: str, fields: dict[str, str], code: int, text: str
    ) -> None:
        answer = ask(client, path, form, fields)
        assert list(answer) == ["errcode", "errmsg"]
        assert answer["errcode"] == code
        assert re.fullmatch(rf"{text}.* hint: \[.+\]{RID}", answer["errmsg"])

    def test_unknown_fields_are_ignored(self, client: FlaskClient, path: str, form: str) -> None:
        answer = ask(client, path, form, {**LOGIN, "lang": "zh_CN", "access_token": "old", "img_url": "x"})
        assert list(answer) == ["access_token", "expires_in"]


class TestMethods:
    @pytest.mark.parametrize("path", [TOKEN, TOKEN.upper(), TOKEN + "/"])
    def test_token_wants_get(self, client: FlaskClient, path: str) -> None:
        answer = client.post(path, json=LOGIN).get_json()
        assert answer["errcode"] == 43001
        assert "GET" in answer["errmsg"]

    @pytest.mark.parametrize("path", [STABLE, STABLE.upper(), STABLE + "/"])
    def test_stable_token_wants_post(self, client: FlaskClient, path: str) -> None:
        answer = client.get(path, query_string=LOGIN).get_json()
        assert answer["errcode"] == 43002
        assert "POST" in answer["errmsg"]


class TestStable:
    @pytest.fixture(autouse=True)
    def _clock(self, mocker: MockerFixture) -> None:
        mocker.patch("time.time", return_value=1_800_000_000)

    def get(self, client: FlaskClient, path: str = STABLE, **more: Any) -> str:
        return str(ask(client, path, "query" if path == TOKEN else "json", {**LOGIN, **more})["access_token"])

    def test_gives_the_same_again(self, client: FlaskClient) -> None:
        assert self.get(client) == self.get(client)

    def test_token_never_does(self, client: FlaskClient) -> None:
        assert self.get(client, TOKEN) != self.get(client, TOKEN)

    @pytest.mark.parametrize("yes", [True, "true", "True", 1, "1"])
    def test_force_refresh_gives_another(self, client: FlaskClient, yes: object) -> None:
        forced = ask(client, STABLE, "json", {**LOGIN, "force_refresh": yes})
        assert forced["access_token"] != self.get(client)
        assert forced["expires_in"] == 7200

    @pytest.mark.parametrize("no", [False, "false", 0, "0", "", None])
    def test_force_refresh_may_be_declined(self, client: FlaskClient, no: object) -> None:
        assert self.get(client, force_refresh=no) == self.get(client)

    def test_force_refresh_leaves_the_old_one_valid(self, client: FlaskClient) -> None:
        old = self.get(client)
        self.get(client, force_refresh=True)
        assert client.post(f"/cv/img/qrcode?access_token={old}").get_json()["errcode"] == 41005


class TestOddBodies:
    def test_camel_case_names_are_taken(self, client: FlaskClient) -> None:
        body = {"grantType": "client_credential", "appid": "the-client", "secret": "the-secret"}
        assert "access_token" in client.post(STABLE, json=body).get_json()

    def test_a_cloud_call_is_answered_in_its_own_form(self, client: FlaskClient) -> None:
        answer = client.post(STABLE, json={**LOGIN, "imgUrl": "x"}).get_json()
        assert list(answer) == ["errCode", "errMsg", "accessToken", "expiresIn"]

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (b"", 40002),
            (b"null", 40002),
            (b"{}", 40002),
            (b"[]", 47001),
            (b"{", 47001),
            (b'{"grant_type":["client_credential"]}', 40002),
            (b'{"grant_type":"client_credential","appid":{"a":1},"secret":7}', 40013),
            (b'{"grant_type":"client_credential","appid":"\\ud800","secret":"x"}', 40013),
            (b'{"grant_type":"client_credential","appid":"the-client","secret":"\\udfff"}', 40125),
            (b'{"grant_type":"client_credential","appid":"the-client","secret":"\\u0000"}', 40125),
        ],
    )
    def test_json_of_every_kind(self, client: FlaskClient, body: bytes, code: int) -> None:
        answer = client.post(STABLE, data=body, content_type="application/json").get_json()
        assert answer["errcode"] == code

    def test_multipart(self, client: FlaskClient) -> None:
        answer = client.post(STABLE, data=LOGIN, content_type="multipart/form-data").get_json()
        assert "access_token" in answer

    def test_credentials_with_spaces_around_them(self, client: FlaskClient) -> None:
        padded = {name: f" {value}\n" for name, value in LOGIN.items()}
        assert "access_token" in client.post(STABLE, json=padded).get_json()
