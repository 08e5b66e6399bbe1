"""For each function one request that has it do what it is for: for smoke tests, cold starts and load.

Each function's own stands in tests/functions/<function>/sample.py, as a function `call` that gives it; here is what
those are made with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import requests
from PIL import Image

import functions
from shared import config, wechat
from shared.kept import storage
from shared.wechat import tokens
from tests.support import ROOT, SETTINGS, SIGNING_KEY, encoded

APPCODE = "an-appcode"
LEQI_HEADERS = {"Authorization": f"APPCODE {APPCODE}"}
MEDIA_ID_LENGTH = 64


@dataclass(frozen=True)
class SampleCall:
    """A request, ready to be sent to any address, and what the answer to it holds; `image` is what it uploads."""

    expected: bytes
    method: str = "GET"
    target: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    image: bytes = b""


def sample_call(name: str) -> SampleCall:
    """The request for a function. What it fetches is put into the store of the tests. Raises LookupError."""
    module = f"tests.functions.{name}.sample"
    if find_spec(f"tests.functions.{name}") is None or find_spec(module) is None:
        raise LookupError(f"write {module.replace('.', '/')}.py: `def call() -> SampleCall`, as its neighbours have it")
    made: SampleCall = import_module(module).call()
    return made


def access_token() -> str:
    """A token of the tests' own client."""
    return tokens.issue(SIGNING_KEY, "the-client")[0]


def keep(shelf: storage.Shelf, name: str, content: bytes) -> None:
    """Put something into the store of the tests, whatever settings are in force."""
    in_force = config.settings()
    config.use(SETTINGS)
    shelf.put(name, content)
    config.use(in_force)


def part(sample: str, box: tuple[int, int, int, int]) -> bytes:
    """A part of one of the emulator's samples: of the whole, each line around it would be read too."""
    with Image.open(ROOT / "emulator" / "samples" / sample) as picture:
        return encoded(picture.crop(box))


def upload(image: bytes, expected: str, **fields: str) -> SampleCall:
    """An image in a form, with a token: what WeChat's image functions take."""
    files = {"img": ("image.png", image, "image/png")}
    query = {"access_token": access_token()}
    return replace(request(expected.encode(), "POST", params=query, data=fields, files=files), image=image)


def request(expected: bytes, method: str = "GET", **options: Any) -> SampleCall:
    """Any request; `options` are those of the library requests."""
    ready = requests.Request(method, "http://function/", **options).prepare()
    body = ready.body.encode() if isinstance(ready.body, str) else ready.body or b""
    return SampleCall(expected, method, ready.path_url, dict(ready.headers), body)


def _image_paths() -> list[str]:
    records = [functions.record(name) for name in functions.names()]
    taking = [one for one in records if isinstance(one.wire, wechat.Form) and one.wire.images]
    return [path for one in taking for path in one.paths]


IMAGE_PATHS = _image_paths()
"""Where an image is taken in WeChat's form."""
