"""functions/token over HTTP: both ways to get a token, every refusal, and that no secret is answered."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from functions.token import attempts
from shared import config
from shared.wechat import tokens
from tests.support import SETTINGS
from tests.support.clock import Clock

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
        opened = client.post(f"/cv/img/qrcode?access_token={answer['access_token']}")
        assert opened.get_json()["errcode"] == 41005  # let in, and asked for an image

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


@pytest.mark.usefixtures("clock")
class TestStable:
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


TWO = (("shop", "secret-of-the-shop"), ("仓库", "secret:of:the:store"))


class TestSeveralClients:
    @pytest.fixture(autouse=True)
    def _two(self) -> None:
        config.use(replace(SETTINGS, clients=TWO))

    @pytest.mark.parametrize(("client_id", "secret"), [*TWO, ("the-client", "the-secret")])
    def test_each_with_its_own_secret(self, client: FlaskClient, client_id: str, secret: str) -> None:
        answer = ask(client, STABLE, "json", {**LOGIN, "appid": client_id, "secret": secret})
        assert tokens.verify(SETTINGS.signing_key, answer["access_token"]) == client_id

    @pytest.mark.parametrize(
        ("client_id", "secret", "code"),
        [("shop", "the-secret", 40125), ("the-client", "secret-of-the-shop", 40125), ("Shop", TWO[0][1], 40013)],
    )
    def test_none_with_another_s(self, client: FlaskClient, client_id: str, secret: str, code: int) -> None:
        answer = client.get(TOKEN, query_string={**LOGIN, "appid": client_id, "secret": secret}).get_json()
        assert answer["errcode"] == code

    def test_without_client_id(self, client: FlaskClient) -> None:
        config.use(replace(SETTINGS, clients=TWO, client_id="", client_secret=""))
        assert "access_token" in ask(client, STABLE, "json", {**LOGIN, "appid": "shop", "secret": TWO[0][1]})
        assert client.get(TOKEN, query_string=LOGIN).get_json()["errcode"] == 40013


@pytest.mark.usefixtures("clock")
class TestWrongSecrets:
    @pytest.fixture
    def tried(self, client: FlaskClient) -> Callable[..., Any]:
        """The code of an attempt, or "token"."""

        def attempt(secret: str, appid: str = "the-client") -> Any:
            answer = client.get(TOKEN, query_string={**LOGIN, "appid": appid, "secret": secret}).get_json()
            return answer.get("errcode", "token")

        return attempt

    def guess(self, tried: Callable[..., Any], count: int = 10) -> None:
        assert [tried(f"guess-{number}") for number in range(count)] == [40125] * count

    def test_ten_in_a_minute_are_free(self, tried: Callable[..., Any]) -> None:
        self.guess(tried)
        assert tried("the-secret") == "token"

    def test_then_one_a_second_is_looked_at(self, tried: Callable[..., Any], clock: Clock) -> None:
        self.guess(tried)
        for second in range(5):
            clock.forward(1)
            assert tried(f"more-{second}") == 40125
            assert [tried(f"and-{second}-{number}") for number in range(20)] == [45011] * 20

    def test_a_right_one_that_comes_too_early_is_refused_too(self, tried: Callable[..., Any], clock: Clock) -> None:
        """Otherwise whoever guesses would lose nothing by the refusals."""
        self.guess(tried)
        assert (tried("one more"), tried("the-secret")) == (40125, 45011)
        clock.forward(1)
        assert tried("the-secret") == "token"

    def test_after_a_minute_all_is_forgotten(self, tried: Callable[..., Any], clock: Clock) -> None:
        self.guess(tried)
        assert (tried("one more"), tried("another")) == (40125, 45011)
        clock.forward(61)
        self.guess(tried)

    def test_an_outdated_secret_locks_nobody_out(self, tried: Callable[..., Any], clock: Clock) -> None:
        """One instance of the client has not heard of the new secret, and asks again and again."""
        codes = [tried("the-old-secret") for _ in range(300)]
        assert codes == [40125] * 10 + [45011] * 290
        assert tried("the-secret") == "token"
        clock.forward(60)
        assert tried("the-old-secret") == 40125

    def test_other_clients_are_not_hindered(self, tried: Callable[..., Any]) -> None:
        config.use(replace(SETTINGS, clients=TWO))
        self.guess(tried)
        assert (tried("one more"), tried("the-secret")) == (40125, 45011)
        assert tried(TWO[0][1], "shop") == "token"

    def test_an_id_that_does_not_exist_has_nothing_to_find(self, tried: Callable[..., Any]) -> None:
        assert [tried(f"guess-{number}", f"wx{number % 3}") for number in range(50)] == [40013] * 50
        assert tried("the-secret") == "token"

    def test_memory_is_bounded(self, tried: Callable[..., Any], clock: Clock) -> None:
        for number in range(500):
            clock.forward(0.5)
            tried(f"guess-{number}")
        kept = attempts.of("the-client")
        assert (len(kept._tried), len(kept._wrong_at)) == (attempts.FREE, attempts.FREE)

    def test_refusals_say_what_to_do(self, client: FlaskClient, tried: Callable[..., Any]) -> None:
        self.guess(tried, 10)
        tried("one more")
        response = client.get(TOKEN, query_string=LOGIN)
        answer = response.get_json()
        assert response.headers["Retry-After"] == "1"
        assert re.search(
            r"retry next minute hint: \[too many wrong secrets .+ once a second at most\]", answer["errmsg"]
        )

    @pytest.mark.slow
    def test_one_line_a_minute_in_the_log(
        self, tried: Callable[..., Any], clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        for second in range(130):
            for number in range(12):
                tried(f"guess-{second}-{number}")
            clock.forward(1)
        warnings = [record for record in caplog.records if record.levelname == "WARNING"]
        assert len(warnings) == 3
        assert {record.__dict__["facts"]["client"] for record in warnings} == {"the-client"}
        assert "guess-" not in caplog.text


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
