"""The printed-text function: the vendor's form around the engine, and the vendor behind it."""

import importlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pytest_mock import MockerFixture

from functions.printed_text_ocr import main as printed_text_ocr
from shared import config
from tests.support import SETTINGS, encoded, give_steps, mounted, text_png
from tests.support.pictures.pages import latin, lines
from tests.support.wechat_double import EXAMPLES, Fault, WechatDouble

PNG = text_png("Order 4711 of May 5")


def local() -> ModuleType:
    """The back end, which loads the models; so not at the top."""
    return importlib.import_module("functions.printed_text_ocr.local")


def answer(client: FlaskClient, token: str, data: bytes, query: str = "") -> dict[str, Any]:
    response = client.post(f"/?access_token={token}{query}", data={"img": (io.BytesIO(data), "a.png")})
    document: dict[str, Any] = json.loads(response.data)
    return document


class TestLocal:
    @pytest.fixture
    def client(self) -> FlaskClient:
        return mounted(printed_text_ocr)

    def test_answer_has_the_vendors_form(self, client: FlaskClient, token: str) -> None:
        document = answer(client, token, PNG)
        assert list(document) == ["errcode", "errmsg", "items", "img_size"]
        (item,) = document["items"]
        assert list(item) == ["text", "pos"]
        assert item["text"] == "Order 4711 of May 5"
        assert list(item["pos"]) == ["left_top", "right_top", "right_bottom", "left_bottom"]
        assert all(type(value) is int and value >= 0 for point in item["pos"].values() for value in point.values())

    def test_page_upside_down_names_its_corners_by_the_text(self, client: FlaskClient, token: str) -> None:
        turned = encoded(Image.open(io.BytesIO(PNG)).rotate(180))
        (item,) = answer(client, token, turned)["items"]
        assert item["text"] == "Order 4711 of May 5"
        assert item["pos"]["left_top"]["x"] > item["pos"]["right_bottom"]["x"]
        assert item["pos"]["left_top"]["y"] > item["pos"]["right_bottom"]["y"]

    def test_page_without_text(self, client: FlaskClient, token: str) -> None:
        document = answer(client, token, encoded(Image.new("RGB", (300, 200), "white")))
        assert (document["errcode"], document["items"], document["img_size"]) == (0, [], {"w": 300, "h": 200})

    @pytest.mark.parametrize("kind", ["photo", "scan", "nonsense"])
    def test_type_has_no_effect(self, client: FlaskClient, token: str, kind: str) -> None:
        assert answer(client, token, PNG, f"&type={kind}") == answer(client, token, PNG)

    def test_bad_image_has_the_text_of_this_endpoint(self, client: FlaskClient, token: str) -> None:
        document = answer(client, token, b"no image")
        assert document["errcode"] == 101002
        assert document["errmsg"].startswith("decode image failed")

    def test_cloud_call(self, client: FlaskClient, token: str) -> None:
        body = {"img": {"contentType": "image/png", "value": {"type": "Buffer", "data": list(PNG)}}}
        document = json.loads(client.post(f"/?access_token={token}", json=body).data)
        assert document["errMsg"] == "openapi.ocr.printedText:ok"
        assert list(document["items"][0]["pos"]) == ["leftTop", "rightTop", "rightBottom", "leftBottom"]


class TestOutOfTime:
    ROWS = ("The first row", "The second row", "The third row")

    @pytest.fixture
    def client(self) -> FlaskClient:
        return mounted(printed_text_ocr)

    @pytest.fixture
    def sheet(self) -> bytes:
        return encoded(lines(latin(30), *self.ROWS))

    def test_no_line_read_is_no_success(self, client: FlaskClient, token: str, mocker: MockerFixture) -> None:
        give_steps(mocker, local(), 0)
        document = answer(client, token, PNG)
        assert document["errcode"] == -1
        assert "the time ran out before a line was read: send a smaller picture" in document["errmsg"]
        assert "OCR_SECONDS" in document["errmsg"]

    def test_a_part_of_the_page_says_that_it_is_a_part(
        self, client: FlaskClient, token: str, sheet: bytes, mocker: MockerFixture
    ) -> None:
        whole, steps, parts = answer(client, token, sheet), 0, []
        while True:
            give_steps(mocker, local(), steps := steps + 1)
            document = answer(client, token, sheet)
            if document == whole:
                break
            if document["errcode"] == 0:
                assert list(document) == ["errcode", "errmsg", "items", "img_size", "partial"]
                assert document["partial"] is True
                parts.append(len(document["items"]))
                # Not their corners: fewer lines tell less of how the page lies.
                assert {item["text"] for item in document["items"]} <= set(self.ROWS)
        assert "partial" not in whole
        assert [item["text"] for item in whole["items"]] == list(self.ROWS)
        assert set(parts) == {1, 2}

    def test_an_empty_page_that_was_searched_is_complete(self, client: FlaskClient, token: str) -> None:
        document = answer(client, token, encoded(Image.new("RGB", (300, 200), "white")))
        assert (document["errcode"], document["items"], "partial" in document) == (0, [], False)


class TestVendor:
    @pytest.fixture
    def vendor(self) -> Iterator[WechatDouble]:
        with WechatDouble(appid="wx0", secret="of-the-tests") as double:
            yield double

    def client(self, vendor: WechatDouble, backend: config.Backend) -> FlaskClient:
        chosen = replace(SETTINGS, backend=backend, wechat_api_base=vendor.url, wechat_token_file="")
        config.use(replace(chosen, wechat_appid="wx0", wechat_secret="of-the-tests"))
        return mounted(printed_text_ocr)

    def test_answer_is_passed_on_and_type_is_sent_on(self, vendor: WechatDouble, token: str) -> None:
        document = answer(self.client(vendor, "vendor"), token, PNG, "&type=scan")
        assert document == EXAMPLES["ocr"]
        (sent,) = vendor.calls_of("ocr")
        assert sent.path == "/cv/ocr/comm"
        assert sent.query["type"] == "scan"

    def test_relay_reads_itself_when_the_quota_is_used_up(self, vendor: WechatDouble, token: str) -> None:
        vendor.always("ocr", Fault.errcode(101003))
        document = answer(self.client(vendor, "relay"), token, PNG)
        assert [item["text"] for item in document["items"]] == ["Order 4711 of May 5"]
