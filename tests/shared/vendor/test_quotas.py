"""A vendor whose quota is used up is asked about once until it is new, in either wire form and over real HTTP."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from functions.idphoto import main as idphoto
from functions.qrcode import main as qrcode
from shared import config
from shared.kinds import Kind
from shared.leqi.form import kind_of_answer
from tests.support import SETTINGS, mounted
from tests.support.clock import Clock
from tests.support.leqi_double import APPCODE, LeqiDouble
from tests.support.wechat_double import Fault, WechatDouble

HOURS = 6
EVERY_S = 120
AT = 1_795_225_000.0
"""A morning in Beijing: seconds since 1970."""
APPID, SECRET = "wx0123456789abcdef", "the-appsecret-of-the-tests"


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.wall = AT
    return clock


@pytest.fixture
def wechat(clock: Clock) -> Iterator[WechatDouble]:
    with WechatDouble(APPID, SECRET, clock=lambda: clock.wall) as double:
        yield double


@pytest.fixture
def leqi() -> Iterator[LeqiDouble]:
    with LeqiDouble() as double:
        yield double


def relaying(module: Any, **settings: Any) -> FlaskClient:
    """A relay to a double, whose own engine answers at once."""
    config.use(replace(SETTINGS, backend="relay", wechat_token_file="", **settings))
    own = SimpleNamespace(endpoint=module.endpoint, load_local=lambda: lambda _call: {"errcode": 0, "code": 200})
    return mounted(own)  # type: ignore[arg-type]  # what `mounted` needs of a main module


def served(client: FlaskClient, clock: Clock, request: Mapping[str, Any]) -> set[str]:
    """Who answered six hours of calls."""
    by = set()
    for _ in range(HOURS * 3600 // EVERY_S):
        by.add(client.post("/", **request).headers["X-Served-By"])
        clock.forward(EVERY_S)
    return by


@pytest.mark.parametrize("code", [45009, 101003])
def test_wechats_used_up_quota_costs_one_call_in_six_hours(code: int, clock: Clock, wechat: WechatDouble) -> None:
    client = relaying(qrcode, wechat_api_base=wechat.url, wechat_appid=APPID, wechat_secret=SECRET, access="platform")
    wechat.always("qrcode", Fault.errcode(code))
    assert served(client, clock, {"json": {"img": {"value": "AAAA"}}}) == {"local"}
    assert wechat.count("qrcode") == 1


def test_leqis_used_up_package_costs_one_call_in_six_hours(clock: Clock, leqi: LeqiDouble) -> None:
    """It was taken for an outage, and Leqi was asked 365 times."""
    client = relaying(idphoto, leqi_api_base=leqi.url, leqi_appcode=APPCODE)
    leqi.status, leqi.reason = 403, "Quota Exhausted"
    headers = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}
    assert served(client, clock, {"json": {"file": "AAAA", "spec_id": 1}, "headers": headers}) == {"local"}
    assert len(leqi.documents) == 1


def test_leqi_is_asked_again_after_midnight_in_beijing(clock: Clock, leqi: LeqiDouble) -> None:
    client = relaying(idphoto, leqi_api_base=leqi.url, leqi_appcode=APPCODE)
    leqi.status, leqi.reason = 403, "Quota Exhausted"
    call = {"json": {"file": "AAAA"}, "headers": {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}}
    assert client.post("/", **call).headers["X-Served-By"] == "local"
    leqi.status = 200
    clock.forward(86_400 - (AT + 8 * 3600) % 86_400 - 1)
    assert client.post("/", **call).headers["X-Served-By"] == "local"
    clock.forward(1)
    assert client.post("/", **call).headers["X-Served-By"] == "vendor"


def test_a_refused_code_of_ours_is_tried_every_ten_minutes(clock: Clock, leqi: LeqiDouble) -> None:
    client = relaying(idphoto, leqi_api_base=leqi.url, leqi_appcode=APPCODE)
    leqi.status, leqi.reason = 401, "Unauthorized"
    headers = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}
    assert served(client, clock, {"json": {"file": "AAAA"}, "headers": headers}) == {"local"}
    assert len(leqi.documents) == HOURS * 6


@pytest.mark.parametrize("code", [400, 422, 423, 506, 507])
def test_leqis_refusal_of_a_photo_is_judged_by_leqis_table_and_passed_on(
    code: int, clock: Clock, leqi: LeqiDouble
) -> None:
    """WeChat's table saw no errcode in it, hence a success."""
    client = relaying(idphoto, leqi_api_base=leqi.url, leqi_appcode=APPCODE)
    leqi.answer = {"code": code, "error": "no"}
    headers = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}
    response = client.post("/", json={"file": "AAAA"}, headers=headers)
    assert (response.get_json(), response.headers["X-Served-By"]) == (leqi.answer, "vendor")
    assert idphoto.endpoint.wire.kind(leqi.answer) is kind_of_answer(leqi.answer) is Kind.CLIENT


@pytest.mark.parametrize("answer", [{"code": 599}, {"code": "200"}, {"code": [507]}, {"errcode": 0}, {}])
def test_what_is_no_code_of_leqis_decides_nothing(answer: dict[str, Any]) -> None:
    assert kind_of_answer(answer) is Kind.UNKNOWN
