"""For each function one request that has it do what it is for: for smoke tests, cold starts and load."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

from shared import config
from shared.kept import names, storage
from shared.wechat import tokens
from tests.support import ROOT, SETTINGS, SIGNING_KEY, qr_png, text_png

APPCODE = "an-appcode"
LEQI_HEADERS = {"Authorization": f"APPCODE {APPCODE}"}
PORTRAIT = ROOT / "emulator/samples/astronaut.jpg"
MEDIA_ID_LENGTH = 64


@dataclass(frozen=True)
class SampleCall:
    """A request, ready to be sent to any address, and what the answer to it holds."""

    expected: bytes
    method: str = "GET"
    target: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def sample_call(name: str) -> SampleCall:
    """The request for a function. What it fetches is put into the store of the tests. Raises KeyError."""
    return _CALLS[name]()


def _token() -> SampleCall:
    fields = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}
    return _request(b'"expires_in":7200', params=fields)


def _qrcode() -> SampleCall:
    return _upload(qr_png("在自己的云里"), '"data":"在自己的云里"')


def _aicrop() -> SampleCall:
    return _upload(text_png("Order 4711"), '"crop_bottom":119', ratios="1")  # the picture has 120 rows


def _printed_text_ocr() -> SampleCall:
    return _upload(text_png("Order 4711"), '"text":"Order 4711"')


def _superresolution() -> SampleCall:
    return _upload(text_png("Order 4711"), f'"media_id":"{names.PREFIX}')


def _media() -> SampleCall:
    media_id, picture = names.new(MEDIA_ID_LENGTH), text_png("Order 4711")
    _keep(storage.MEDIA, media_id, picture)
    return _request(picture, params={"access_token": _access_token(), "media_id": media_id})


def _idphoto() -> SampleCall:
    portrait = base64.b64encode(PORTRAIT.read_bytes()).decode()
    colours = [{"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}]
    wishes = {"file": portrait, "spec_id": 1, "background_color": colours, "fair_level": 0}
    return _request(b'"code":200', "POST", json=wishes, headers=LEQI_HEADERS)


def _idphoto_result() -> SampleCall:
    name = names.new(MEDIA_ID_LENGTH, "_blue")
    _keep(storage.RESULT, name, PORTRAIT.read_bytes())
    return _request(b'"code":200', params={"file_name": name}, headers=LEQI_HEADERS)


_CALLS = {
    "aicrop": _aicrop,
    "idphoto": _idphoto,
    "idphoto_result": _idphoto_result,
    "media": _media,
    "printed_text_ocr": _printed_text_ocr,
    "qrcode": _qrcode,
    "superresolution": _superresolution,
    "token": _token,
}


def _access_token() -> str:
    return tokens.issue(SIGNING_KEY, "the-client")[0]


def _keep(shelf: storage.Shelf, name: str, content: bytes) -> None:
    """Put something into the store of the tests, whatever settings are in force."""
    in_force = config.settings()
    config.use(SETTINGS)
    shelf.put(name, content)
    config.use(in_force)


def _upload(image: bytes, expected: str, **fields: str) -> SampleCall:
    files = {"img": ("image.png", image, "image/png")}
    query = {"access_token": _access_token()}
    return _request(expected.encode(), "POST", params=query, data=fields, files=files)


def _request(expected: bytes, method: str = "GET", **options: Any) -> SampleCall:
    ready = requests.Request(method, "http://function/", **options).prepare()
    body = ready.body.encode() if isinstance(ready.body, str) else ready.body or b""
    return SampleCall(expected, method, ready.path_url, dict(ready.headers), body)
