"""get_pic_3: links to our photos, the photos behind them, and Leqi's own."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from pytest_mock import MockerFixture

from functions.idphoto_result import main as idphoto_result
from shared import config
from shared.kept import names, storage
from tests.support import SETTINGS, mounted
from tests.support.clock import Clock
from tests.support.leqi_double import APPCODE as VENDORS
from tests.support.leqi_double import LINKS, LeqiDouble

OURS = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}


@pytest.fixture
def client() -> FlaskClient:
    return mounted(idphoto_result)


@pytest.fixture
def leqi() -> Iterator[LeqiDouble]:
    with LeqiDouble() as double:
        yield double


def forwarding(backend: Any, leqi: LeqiDouble, appcode: str = VENDORS) -> FlaskClient:
    config.use(replace(SETTINGS, backend=backend, leqi_api_base=leqi.url, leqi_appcode=appcode))
    return mounted(idphoto_result)


def kept(color: str = "white") -> str:
    """The name of a photo in the store; its print sheet is there too."""
    name = names.new(38, color)
    storage.RESULT.put(name, b"a photo")
    storage.RESULT.put(f"{name}_print", b"a sheet")
    return name


def asked(client: FlaskClient, name: str | None, headers: Any = OURS) -> dict[str, Any]:
    query = {} if name is None else {"file_name": name}
    response = client.get("/get_pic_3", query_string=query, headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    document: dict[str, Any] = json.loads(response.data)
    return document


class TestLocal:
    @pytest.mark.parametrize("color", ["white", "浅蓝", "a-b_2"])
    def test_links_to_photo_and_sheet(self, client: FlaskClient, color: str) -> None:
        answer = asked(client, kept(color))
        assert answer["code"] == 200
        for field, content in (("file_name", b"a photo"), ("file_name_list", b"a sheet")):
            response = client.get(answer[field].removeprefix("http://127.0.0.1"))
            assert (response.status_code, response.data) == (200, content)
            assert response.headers["Content-Type"] == "image/jpeg"
            assert response.headers["Content-disposition"].startswith("inline; ")

    def test_the_links_hold_the_colour(self, client: FlaskClient) -> None:
        answer = asked(client, kept("blue"))
        assert "blue.jpg" in answer["file_name"]
        assert "blue_print.jpg" in answer["file_name_list"]

    def test_again_and_again(self, client: FlaskClient) -> None:
        name = kept()
        assert [asked(client, name)["code"] for _ in range(3)] == [200] * 3

    def test_links_last_as_long_as_the_photo(self, client: FlaskClient, clock: Clock) -> None:
        link = asked(client, kept())["file_name"].removeprefix("http://127.0.0.1")
        clock.forward(7 * 86400 - 60)
        assert client.get(link).data == b"a photo"
        clock.forward(120)
        assert json.loads(client.get(link).data)["code"] == 400

    @pytest.mark.parametrize(
        "name", ["x", "../../etc/passwd", "89a58bd0dea511e9ab4900163e0aee01blue", "%00", "a" * 3000]
    )
    def test_unknown_names(self, client: FlaskClient, name: str) -> None:
        assert asked(client, name)["code"] == 422
        assert asked(client, names.new(38, "red"))["code"] == 422

    def test_watermarked_ones_are_no_results(self, client: FlaskClient) -> None:
        name = names.new(38, "white")
        storage.RESULT_WM.put(name, b"x")
        assert asked(client, name)["code"] == 422

    def test_the_first_of_two_names_counts(self, client: FlaskClient) -> None:
        response = client.get(f"/get_pic_3?file_name={kept()}&file_name=nobody-s", headers=OURS)
        assert json.loads(response.data)["code"] == 200

    def test_links_do_not_fetch_the_photo(self, client: FlaskClient, mocker: MockerFixture) -> None:
        name = kept()
        mocker.patch.object(storage.Shelf, "get", side_effect=AssertionError("the photo was fetched"))
        assert asked(client, name)["code"] == 200

    def test_without_a_name(self, client: FlaskClient) -> None:
        assert "file_name" in asked(client, None)["error"]
        assert asked(client, None)["code"] == asked(client, "")["code"] == 422

    def test_who_may_ask(self, client: FlaskClient) -> None:
        name = kept()
        assert asked(client, name, headers={})["code"] == 400
        assert asked(client, name, headers={"Authorization": "APPCODE nobody's"})["code"] == 400

    def test_a_link_gives_its_photo_only(self, client: FlaskClient) -> None:
        link = asked(client, kept())["file_name"].removeprefix("http://127.0.0.1")
        assert client.get(f"{link}&file_name={kept('blue')}").data == b"a photo"
        assert json.loads(client.get(link.replace("white", "blue")).data)["code"] == 400
        assert json.loads(client.get(link[:-1] + ("0" if link[-1] != "0" else "1")).data)["code"] == 400

    def test_methods(self, client: FlaskClient) -> None:
        assert json.loads(client.post("/get_pic_3", headers=OURS).data)["code"] == 400
        link = asked(client, kept())["file_name"].removeprefix("http://127.0.0.1")
        assert client.head(link).headers["Content-Length"] == "7"


@pytest.mark.parametrize("backend", ["vendor", "relay"])
class TestEitherOrigin:
    def test_the_vendors(self, backend: str, leqi: LeqiDouble) -> None:
        assert asked(forwarding(backend, leqi), "89a58bd0dea5blue") == LINKS
        assert leqi.documents == [{"file_name": "89a58bd0dea5blue"}]
        assert leqi.codes == [f"APPCODE {VENDORS}"]

    def test_ours(self, backend: str, leqi: LeqiDouble) -> None:
        client = forwarding(backend, leqi)
        answer = asked(client, kept())
        assert client.get(answer["file_name"].removeprefix("http://127.0.0.1")).data == b"a photo"
        assert leqi.documents == []

    def test_a_caller_with_a_code_of_the_vendors(self, backend: str, leqi: LeqiDouble) -> None:
        client = forwarding(backend, leqi, appcode="")
        assert asked(client, "x", {"Authorization": f"APPCODE {VENDORS}"}) == LINKS
        assert asked(client, "x", {"Authorization": "APPCODE nobody's"})["code"] == 400
        assert asked(client, "x")["code"] == 507

    def test_a_refusal_is_passed_on(self, backend: str, leqi: LeqiDouble) -> None:
        leqi.answer = {"code": 422, "error": "参数错误", "more": 1}
        assert asked(forwarding(backend, leqi), "x") == leqi.answer

    def test_a_used_up_quota(self, backend: str, leqi: LeqiDouble, caplog: pytest.LogCaptureFixture) -> None:
        leqi.status, leqi.reason = 403, "Quota Exhausted"
        assert asked(forwarding(backend, leqi), "x")["code"] == 507
        assert "Quota Exhausted" in str([record.__dict__.get("facts") for record in caplog.records])
