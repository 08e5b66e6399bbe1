"""Answers of the functions have the described form, and the description's examples and commands are real ones."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import functions
from engines.text import Engine, Text
from engines.text.line import Rgb
from shared.kept import names, storage
from shared.wechat import cloudcall
from tests.emulator.openapi.contract import OPERATIONS, PATHS, check, check_response, same_shape
from tests.support import ROOT, Emulator, qr_png
from tests.support.sample_calls import IMAGE_PATHS, LEQI_HEADERS, sample_call

SAMPLES = ROOT / "emulator" / "samples"
FUNCTIONS = {functions.record(name).paths[0]: name for name in functions.names()}


def _commands() -> Iterator[Any]:
    """The description's commands. Where one differs from another in nothing but its path and sample, one of them.

    The file in a form is sent to every path: that its sample is there and fits it is proved so.
    """
    seen = set()
    for path, method in sorted(OPERATIONS):
        for sample in PATHS[path][method].get("x-codeSamples", []):
            source = sample["source"]
            manner = re.sub(r"samples/\w+\.\w+|example.com/\w+\.\w+|image/\w+", "", source.replace(path, ""))
            if " -F " in source or manner not in seen:
                yield pytest.param(path, method, source, id=f"{path}-{sample['label']}")
            seen.add(manner)


CLOUD = {path: sample_call(FUNCTIONS[path]).image for path in IMAGE_PATHS}


def example(path: str, method: str, name: str = "success") -> Any:
    content = PATHS[path][method]["responses"]["200"]["content"]
    return content["application/json"]["examples"][name]["value"]


def judged(path: str, method: str, response: TestResponse) -> Any:
    """The JSON of a success, or None for a picture, after all of it was found as described."""
    check_response(path, method, response.status_code, dict(response.headers), response.data)
    if response.content_type != "application/json":
        return None
    assert check(path, response.get_json()) in (0, 200)
    return response.get_json()


@pytest.fixture(scope="module")
def texts() -> dict[bytes, Text]:
    """What the text engine has read, by the picture."""
    return {}


@pytest.fixture(autouse=True)
def _read_once(texts: dict[bytes, Text], monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that comes again, in another form of call, is not read again: that takes seconds."""
    read = Engine.read

    def remembered(engine: Engine, rgb: Rgb, *given: Any) -> Text:
        picture = rgb.tobytes()
        if picture not in texts:
            texts[picture] = read(engine, rgb, *given)
        return texts[picture]

    monkeypatch.setattr(Engine, "read", remembered)


@pytest.mark.parametrize(("path", "function"), FUNCTIONS.items())
def test_a_sample_call(client: FlaskClient, path: str, function: str) -> None:
    call = sample_call(function)
    target = call.target.replace("/", path, 1)
    response = client.open(target, method=call.method, headers=dict(call.headers), data=call.body)
    answer = judged(path, call.method.lower(), response)
    assert answer is None or same_shape(answer, example(path, call.method.lower()))


@pytest.mark.parametrize(("path", "image"), CLOUD.items())
def test_a_cloud_call(client: FlaskClient, token: str, path: str, image: bytes) -> None:
    body = {"img": {"contentType": "image/png", "value": base64.b64encode(image).decode()}}
    answer = judged(path, "post", client.post(f"{path}?access_token={token}", json=body))
    assert answer["errCode"] == 0
    assert same_shape(answer, example(path, "post", "cloudCall"))
    name = answer["errMsg"].partition(":")[0]
    assert example(path, "post", "cloudCall") == cloudcall.encode(example(path, "post"), name)


@pytest.mark.parametrize("force", [True, False])
def test_the_shared_token(client: FlaskClient, force: bool) -> None:
    fields = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret", "force_refresh": force}
    answer = judged("/cgi-bin/stable_token", "post", client.post("/cgi-bin/stable_token", json=fields))
    assert same_shape(answer, example("/cgi-bin/stable_token", "post"))


class TestPictures:
    @pytest.fixture
    def media(self, token: str) -> str:
        media_id = names.new(64)
        storage.MEDIA.put(media_id, qr_png())
        return f"/cgi-bin/media/get?access_token={token}&media_id={media_id}"

    @pytest.fixture
    def photo(self, client: FlaskClient) -> str:
        name = names.new(38, "_blue")
        storage.RESULT.put(name, (SAMPLES / "astronaut.jpg").read_bytes())
        link = client.get(f"/get_pic_3?file_name={name}", headers=LEQI_HEADERS).get_json()["file_name"]
        parts = urlsplit(link)
        return f"{parts.path}?{parts.query}"

    @pytest.mark.parametrize("kind", ["media", "photo"])
    @pytest.mark.parametrize("method", ["get", "head"])
    @pytest.mark.parametrize(("wanted", "status"), [("", 200), ("bytes=0-9", 206), ("bytes=99999999-", 416)])
    def test_whole_and_in_parts(
        self, client: FlaskClient, request: pytest.FixtureRequest, kind: str, method: str, wanted: str, status: int
    ) -> None:
        target: str = request.getfixturevalue(kind)
        response = client.open(target, method=method.upper(), headers={"Range": wanted} if wanted else {})
        assert response.status_code == status
        path = {"media": "/cgi-bin/media/get", "photo": "/get_pic_3"}[kind]  # links lead below it
        assert judged(path, method, response) is None
        assert ("Accept-Ranges" in response.headers) == (status != 416)

    def test_an_error_without_a_body(self, client: FlaskClient, token: str) -> None:
        response = client.head(f"/cgi-bin/media/get?access_token={token}")
        check_response("/cgi-bin/media/get", "head", response.status_code, dict(response.headers), response.data)
        assert response.content_type == "application/json"


class TestCommands:
    """The commands of the description run as they stand, with the variables that its page explains."""

    @pytest.mark.parametrize(("path", "method", "command"), [*_commands()])
    def test_gives_a_described_answer(self, emulator: Emulator, path: str, method: str, command: str) -> None:
        if shutil.which("curl") is None:
            pytest.skip("curl is not installed")
        with tempfile.TemporaryDirectory() as folder:
            printed = ran(emulator, command.replace("-o ", f"-o {folder}/"))
            files = [file.read_bytes() for file in Path(folder).iterdir()]
        if "-o " in command:
            assert files[0][:3] == b"\xff\xd8\xff"
        elif "-I " in command:
            assert b"200 OK" in printed
        elif path in ("/healthz", "/readyz"):
            assert json.loads(printed) == {"status": "ok"}
        else:
            assert check(path, json.loads(printed)) in ((101000,) if "example.com" in command else (0, 200))


def ran(emulator: Emulator, command: str) -> bytes:
    """What a command prints; photos that it asks for are in the store."""
    media_id, name = names.new(64), names.new(38, "_white")
    picture = (SAMPLES / "astronaut.jpg").read_bytes()
    storage.MEDIA.put(media_id, picture)
    storage.RESULT.put(name, picture)
    command = emulator.command(command).replace("https://example.com", "https://10.0.0.1")  # tests ask nobody outside
    link = json.loads(
        output(f"curl -sH 'Authorization: APPCODE emulator' {emulator.url}/get_pic_3?file_name={name}", {})
    )
    variables = {"TOKEN": emulator.token, "MEDIA_ID": media_id, "NAME": name, "LINK": link["file_name"]}
    return output(command.replace("curl ", "curl -s "), variables)


def output(command: str, variables: dict[str, str]) -> bytes:
    environment = {"PATH": os.environ["PATH"], **variables}
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, check=True, timeout=60)
    return done.stdout
