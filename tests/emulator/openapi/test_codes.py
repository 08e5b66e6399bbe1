"""Every error code that the description has for a path can be got there, and no other one can."""

import random
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from shared import leqi, wechat
from shared.wechat.errcodes import ERRCODES
from tests.emulator.openapi.causes import APPCODE, CAUSES, LOGIN, PNG, World
from tests.emulator.openapi.contract import DOCUMENT, PATHS, RID, check, check_response, codes
from tests.support.clock import Clock
from tests.support.paths import MOUNTED

ROWS = [(path, row) for path in MOUNTED for row in PATHS[path]["x-errcodes"]]
BY_A_REQUEST = [pytest.param(path, row, id=f"{path}-{row['code']}") for path, row in ROWS if row["origin"] == "request"]
BY_THE_STORE = [path for path, causes in CAUSES.items() if wechat.SYSTEM_ERROR in causes]


pytestmark = pytest.mark.usefixtures("remembering")


@pytest.fixture
def world(client: FlaskClient, token: str, clock: Clock, tmp_path: Path) -> World:
    return World(client, token, clock, tmp_path)


@pytest.mark.parametrize(("path", "row"), BY_A_REQUEST)
def test_a_request_gets_it(world: World, path: str, row: dict[str, Any]) -> None:
    response = CAUSES[path][row["code"]](world, path)
    assert response.status_code == 200
    answer = response.get_json()
    assert check(path, answer) == row["code"]
    text = answer.get("errmsg", answer.get("error"))
    vendors = {**getattr(MOUNTED[path].wire, "texts", {})}.get(row["code"], row["text"])
    assert text.startswith(vendors)
    assert RID.search(text)
    assert response.headers["X-Served-By"] == "local"


@pytest.mark.parametrize("path", BY_THE_STORE)
def test_a_store_that_does_not_work_gives_it(world: World, path: str) -> None:
    code = wechat.SYSTEM_ERROR
    assert check(path, CAUSES[path][code](world, path).get_json()) == code


def test_only_a_fault_of_ours_gives_the_rest() -> None:
    assert {row["code"] for _, row in ROWS if row["origin"] != "request"} == {wechat.SYSTEM_ERROR}
    assert {(path, code) for path, causes in CAUSES.items() for code in causes} >= {
        (path, row["code"]) for path, row in ROWS if row["origin"] == "request"
    }


def test_other_paths_answer_that_there_is_none(client: FlaskClient) -> None:
    assert client.get("/cv/img/none").get_json()["errcode"] == 40066
    assert "errcode 40066" in DOCUMENT["info"]["description"]


@pytest.mark.parametrize("row", DOCUMENT["x-vendor-errcodes"], ids=lambda row: str(row["code"]))
def test_codes_of_the_vendor_come_when_ordered(client: FlaskClient, row: dict[str, Any]) -> None:
    answer = client.get("/cv/img/qrcode", headers={"X-Emulate-Errcode": str(row["code"])}).get_json()
    assert answer["errcode"] == row["code"]
    assert ERRCODES[row["code"]].text == row["text"]


BODIES: list[dict[str, Any]] = [
    {},
    {"data": {"img": PNG.decode("latin-1")}},
    {"data": b"no multipart", "content_type": "multipart/form-data; boundary=b"},
    {"data": b"--b\r\n\r\nx\r\n--b--\r\n", "content_type": "multipart/form-data"},
    {"data": PNG, "content_type": "image/png"},
    {"data": b"\xff\x00{", "content_type": "application/json"},
    {"data": b"[1]", "content_type": "application/json"},
    {"json": {}},
    {"json": {"img_url": "http://10.0.0.1/", "ratios": [1, None]}},
    {"json": {"media_id": 7, "file_name": [], "access_token": {}, "appid": None}},
    {"json": {**LOGIN, "force_refresh": True}},
    {"json": {"spec_id": "1", "pic_url": 5, "file": {}, "fair_level": {"skinsoft": 9}}},
    {"json": {"spec_id": 1, "pic_url": "http://10.0.0.1/", "background_color": [{}], "ratios": "x"}},
    {"json": {"spec_id": 660, "file": "aGVsbG8=", "fair_level": None, "clothes": "none", "width_px": 1e9}},
    {"data": {"ratios": "1,2,x", "img_url": "http://[::1"}},
]
QUERIES: list[dict[str, str]] = [
    {},
    LOGIN,
    {"media_id": "local-00000000" + "x" * 50},
    {"file_name": "local-ffffffff" + "x" * 24 + "_blue"},
    {"picture": "result/local-00000000.jpg", "expires": "9" * 30, "signature": "é"},
    {"img_url": "https://127.0.0.1:1/a.png"},
    {"ratios": "0,1", "type": "scan"},
]
HEADERS: list[dict[str, str]] = [{}, APPCODE, {"Authorization": "APPCODE x"}, {"Range": "bytes=5-2"}]
METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE"]


@pytest.mark.parametrize("path", MOUNTED)
def test_no_other_code_comes(client: FlaskClient, token: str, path: str) -> None:
    chance = random.Random(path)
    seen = set()
    for _ in range(120):
        query = {**chance.choice(QUERIES), **chance.choice([{}, {"access_token": token}, {"access_token": token}])}
        body, headers = chance.choice(BODIES), chance.choice(HEADERS)
        method = chance.choice(METHODS)
        response = client.open(path, method=method, query_string=query, headers=headers, **body)
        if method == "HEAD":
            assert response.data == b""
            continue
        seen.add(check(path, response.get_json()))
        if method.lower() in PATHS[path]:
            check_response(path, method.lower(), response.status_code, dict(response.headers), response.data)
    assert len(seen) > 1
    assert seen <= codes(path) | {0, leqi.OK}
