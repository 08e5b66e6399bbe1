"""What every function must take and answer, in its own wire form, over the gateway: what is mounted is covered."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from emulator.app import Emulator
from gateway.app import Gateway, application
from shared import leqi
from shared.kept import names, storage
from shared.wechat import tokens
from tests.support import SETTINGS, SIGNING_KEY
from tests.support.paths import MOUNTED

RID = re.compile(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")
ABSENT = ("", "%20", "None", "null", "undefined", "ENCODE_URL")
NO_IMAGE = "eA=="


@dataclass(frozen=True)
class Codes:
    """The codes of what goes wrong in a wire form."""

    field: str
    text: str
    malformed: int
    too_large: int
    no_credential: int
    bad_credential: int


WECHAT = Codes("errcode", "errmsg", malformed=47001, too_large=45001, no_credential=41001, bad_credential=40001)
LEQI = Codes("code", "error", malformed=400, too_large=507, no_credential=400, bad_credential=400)


@dataclass(frozen=True)
class Sample:
    """Requests to one path that differ in one field: with a good value, a bad one, and none, and the codes of each."""

    method: str
    field: str
    good: Callable[[], str]
    bad: str
    codes: tuple[int, int, int]
    others: Mapping[str, str] = field_(default_factory=dict)
    headers: Mapping[str, str] = field_(default_factory=dict)


def _photo() -> str:
    name = names.new(38, "white")
    storage.RESULT.put(name, b"a photo")
    return name


APPCODE = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}
LOGIN = {"appid": SETTINGS.client_id, "secret": SETTINGS.client_secret}
OWN = {
    "/cgi-bin/token": Sample("GET", "grant_type", lambda: "client_credential", "password", (0, 40002, 40002), LOGIN),
    "/cgi-bin/stable_token": Sample(
        "POST", "grant_type", lambda: "client_credential", "password", (0, 40002, 40002), LOGIN
    ),
    "/cgi-bin/media/get": Sample(
        "GET", "access_token", lambda: tokens.issue(SIGNING_KEY, "the-client")[0], "forged", (41006, 40001, 41001)
    ),
    "/aliyun_api/pic_handle_3": Sample(
        "POST", "spec_id", lambda: "1", "999", (506, 422, 422), {"file": NO_IMAGE}, APPCODE
    ),
    "/get_pic_3": Sample("GET", "file_name", _photo, "nobody-s", (200, 422, 422), headers=APPCODE),
}
IMAGE = Sample(
    "POST", "access_token", lambda: tokens.issue(SIGNING_KEY, "the-client")[0], "forged", (41005, 40001, 41001)
)
"""Of every function that takes an image and a token."""

pytestmark = pytest.mark.parametrize("path", MOUNTED)


@pytest.fixture
def client() -> FlaskClient:
    """The gateway, on which the emulator stands."""
    return application("gateway", Gateway(MOUNTED)).test_client()


def sample_of(path: str) -> Sample:
    return OWN.get(path, IMAGE)


def codes_of(path: str) -> Codes:
    return LEQI if isinstance(MOUNTED[path].wire, leqi.Form) else WECHAT


def code_of(response: TestResponse, path: str) -> int:
    """The code of an answer, after what holds for every answer has been checked."""
    codes = codes_of(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Served-By"] == "local"
    document: dict[str, Any] = json.loads(response.data)
    assert response.data.decode() == json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    code = document.get(codes.field, 0 if "access_token" in document else None)
    assert type(code) is int
    if code not in (0, leqi.OK):
        assert RID.search(document[codes.text])
        assert re.search(r"hint: \[.+\]" if codes is WECHAT else r"^\S+: .+", document[codes.text])
    return code


def asked(client: FlaskClient, path: str, query: str = "", **options: Any) -> int:
    sample = sample_of(path)
    given = "&".join(f"{name}={value}" for name, value in sample.others.items())
    target = f"{path}?{given}&{query}"
    response = client.open(target, method=sample.method, headers=sample.headers, **options)
    return code_of(response, path)


ENGLISH = {"Accept-Language": "en"}


class TestFields:
    def test_in_the_query(self, client: FlaskClient, path: str) -> None:
        sample = sample_of(path)
        found = [
            asked(client, path, query)
            for query in (f"{sample.field}={sample.good()}", f"{sample.field}={sample.bad}", "")
        ]
        assert tuple(found) == sample.codes

    def test_in_json(self, client: FlaskClient, path: str) -> None:
        sample = sample_of(path)
        found = [
            asked(client, path, json=body) for body in ({sample.field: sample.good()}, {sample.field: sample.bad}, {})
        ]
        assert tuple(found) == sample.codes

    def test_the_query_wins_over_the_body(self, client: FlaskClient, path: str) -> None:
        sample = sample_of(path)
        good, bad = sample.good(), sample.bad
        assert asked(client, path, f"{sample.field}={good}", json={sample.field: bad}) == sample.codes[0]
        assert asked(client, path, f"{sample.field}={bad}", json={sample.field: good}) == sample.codes[1]

    def test_the_first_of_several_values_counts(self, client: FlaskClient, path: str) -> None:
        sample = sample_of(path)
        good, bad = (f"{sample.field}={value}" for value in (sample.good(), sample.bad))
        assert asked(client, path, f"{good}&{bad}") == sample.codes[0]
        assert asked(client, path, f"{bad}&{good}") == sample.codes[1]

    def test_also_in_json(self, client: FlaskClient, path: str) -> None:
        sample = sample_of(path)
        pairs = [f'"{sample.field}":"{value}"' for value in (sample.good(), sample.bad)]
        assert asked(client, path, data=f"{{{','.join(pairs)}}}") == sample.codes[0]
        assert asked(client, path, data=f"{{{','.join(pairs[::-1])}}}") == sample.codes[1]

    @pytest.mark.parametrize("absent", ABSENT)
    def test_values_that_mean_that_there_is_none(self, client: FlaskClient, path: str, absent: str) -> None:
        sample = sample_of(path)
        assert asked(client, path, f"{sample.field}={absent}", json={sample.field: sample.good()}) == sample.codes[0]
        assert asked(client, path, f"{sample.field}={absent}") == sample.codes[2]
        assert asked(client, path, json={sample.field: absent.replace("%20", " ")}) == sample.codes[2]
        assert asked(client, path, json={sample.field: None}) == sample.codes[2]

    def test_a_hundred_fields(self, client: FlaskClient, path: str) -> None:
        many = "&".join(f"f{number}=1" for number in range(101))
        assert asked(client, path, many) == codes_of(path).malformed
        sample = sample_of(path)
        body = dict.fromkeys((f"f{number}" for number in range(101)), "1")
        assert asked(client, path, f"{sample.field}={sample.good()}", json=body) == codes_of(path).malformed


class TestBodies:
    @pytest.mark.parametrize("body", [b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"a":' * 10_000])
    def test_malformed_json(self, client: FlaskClient, path: str, body: bytes) -> None:
        sample = sample_of(path)
        query = f"{sample.field}={sample.good()}"
        found = asked(client, path, query, data=body, content_type="application/json")
        assert found == codes_of(path).malformed

    def test_larger_than_any(self, client: FlaskClient, path: str) -> None:
        assert asked(client, path, data=bytes(30_000_000)) == codes_of(path).too_large


class TestPathsAndMethods:
    @pytest.mark.parametrize("spell", [str.upper, str.title, lambda path: path + "/", lambda path: path.upper() + "//"])
    def test_path_in_any_case_with_a_slash(self, client: FlaskClient, path: str, spell: Callable[[str], str]) -> None:
        sample = sample_of(path)
        query = {**sample.others, sample.field: sample.good()}
        response = client.open(spell(path), method=sample.method, query_string=query, headers=sample.headers)
        assert code_of(response, path) == sample.codes[0]

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_other_methods(self, client: FlaskClient, path: str, method: str) -> None:
        sample = sample_of(path)
        usual = 43001 if sample.method == "GET" else 43002
        expected = codes_of(path).malformed if codes_of(path) is LEQI else usual
        assert code_of(client.open(path, method=method, headers=sample.headers), path) == expected

    def test_unknown_path(self, client: FlaskClient, path: str) -> None:
        below = MOUNTED[path].capability.below  # then what stands behind the path names a file
        for unknown in ("/" + path, *(() if below else (path + "/more",))):
            assert json.loads(client.post(unknown).data)["errcode"] == 40066


class TestCallers:
    def test_nobody(self, client: FlaskClient, path: str) -> None:
        if MOUNTED[path].capability.public:
            return
        sample = sample_of(path)
        assert code_of(client.open(path, method=sample.method), path) == codes_of(path).no_credential

    @pytest.mark.parametrize("bad", ["x", "72_vendor-token", "a.b.c", "null!"])
    def test_a_stranger(self, client: FlaskClient, path: str, bad: str) -> None:
        if MOUNTED[path].capability.public:
            return
        sample, headers = sample_of(path), {"Authorization": f"APPCODE {bad}"}
        response = client.open(path, method=sample.method, query_string={"access_token": bad}, headers=headers)
        assert code_of(response, path) == codes_of(path).bad_credential


def test_an_error_to_order(path: str) -> None:
    client = application("emulator", Emulator()).test_client()
    for code in {WECHAT: (45009, -1), LEQI: (423, 507)}[codes_of(path)]:
        response = client.open(path, method=sample_of(path).method, headers={"X-Emulate-Errcode": str(code), **ENGLISH})
        assert code_of(response, path) == code
        assert b"as X-Emulate-Errcode asked for: " in response.data
