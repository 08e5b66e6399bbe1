"""The function over HTTP: the vendor's form around the engine, and the vendor behind it."""

import importlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pytest_mock import MockerFixture

from functions.aicrop import main as aicrop
from shared import config
from tests.support import SETTINGS, encoded, give_steps, mounted
from tests.support.pictures.scenes import ball, ground
from tests.support.wechat_double import EXAMPLES, Fault, WechatDouble

NAMES = ["crop_left", "crop_top", "crop_right", "crop_bottom"]
PICTURE = Image.fromarray(ball(ground(966, 728), 470, 400, 120))
JPEG = encoded(PICTURE, "JPEG", quality=60)


def answer(client: FlaskClient, token: str, data: bytes = JPEG, query: str = "", **form: Any) -> dict[str, Any]:
    response = client.post(f"/?access_token={token}{query}", data={"img": (io.BytesIO(data), "a.jpg"), **form})
    document: dict[str, Any] = json.loads(response.data)
    return document


def sizes(document: dict[str, Any]) -> list[tuple[int, int]]:
    return [
        (one["crop_right"] - one["crop_left"] + 1, one["crop_bottom"] - one["crop_top"] + 1)
        for one in document["results"]
    ]


@pytest.mark.usefixtures("models")
class TestLocal:
    @pytest.fixture
    def client(self) -> FlaskClient:
        return mounted(aicrop)

    def test_answer_has_the_vendors_form_and_sizes(self, client: FlaskClient, token: str) -> None:
        document = answer(client, token, ratios="1,2.35")
        assert list(document) == ["errcode", "errmsg", "results", "img_size"]
        assert (document["errcode"], document["img_size"]) == (0, {"w": 966, "h": 728})
        assert [list(one) for one in document["results"]] == [NAMES, NAMES]
        assert sizes(document) == sizes(dict(EXAMPLES["aicrop"])) == [(728, 728), (966, 411)]
        assert all(type(value) is int and value >= 0 for one in document["results"] for value in one.values())

    def test_ratios_in_every_place(self, client: FlaskClient, token: str) -> None:
        in_form = answer(client, token, ratios="1, 2.35")
        assert answer(client, token, query="&ratios=1,2.35") == in_form
        assert answer(client, token, ratios=(io.BytesIO(b"1,2.35\n"), "ratios")) == in_form

    @pytest.mark.parametrize("name", ["ratios", "ratios[]"])
    def test_a_ratio_in_a_second_field_is_not_lost(self, client: FlaskClient, token: str, name: str) -> None:
        once = answer(client, token, ratios="1,2.35")
        assert answer(client, token, query=f"&{name}=1&{name}=2.35") == once
        assert answer(client, token, JPEG, "", **{name: ["1", "2.35"]}) == once
        assert answer(client, token, query="&ratios[0]=1&ratios[1]=2.35") == once

    @pytest.mark.parametrize("ratios", ["1,2.35", [1, 2.35], ["1", "2.35"]])
    def test_cloud_call(self, client: FlaskClient, token: str, ratios: object) -> None:
        body = {"img": {"contentType": "image/jpeg", "value": {"type": "Buffer", "data": list(JPEG)}}, "ratios": ratios}
        document = json.loads(client.post(f"/?access_token={token}", json=body).data)
        assert document["errMsg"] == "openapi.img.aiCrop:ok"
        assert list(document["results"][0]) == ["cropLeft", "cropTop", "cropRight", "cropBottom"]
        assert document["imgSize"] == {"w": 966, "h": 728}
        assert len(document["results"]) == 2

    def test_a_number_in_json(self, client: FlaskClient, token: str) -> None:
        body = {"img": {"value": {"type": "Buffer", "data": list(JPEG)}}, "ratios": 1.5}
        assert len(json.loads(client.post(f"/?access_token={token}", json=body).data)["results"]) == 1

    @pytest.mark.parametrize("ratios", [None, "", " , ", "undefined"])
    def test_no_ratio_gives_one_result(self, client: FlaskClient, token: str, ratios: str | None) -> None:
        form = {} if ratios is None else {"ratios": ratios}
        assert len(answer(client, token, JPEG, "", **form)["results"]) == 1

    def test_more_than_five_are_cut_to_five(self, client: FlaskClient, token: str) -> None:
        assert len(answer(client, token, ratios="1,2,3,4,5,6")["results"]) == 5

    @pytest.mark.parametrize("ratios", ["0", "1,-1", "nan", "1e9", "wide"])
    def test_a_bad_ratio_is_named(self, client: FlaskClient, token: str, ratios: str) -> None:
        document = answer(client, token, ratios=ratios)
        assert document["errcode"] == 40097
        assert "width divided by height" in document["errmsg"]

    def test_coordinates_are_those_of_the_upright_image(self, client: FlaskClient, token: str) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # to be turned right: a viewer shows 728 x 966
        document = answer(client, token, encoded(PICTURE, "JPEG", quality=60, exif=exif), ratios="1")
        assert document["img_size"] == {"w": 728, "h": 966}
        assert sizes(document) == [(728, 728)]

    def test_transparent_and_grey_images(self, client: FlaskClient, token: str) -> None:
        clear = Image.new("RGBA", (300, 200), (255, 0, 0, 0))
        assert sizes(answer(client, token, encoded(clear), ratios="1")) == [(200, 200)]
        for mode in ("L", "LA", "P", "1", "I;16"):
            picture = Image.new(mode, (300, 200))
            assert sizes(answer(client, token, encoded(picture), ratios="1")) == [(200, 200)]

    def test_bad_image(self, client: FlaskClient, token: str) -> None:
        document = answer(client, token, b"no image", ratios="1")
        assert document["errcode"] == 101002
        assert document["errmsg"].startswith("invalid image data")


