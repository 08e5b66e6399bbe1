"""Who is nobody's client is refused before anything is sent; who is one, is served at the paths that are passed on."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from functions.token import attempts
from shared import config
from shared.wechat import tokens
from tests.gateway.caller import LOGIN, PHONE, SUBSCRIBE, WEB_LOGIN, code_of, document, login, phone
from tests.gateway.conftest import Start
from tests.support import SETTINGS, SIGNING_KEY
from tests.support.clock import Clock
from tests.support.wechat_double import WechatDouble

TOKENS = ("access_token", "cloudbase_access_token")


class TestTokens:
    def test_in_either_field(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        for field in TOKENS:
            assert client.post(f"{PHONE}?{field}={token}", json={"code": ""}).status_code == 200
        assert [list(call.query) for call in vendor.calls_of("getuserphonenumber")] == [["access_token"]] * 2

    @pytest.mark.parametrize("query", ["", "access_token=", "access_token=null", "a=access_token", "Access_Token=x"])
    def test_none(self, client: FlaskClient, vendor: WechatDouble, query: str) -> None:
        assert code_of(client.post(f"{PHONE}?{query}")) == 41001
        assert vendor.count() == 0

    @pytest.mark.parametrize("wrong", ["x", "85_" + "the-callers-own-" * 6, "a.b.c", "%00", "%F0%9F%90%9F"])
    @pytest.mark.parametrize("field", TOKENS)
    def test_one_that_is_not_ours(self, client: FlaskClient, vendor: WechatDouble, field: str, wrong: str) -> None:
        assert code_of(client.post(f"{PHONE}?{field}={wrong}", data=b"x" * 100_000)) == 40001
        assert vendor.count() == 0

    def test_one_of_wechats_does_not_open_it_either(self, start: Start, vendor: WechatDouble) -> None:
        vendor.tokens.grant("85_" + "good-at-wechat-" * 6)
        for backend in ("vendor", "relay"):
            gateway = start(backend=backend)
            assert code_of(gateway.post(f"{PHONE}?access_token=85_{'good-at-wechat-' * 6}")) == 40001
        assert vendor.count() == 0

    def test_an_expired_one(self, client: FlaskClient, vendor: WechatDouble, clock: Clock, token: str) -> None:
        clock.forward(tokens.LIFETIME_S + 10)
        assert code_of(phone(client, token)) == 42001
        assert vendor.count() == 0

    def test_one_in_the_body_or_in_a_header_is_none(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        header = {"X-WX-CLOUDBASE-ACCESS-TOKEN": token, "Authorization": f"Bearer {token}"}
        assert code_of(client.post(PHONE, json={"access_token": token}, headers=header)) == 41001
        assert code_of(client.post(PHONE, data={"access_token": token})) == 41001
        assert vendor.count() == 0

    def test_of_several_the_first_counts_and_none_goes_on(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        other = "85_" + "somebody-elses-" * 6
        assert code_of(client.post(f"{PHONE}?access_token={other}&access_token={token}")) == 40001
        assert vendor.count() == 0
        client.post(f"{PHONE}?access_token={token}&access%5Ftoken={other}&cloudbase_access_token={other}")
        (call,) = vendor.calls_of("getuserphonenumber")
        assert list(call.query) == ["access_token"]
        assert other not in call.raw_query

    def test_of_a_client_that_was_shut_out(self, start: Start, vendor: WechatDouble) -> None:
        gone = tokens.issue(SIGNING_KEY, "gone")[0]
        assert code_of(phone(start(clients=(("shop", "s"),)), gone)) == 40001
        assert vendor.count() == 0


class TestLogins:
    @pytest.mark.parametrize("path", [LOGIN, WEB_LOGIN, LOGIN + "/", "/SNS/JsCode2Session"])
    @pytest.mark.parametrize(
        "fields, code",
        [
            ({"appid": ""}, 41002),
            ({"secret": ""}, 41004),
            ({"appid": "wx0123456789abcdef"}, 40013),
            ({"secret": "wrong"}, 40125),
            ({"secret": "the-appsecret-of-the-tests"}, 40125),
        ],
    )
    def test_without_a_clients_secret(
        self, client: FlaskClient, vendor: WechatDouble, path: str, fields: dict[str, str], code: int
    ) -> None:
        assert code_of(login(client, path, **fields)) == code
        assert vendor.count() == 0

    def test_a_token_is_no_secret(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        assert code_of(client.get(f"{LOGIN}?access_token={token}&js_code=x")) == 41002
        assert vendor.count() == 0

    def test_a_secret_in_the_body_is_none(self, client: FlaskClient, vendor: WechatDouble) -> None:
        assert code_of(client.post(LOGIN, data={"appid": "the-client", "secret": "the-secret"})) == 41002
        assert vendor.count() == 0

    def test_a_secret_is_no_token(self, client: FlaskClient, vendor: WechatDouble) -> None:
        assert code_of(login(client, PHONE)) == 41001
        assert vendor.count() == 0

    def test_each_client_with_its_own(self, start: Start, vendor: WechatDouble) -> None:
        gateway = start(clients=(("shop", "shops-secret"),))
        assert "openid" in document(login(gateway, appid="shop", secret="shops-secret"))
        assert code_of(login(gateway, appid="shop")) == 40125

    def test_guessing_is_slowed_down_as_at_the_token_function(
        self, client: FlaskClient, vendor: WechatDouble, clock: Clock
    ) -> None:
        for number in range(attempts.FREE):
            assert code_of(login(client, secret=f"guess {number}")) == 40125
        assert "openid" in document(login(client))
        answer = login(client, secret="one more")
        assert code_of(answer) == 45011
        assert answer.headers["Retry-After"] == "1"
        assert vendor.count() == 1

    def test_wrong_at_wechat_is_the_operators_fault(self, start: Start, vendor: WechatDouble) -> None:
        answer = login(start(wechat_secret="outdated"))
        assert code_of(answer) == -1
        assert b"this deployment's appid or secret" in answer.data


def test_where_the_platform_lets_nobody_else_in(start: Start, vendor: WechatDouble) -> None:
    gateway = start(access="platform")
    assert document(gateway.post(PHONE, json={"code": "a-good-code"}))["errcode"] == 0
    assert "openid" in document(login(gateway, appid="any", secret="any"))
    assert [call.query.get("appid") for call in vendor.calls_of("jscode2session")] == ["wx0123456789abcdef"]


def test_without_an_account_nothing_is_sent(start: Start, vendor: WechatDouble, token: str) -> None:
    gateway = start(wechat_secret="")
    assert code_of(phone(gateway, token)) == -1
    assert code_of(login(gateway)) == -1
    assert vendor.count() == 0


def test_without_pass_on_nothing_is(start: Start, vendor: WechatDouble, token: str) -> None:
    gateway = start(pass_on=())
    assert [code_of(phone(gateway, token)), code_of(login(gateway)), code_of(gateway.get(SUBSCRIBE))] == [40066] * 3
    config.use(replace(SETTINGS, pass_on=("/cgi-bin/message", "/sns"), wechat_api_base=vendor.url))
    assert code_of(phone(gateway, token)) == 40066
    assert vendor.count() == 0
