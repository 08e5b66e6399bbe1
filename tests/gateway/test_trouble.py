"""A WeChat that refuses tokens, hangs or is dead: nothing acts twice, and our own functions do not feel it."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from gateway.passing import Passing, passing
from shared import admission
from shared.wechat import tokens
from tests.gateway.caller import MINI_CODE, SUBSCRIBE, code_of, document, login, phone
from tests.gateway.conftest import Start
from tests.shared.serving.conftest import until
from tests.support import SIGNING_KEY, qr_png
from tests.support.clock import Clock
from tests.support.wechat_double import Fault, WechatDouble, others

MESSAGE = {"touser": others.SESSION["openid"], "template_id": "t", "data": {}}


def send(client: FlaskClient, token: str) -> int:
    """Send a message: who sends it twice has a user read it twice."""
    return int(document(client.post(f"{SUBSCRIBE}?access_token={token}", json=MESSAGE))["errcode"])


def own_code(client: FlaskClient, token: str) -> int:
    """Have our own function read a code."""
    body = {"img": (io.BytesIO(qr_png("ours", 2)), "a.png")}
    return int(document(client.post(f"/cv/img/qrcode?access_token={token}", data=body))["errcode"])


class TestTokens:
    def test_one_request_for_a_token_however_many_calls_and_paths(
        self, client: FlaskClient, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        vendor.clock = lambda: clock.wall
        with ThreadPoolExecutor(16) as pool:
            codes = list(pool.map(lambda _: send(client.application.test_client(), token), range(32)))
        assert codes == [0] * 32
        phone(client, token)
        assert (vendor.token_requests, vendor.count("subscribe")) == (1, 32)
        clock.forward(6000)
        send(client, tokens.issue(SIGNING_KEY, "the-client")[0])
        assert vendor.token_requests == 1

    @pytest.mark.parametrize("end", ["rotate", "expire"])
    def test_a_refused_token_is_renewed_once(
        self, client: FlaskClient, vendor: WechatDouble, token: str, end: str
    ) -> None:
        send(client, token)
        vendor.forget()
        getattr(vendor.tokens, end)()
        assert send(client, token) == 0
        assert (vendor.token_requests, vendor.count("subscribe")) == (1, 2)
        first, second = vendor.calls_of("subscribe")
        assert first.body == second.body

    @pytest.mark.parametrize("code", [40001, 40014, 42001])
    def test_a_vendor_that_always_refuses_costs_two_calls_and_is_no_refresh_for_the_caller(
        self, client: FlaskClient, vendor: WechatDouble, token: str, code: int, clock: Clock
    ) -> None:
        vendor.always("subscribe", Fault.errcode(code))
        assert send(client, token) == -1
        assert vendor.count("subscribe") == 2
        assert vendor.token_requests <= 3
        assert document(phone(client, token))["errcode"] == 0

    def test_an_account_that_gets_no_token(self, start: Start, vendor: WechatDouble, token: str) -> None:
        client = start(wechat_secret="outdated")
        assert [send(client, token), code_of(phone(client, token))] == [-1, -1]
        assert (vendor.token_requests, vendor.count()) == (1, 1)


class TestNothingActsTwice:
    @pytest.mark.parametrize(
        "fault",
        [
            Fault.reset(after_body=True),
            Fault.reset(after_body=False),
            Fault.truncated_body(),
            Fault.empty(),
            Fault.http(502),
            Fault.http(429, retry_after="1"),
            Fault.errcode(-1),
            Fault.errcode(45009),
            Fault.hang_up(),
        ],
        ids=lambda fault: str(fault.name),
    )
    def test_a_message(self, client: FlaskClient, vendor: WechatDouble, token: str, fault: Fault) -> None:
        vendor.fail_next("subscribe", fault)
        client.post(f"{SUBSCRIBE}?access_token={token}", json=MESSAGE)
        assert vendor.count("subscribe") == 1

    def test_a_slow_one(self, start: Start, vendor: WechatDouble, token: str) -> None:
        client = start(vendor_seconds=0.5)
        phone(client, token)  # has fetched a token
        vendor.fail_next("subscribe", Fault.slow(60))
        assert send(client, token) == -1
        assert vendor.count("subscribe") == 1


class TestCircuits:
    def test_one_path_that_fails_closes_no_other(
        self, client: FlaskClient, vendor: WechatDouble, token: str, clock: Clock
    ) -> None:
        vendor.always("subscribe", Fault.http(502))
        for _ in range(5):
            assert send(client, token) == -1
        assert vendor.count("subscribe") == 1
        assert document(phone(client, token))["errcode"] == 0
        assert "openid" in document(login(client))
        vendor.heal()
        clock.forward(2)
        assert send(client, token) == 0

    @pytest.mark.parametrize("spell", [str.upper, lambda path: path + "/"])
    def test_a_path_spelled_otherwise_is_the_same(
        self, client: FlaskClient, vendor: WechatDouble, token: str, clock: Clock, spell: type[str]
    ) -> None:
        vendor.always("subscribe", Fault.http(502))
        send(client, token)
        client.post(f"{spell(SUBSCRIBE)}?access_token={token}", json=MESSAGE)
        assert vendor.count("subscribe") == 1

    def test_made_up_paths_take_no_memory(self) -> None:
        made = Passing()
        for number in range(1000):
            made._vendor_at(f"/wxa/made-up-{number}")
        assert made._vendor_at.cache_info().currsize <= 256


class TestOurOwnFunctions:
    def test_a_hung_wechat_holds_half_of_the_threads(
        self, start: Start, vendor: WechatDouble, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(admission.calls, "made", None)
        client = start(threads=4, vendor_seconds=60.0)
        phone(client, token)
        vendor.always("getwxacodeunlimit", Fault.slow(60))
        with ThreadPoolExecutor(2) as pool:
            target = f"{MINI_CODE}?access_token={token}"
            hung = [pool.submit(client.application.test_client().post, target, json={"scene": "a"}) for _ in range(2)]
            until(lambda: vendor.count("getwxacodeunlimit") == 2)
            refused = phone(client, token)
            assert code_of(refused) == -1
            assert "Retry-After" in refused.headers
            assert [own_code(client, token) for _ in range(3)] == [0, 0, 0]
            vendor.kill()
            assert [code_of(one.result()) for one in hung] == [-1, -1]
        monkeypatch.setattr(admission.calls, "made", None)

    @pytest.mark.parametrize(("memory", "most"), [(256 << 20, 1), (1 << 30, 6), (64 << 30, 32)])
    def test_large_answers_of_all_calls_fit_into_a_quarter_of_the_memory(
        self, monkeypatch: pytest.MonkeyPatch, memory: int, most: int
    ) -> None:
        monkeypatch.setattr("shared.capacity.memory", lambda: memory)
        assert passing._passages._make().amount == most

    def test_large_bodies_on_their_way_leave_room_for_ours(
        self, start: Start, vendor: WechatDouble, token: str
    ) -> None:
        client = start(vendor_seconds=60.0)
        phone(client, token)
        vendor.always("img_sec_check", Fault.slow(60))
        with ThreadPoolExecutor(1) as pool:
            other, target = client.application.test_client(), f"/wxa/img_sec_check?access_token={token}"
            hung = pool.submit(other.post, target, data=bytes(12 << 20))
            until(lambda: vendor.count("img_sec_check") == 1)
            assert code_of(client.post(target, data=bytes(9 << 20))) == -1
            assert own_code(client, token) == 0
            vendor.kill()
            assert code_of(hung.result()) == -1

    @pytest.mark.parametrize("backend", ["local", "relay"])
    def test_the_death_of_wechat_loses_none_of_their_calls(
        self, start: Start, vendor: WechatDouble, token: str, clock: Clock, backend: str
    ) -> None:
        client, codes = start(backend=backend), []
        for number in range(12):
            if number == 4:
                vendor.kill()
            if number == 8:
                vendor.revive()
                clock.forward(60)
            codes.append((own_code(client, token), send(client, token)))
        assert [own for own, _ in codes] == [0] * 12
        assert [passed for _, passed in codes] == [0] * 4 + [-1] * 4 + [0] * 4
        assert vendor.token_requests == 1  # of the relay and of what is passed on together