@pytest.mark.usefixtures("models")
class TestOutOfTime:
    def test_there_is_one_result_for_each_ratio_or_none(self, token: str, mocker: MockerFixture) -> None:
        """A part of the crops would be taken for those of other ratios."""
        client, steps = mounted(aicrop), 0
        whole = answer(client, token, ratios="1,2.35")
        local = importlib.import_module("functions.aicrop.local")
        while True:
            give_steps(mocker, local, steps)
            document = answer(client, token, ratios="1,2.35")
            if document["errcode"] == 0:
                break
            assert document["errcode"] == -1
            assert "the time ran out before there was a result: send a smaller picture" in document["errmsg"]
            steps += 1
        assert document == whole
        assert "partial" not in whole
        assert steps >= 4  # faces, what draws the eye, and either ratio


@pytest.mark.usefixtures("models")
class TestVendor:
    @pytest.fixture
    def vendor(self) -> Iterator[WechatDouble]:
        with WechatDouble(appid="wx0", secret="of-the-tests") as double:
            yield double

    def client(self, vendor: WechatDouble, backend: config.Backend) -> FlaskClient:
        chosen = replace(SETTINGS, backend=backend, wechat_api_base=vendor.url, wechat_token_file="")
        config.use(replace(chosen, wechat_appid="wx0", wechat_secret="of-the-tests"))
        return mounted(aicrop)

    def test_answer_is_passed_on_and_ratios_are_sent_on(self, vendor: WechatDouble, token: str) -> None:
        document = answer(self.client(vendor, "vendor"), token, ratios="1,2.35")
        assert document == EXAMPLES["aicrop"]
        (sent,) = vendor.calls_of("aicrop")
        assert sent.path == "/cv/img/aicrop"
        assert sent.query["ratios"] == "1,2.35"

    def test_relay_crops_itself_when_the_quota_is_used_up(self, vendor: WechatDouble, token: str) -> None:
        vendor.always("aicrop", Fault.errcode(101003))
        assert sizes(answer(self.client(vendor, "relay"), token, ratios="1")) == [(728, 728)]
