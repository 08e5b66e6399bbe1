"""For each path and each of its error codes a request that gets it: real ones, to the emulator's application."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

import functions
from functions.token.attempts import FREE
from shared import config
from shared.kept import names
from shared.wechat.tokens import LIFETIME_S
from tests.support import SETTINGS, encoded, qr_png
from tests.support.clock import Clock
from tests.support.sample_calls import IMAGE_PATHS

PNG = qr_png()
LOGIN = {"grant_type": "client_credential", "appid": SETTINGS.client_id, "secret": SETTINGS.client_secret}
APPCODE = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}"}
TOO_LARGE = 20_000_000
MANY = {f"field{number}": "1" for number in range(101)}


@dataclass(frozen=True)
class World:
    """What a request is sent with: the application, a valid token, the clock, an empty folder."""

    client: FlaskClient
    token: str
    clock: Clock
    folder: Path

    def break_store(self) -> None:
        """Let the store of pictures be a folder that cannot be made."""
        file = self.folder / "a-file"
        file.write_bytes(b"")
        config.use(replace(SETTINGS, store_url=f"file://{file}/store"))


Cause = Callable[[World, str], TestResponse]


def _call(method: str = "GET", token: bool = True, query: Mapping[str, str] | None = None, **options: Any) -> Cause:
    def send(world: World, path: str) -> TestResponse:
        signed = {"access_token": world.token} if token else {}
        return world.client.open(path, method=method, query_string={**signed, **(query or {})}, **options)

    return send


def _upload(data: bytes = PNG, **fields: str) -> Cause:
    def send(world: World, path: str) -> TestResponse:
        # As bytes: the test client keeps large forms in temporary files that it does not close.
        head = b'--b\r\nContent-Disposition: form-data; name="img"; filename="a.png"\r\n\r\n'
        body = head + data + b"\r\n--b--\r\n"
        kind = "multipart/form-data; boundary=b"
        return _call("POST", data=body, content_type=kind, query=fields)(world, path)

    return send


def _after(prepare: Callable[[World], None], cause: Cause) -> Cause:
    def send(world: World, path: str) -> TestResponse:
        prepare(world)
        return cause(world, path)

    return send


def _guess(world: World) -> None:
    """Send so many wrong secrets that the next one, which is right, is not looked at."""
    for number in range(FREE + 1):
        world.client.get("/cgi-bin/token", query_string={**LOGIN, "secret": f"guess-{number}"})


def _no_boundary(method: str, query: Mapping[str, str] | None = None) -> Cause:
    return _call(method, query=query, data=b"--b--", content_type="multipart/form-data")


TOKEN: dict[int, Cause] = {
    40001: _call(token=False, query={"access_token": "somebody-else-s"}),
    41001: _call(token=False),
    42001: _after(lambda world: world.clock.forward(LIFETIME_S + 1), _call()),
}
FIELDS: dict[int, Cause] = {45001: _call(data=bytes(TOO_LARGE)), 47001: _call(query=MANY)}
IMAGE: dict[int, Cause] = {
    **TOKEN,
    41005: _call("POST"),
    43002: _call("PUT"),
    45001: _upload(PNG + bytes(SETTINGS.max_image_bytes)),
    47001: _call("POST", data=b"{", content_type="application/json"),
    101000: _call(query={"img_url": "ftp://example.com/a.png"}),
    101002: _upload(PNG[:100]),
}


def _login(method: str) -> dict[int, Cause]:
    def ask(other: str = "", value: str = "") -> Cause:
        fields = {**LOGIN, other: value} if other else LOGIN
        return _call(method, token=False, **({"json": fields} if method == "POST" else {"query": fields}))

    return {
        40002: ask("grant_type", "password"),
        40013: ask("appid", "wx0"),
        40125: ask("secret", "x"),
        41002: ask("appid"),
        41004: ask("secret"),
        41005: _no_boundary(method),
        45001: _call(method, data=bytes(TOO_LARGE)),
        45011: _after(_guess, ask()),
        47001: _call(method, query=MANY),
    }


def _leqi(method: str = "POST", **options: Any) -> Cause:
    return _call(method, token=False, headers=APPCODE, **options)


def _portrait(**fields: Any) -> Cause:
    blank = base64.b64encode(encoded(Image.new("RGB", (300, 400), "white"), "JPEG")).decode()
    return _leqi(json={"spec_id": 1, "file": blank, **fields})


def _finished_photo(world: World, path: str) -> TestResponse:
    return _leqi("GET", query={"file_name": names.new(38, "_blue")})(world, path)


def _stored_media(world: World, path: str) -> TestResponse:
    return _call(query={"media_id": names.new(64)})(world, path)


_OWN: dict[str, dict[int, Cause]] = {
    "/cgi-bin/token": {**_login("GET"), 43001: _call("POST", query=LOGIN)},
    "/cgi-bin/stable_token": {**_login("POST"), 43002: _call("GET", query=LOGIN)},
    "/cv/img/aicrop": {40097: _upload(ratios="wide")},
    "/cv/img/superresolution": {-1: _after(World.break_store, _upload())},
    "/cgi-bin/media/get": {
        **TOKEN,
        **FIELDS,
        -1: _after(World.break_store, _stored_media),
        40007: _call(query={"media_id": "nobody-s"}),
        41005: _no_boundary("GET", {"media_id": "nobody-s"}),
        41006: _call(),
        43001: _call("POST"),
    },
    "/aliyun_api/pic_handle_3": {
        400: _call("POST", token=False, json={}),
        422: _leqi(json={}),
        423: _portrait(fair_level="much"),
        506: _portrait(file="no image"),
        507: _portrait(),
    },
    "/get_pic_3": {
        400: _call(token=False),
        422: _leqi("GET", query={"file_name": "nobody-s"}),
        506: _leqi("GET", query={"file": "*"}),
        507: _after(World.break_store, _finished_photo),
    },
}
_OTHER_PICTURE: dict[int, Cause] = {101001: _upload()}
"""What functions answer that look for one kind of document."""
CAUSES = {
    path: {
        **(IMAGE if path in IMAGE_PATHS else {}),
        **(_OTHER_PICTURE if functions.record(name).backend == "cards_backend" else {}),
        **_OWN.get(path, {}),
    }
    for name in functions.names()
    for path in functions.record(name).paths
}
"""By path and code: those of every image function, and what only one function answers."""
