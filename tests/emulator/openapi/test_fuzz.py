"""Schemathesis reads the description and sends what fits it, and what nearly fits it, to the running emulator."""

import zlib
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from emulator import openapi
from shared.kept import names, storage
from tests.emulator.openapi.contract import check
from tests.support import GUESSED_ID, GUESSED_SECRET, Emulator, qr_png
from tests.support.paths import MOUNTED
from tests.support.servers import running

EXAMPLES = 12
PNG = qr_png(scale=2)
ADDRESSES = ("img_url", "imgUrl", "pic_url")
NOBODY = "http://127.0.0.1:1/a.png"  # nothing listens there
SETTINGS = GenerationConfig(
    max_examples=EXAMPLES, deterministic=True, database="none", with_security_parameters=False, no_shrink=True
)
CONFIG = schemathesis.Config(seed=1, projects=ProjectsConfig(default=ProjectConfig(generation=SETTINGS)))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
description = schemathesis.openapi.from_dict(openapi.document(), config=CONFIG)


class Picture(BaseHTTPRequestHandler):
    """Answers a GET of a .png with a picture, every other one with a text."""

    def do_GET(self) -> None:
        content = PNG if self.path.endswith(".png") else b"no picture"
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture(scope="module")
def real() -> Iterator[dict[str, Any]]:
    """Values that work, by the names of their fields."""
    media_id, name = names.new(64), names.new(38, "_blue")
    storage.MEDIA.put(media_id, PNG)
    storage.RESULT.put(name, PNG)
    with running(ThreadingHTTPServer(("127.0.0.1", 0), Picture)) as url:
        yield {
            "img_url": f"{url}/a.png",
            "imgUrl": f"{url}/a.png",
            "pic_url": f"{url}/a.txt",  # the search for a face would take half a second, a hundred times
            "img": PNG,
            "media_id": media_id,
            "file_name": name,
            "appid": GUESSED_ID,
            "secret": GUESSED_SECRET,
            "grant_type": "client_credential",
        }


def improve(fields: Any, real: Mapping[str, Any]) -> None:
    """Put a value that works in the place of every other made-up one; no address leads out of this machine."""
    if not isinstance(fields, dict):
        return
    for name in fields.keys() & real.keys():
        if zlib.crc32(repr(fields[name]).encode()) % 2 and isinstance(fields[name], str | bytes):
            fields[name] = real[name]
        elif name in ADDRESSES and "//" in str(fields[name]):
            fields[name] = NOBODY


def test_no_address_leads_out_of_this_machine(real: dict[str, Any]) -> None:
    made_up: dict[str, Any] = {name: f"https://example.com/{name}.png" for name in ADDRESSES}
    improve(made_up, real)
    assert {urlsplit(address).hostname for address in made_up.values()} == {"127.0.0.1"}


@description.parametrize()
@hypothesis.settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
def test_answers_are_as_described(case: schemathesis.Case[Any], emulator: Emulator, real: dict[str, Any]) -> None:
    improve(case.query, real)
    improve(case.body, real)
    response = case.call_and_validate(
        base_url=emulator.url,
        params={"access_token": emulator.token},
        headers={"Authorization": "APPCODE emulator"},
        checks=CHECKS,
    )
    ours = case.operation.path in MOUNTED  # the schema alone says all of a probe's answer
    if ours and response.headers.get("content-type") == ["application/json"] and response.content:
        check(case.operation.path, response.json())
