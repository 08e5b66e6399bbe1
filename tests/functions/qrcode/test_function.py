"""The function over HTTP: what it answers when the time runs out. The rest of the form is in test_contract.py."""

import base64
import io
import json
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image
from pytest_mock import MockerFixture

from functions.qrcode import local
from functions.qrcode import main as qrcode
from tests.support import encoded, give_steps, mounted
from tests.support.pictures.symbols import canvas, symbol

NOISE = encoded(Image.fromarray(np.random.default_rng(1).integers(0, 256, (200, 200), np.uint8)))


@pytest.fixture
def client() -> FlaskClient:
    return mounted(qrcode)


@pytest.fixture
def code_and_bars() -> bytes:
    """A QR code, and a striped region that holds no code but has to be looked at."""
    gray = canvas(500, 600, (30, 30, symbol("QR_CODE")))
    gray[340:460, 80:530] = np.repeat(np.tile((0, 255), 45), 5)
    return encoded(Image.fromarray(gray))


def answer(client: FlaskClient, token: str, data: bytes) -> dict[str, Any]:
    response = client.post(f"/?access_token={token}", data={"img": (io.BytesIO(data), "a.png")})
    document: dict[str, Any] = json.loads(response.data)
    return document


def test_no_code_in_too_little_time_is_no_success(client: FlaskClient, token: str, mocker: MockerFixture) -> None:
    give_steps(mocker, local, 0)
    document = answer(client, token, NOISE)
    assert document["errcode"] == -1
    assert "no code was found in the time that there is, and not all was tried" in document["errmsg"]
    assert "QRCODE_SECONDS" in document["errmsg"]


def test_no_code_after_all_attempts_is_a_success(client: FlaskClient, token: str) -> None:
    document = answer(client, token, NOISE)
    assert document == {"errcode": 0, "errmsg": "ok", "code_results": [], "img_size": {"w": 200, "h": 200}}


def test_codes_beside_what_was_left_out_are_a_part(
    client: FlaskClient, token: str, code_and_bars: bytes, mocker: MockerFixture
) -> None:
    whole = answer(client, token, code_and_bars)
    assert [code["type_name"] for code in whole["code_results"]] == ["QR_CODE"]
    assert "partial" not in whole
    give_steps(mocker, local, 0)
    document = answer(client, token, code_and_bars)
    assert list(document) == ["errcode", "errmsg", "code_results", "img_size", "partial"]
    assert document == {**whole, "partial": True}


def test_a_cloud_call_has_the_same_key(
    client: FlaskClient, token: str, code_and_bars: bytes, mocker: MockerFixture
) -> None:
    give_steps(mocker, local, 0)
    body = {"img": {"value": base64.b64encode(code_and_bars).decode()}}
    document = json.loads(client.post(f"/?access_token={token}", json=body).data)
    assert (document["errCode"], document["partial"]) == (0, True)


def test_a_strip_too_long_to_be_looked_at_is_not_an_image_without_a_code(client: FlaskClient, token: str) -> None:
    document = answer(client, token, encoded(Image.new("L", (32_001, 4), 255)))
    assert document["errcode"] == 101002
    assert "a side has more than 32000 pixels: send the part with the code" in document["errmsg"]
