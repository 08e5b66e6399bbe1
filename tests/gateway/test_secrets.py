"""Neither the account's token and secret nor a client's leave this deployment: in no answer, header, log and metric."""

import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from shared import metrics
from shared.log import JsonFormatter
from tests.gateway.caller import LOGIN, OWN, PHONE, SECRET, SUBSCRIBE, code_of, login, phone
from tests.gateway.conftest import Start
from tests.support.wechat_double import Fault, WechatDouble

ECHOES: dict[str, Callable[[str], Fault]] = {
    "body": lambda own: Fault.body(b'{"errcode":0,"request_url":"access_token=' + own.encode() + b'"}'),
    "file": lambda own: Fault.head(
        "Content-Type: image/jpeg", f'Content-Disposition: inline; filename="{own}"', "Content-Length: {length}"
    ),
    "type": lambda own: Fault.head(f"Content-Type: text/{own}", "Content-Length: {length}"),
    "hint": lambda own: Fault.errcode(40029, f"bad code hint: [{own}]"),
}
DROPPED: dict[str, Callable[[str], Fault]] = {
    "redirect": lambda own: Fault.raw(
        f"HTTP/1.1 302 Found\r\nLocation: /?t={own}\r\nContent-Length: 0\r\n\r\n".encode()
    ),
    "cookie": lambda own: Fault.head("Content-Type: text/plain", f"Set-Cookie: t={own}", "Content-Length: {length}"),
    "header": lambda own: Fault.head("Content-Type: text/plain", f"X-Url: {own}", "Content-Length: {length}"),
    "reason": lambda own: Fault.raw(f"HTTP/1.1 200 {own}\r\nContent-Length: 0\r\n\r\n".encode()),
    "error": lambda own: Fault.raw(f"HTTP/1.1 502 {own}\r\nContent-Length: 0\r\n\r\n".encode()),
    "junk": lambda own: Fault.raw(f"{own}\r\n\r\n".encode()),
}


def told(answer: object) -> str:
    """All that a caller can read."""
    return f"{answer.status} {answer.headers!r} {answer.data!r}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("echo", ECHOES)
def test_an_answer_that_repeats_the_token_is_not_passed_on(
    client: FlaskClient, vendor: WechatDouble, token: str, echo: str
) -> None:
    own = vendor.tokens.stable(force=False)[0]
    vendor.fail_next("getuserphonenumber", ECHOES[echo](own))
    answer = phone(client, token)
    assert code_of(answer) == -1
    assert own not in told(answer)
    assert "errcode" in told(phone(client, token))  # and no circuit is open for it


@pytest.mark.parametrize("echo", ECHOES)
def test_nor_one_that_repeats_the_secret(client: FlaskClient, vendor: WechatDouble, token: str, echo: str) -> None:
    vendor.fail_next("jscode2session", ECHOES[echo](SECRET))
    vendor.fail_next("getuserphonenumber", ECHOES[echo](SECRET))
    for answer in (login(client), phone(client, token)):
        assert code_of(answer) == -1
        assert SECRET not in told(answer)


@pytest.mark.parametrize("drop", DROPPED)
def test_what_is_not_passed_on_takes_nothing_along(
    client: FlaskClient, vendor: WechatDouble, token: str, drop: str
) -> None:
    own = vendor.tokens.stable(force=False)[0]
    vendor.fail_next("getuserphonenumber", DROPPED[drop](own))
    vendor.fail_next("jscode2session", DROPPED[drop](SECRET))
    assert own not in told(phone(client, token))
    assert SECRET not in told(login(client))
    assert vendor.count("getuserphonenumber") == 1


def test_log_and_metrics_hold_no_token_no_secret_and_no_query(
    start: Start, vendor: WechatDouble, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = start(metrics=True)
    own = vendor.tokens.stable(force=False)[0]
    caplog.set_level(logging.DEBUG)
    for _ in range(2):
        phone(client, token), login(client), login(client, secret="a-guessed-one")
        client.post(f"{SUBSCRIBE}?access_token={token}&private=in-the-query", data=b"private in the body")
        vendor.always("*", Fault.errcode(40001, f"invalid credential {own} {SECRET}"))
    vendor.heal()
    vendor.always("*", Fault.reset(after_body=True))
    phone(client, token), login(client)
    lines = "\n".join(
        JsonFormatter().format(record) for record in caplog.records if record.name != "urllib3.connectionpool"
    )
    for hidden in (own, SECRET, token, OWN["secret"], "a-guessed-one", "private", "js_code", "access_token="):
        assert hidden not in lines + metrics.text().decode()


def test_the_log_tells_who_called_what(client: FlaskClient, token: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    phone(client, token)
    login(client)
    facts = [record.facts for record in caplog.records if record.message == "passed on"]  # type: ignore[attr-defined]
    assert [(fact["client"], fact["method"], fact["path"]) for fact in facts] == [
        ("the-client", "POST", PHONE),
        ("the-client", "GET", LOGIN),
    ]
    requests = [record.facts for record in caplog.records if record.message == "request"]  # type: ignore[attr-defined]
    assert [fact["rid"] for fact in requests] == [fact["rid"] for fact in facts]
    assert [(fact["function"], fact["served_by"], fact["client"]) for fact in requests] == [
        ("pass_on", "vendor", "the-client")
    ] * 2


def test_a_refusal_tells_the_operator_what_to_do(
    client: FlaskClient, vendor: WechatDouble, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    vendor.fail_next("subscribe", Fault.errcode(40164, "invalid ip 203.0.113.7, not in whitelist"))
    client.post(f"{SUBSCRIBE}?access_token={token}", json={})
    client.post(f"{PHONE}?access_token={token}", json={"code": "stale"})  # 40029: no operator's business
    (found,) = [record.facts for record in caplog.records if record.message == "refused by the vendor"]  # type: ignore[attr-defined]
    assert "203.0.113.7" in str(found["operator"])
