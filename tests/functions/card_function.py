"""What the tests of the functions for cards have in common: how they are called, and what holds for each of them."""

import functools
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pytest_mock import MockerFixture

from engines.text import Point
from tests.support import encoded, give_steps, mounted, text_png
from tests.support.cards.drawing import Specimen
from tests.support.sample_calls import access_token
from tests.support.servers import running

BLANK = encoded(Image.new("RGB", (300, 200), "white"))
CORNERS = (Point(10, 20), Point(110, 21), Point(111, 82), Point(11, 80))
POS = {
    "left_top": {"x": 10, "y": 20},
    "right_top": {"x": 110, "y": 21},
    "right_bottom": {"x": 111, "y": 82},
    "left_bottom": {"x": 11, "y": 80},
}
POS_OF_CLOUD_CALLS = dict(zip(("leftTop", "rightTop", "rightBottom", "leftBottom"), POS.values(), strict=True))


def jpeg(specimen: Specimen) -> bytes:
    """A drawn card's picture as a file of less than 2 MB."""
    return encoded(Image.fromarray(specimen.image), "JPEG", quality=92)


def client_of(function: str) -> FlaskClient:
    return mounted(import_module(f"functions.{function}.main"))


def local_of(function: str) -> ModuleType:
    """The back end, which loads the networks."""
    return import_module(f"functions.{function}.local")


def answer(function: str, picture: bytes, query: str = "") -> dict[str, Any]:
    """What a function answers to a picture in a form."""
    parts = {"img": (io.BytesIO(picture), "a.jpg")}
    response = client_of(function).post(f"/?access_token={access_token()}{query}", data=parts)
    document: dict[str, Any] = json.loads(response.data)
    return document


def read_text(*, complete: bool) -> object:
    """An engine in whose place nothing is read: it finds no line."""
    return SimpleNamespace(read=lambda *_: SimpleNamespace(lines=[], complete=complete))


@contextmanager
def address_of(picture: bytes) -> Iterator[str]:
    """An address from which the picture can be fetched."""
    with running(ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Picture, picture))) as url:
        yield f"{url}/a.png"


class _Picture(BaseHTTPRequestHandler):
    def __init__(self, picture: bytes, *args: Any) -> None:
        self._picture = picture
        super().__init__(*args)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self._picture)))
        self.end_headers()
        self.wfile.write(self._picture)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class CardFunction:
    """What holds for each: a test class of a function derives from it, and says what differs.

    `fields` and `cloud_fields` are the answer to what `reading` finds, in both forms, behind the code and the text.
    """

    function: ClassVar[str]
    cloud_name: ClassVar[str]
    wanted: ClassVar[str]
    fields: ClassVar[Mapping[str, Any]]
    cloud_fields: ClassVar[Mapping[str, Any]]

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        """By the names of what reads in local.py: what it gives for a picture that shows everything."""
        raise NotImplementedError

    @pytest.fixture
    def local(self) -> ModuleType:
        return local_of(self.function)

    @pytest.fixture
    def _all_is_read(self, mocker: MockerFixture, local: ModuleType) -> None:
        for name, found in self.reading(complete=True).items():
            mocker.patch.object(local, name, return_value=found)

    @pytest.mark.usefixtures("_all_is_read")
    def test_an_answer_has_the_vendors_fields_types_and_order(self) -> None:
        document = answer(self.function, BLANK)
        assert list(document.items()) == [("errcode", 0), ("errmsg", "ok"), *self.fields.items()]
        assert type(document["errcode"]) is int

    @pytest.mark.usefixtures("_all_is_read")
    @pytest.mark.parametrize("kind", ["photo", "scan", "nonsense"])
    def test_type_has_no_effect(self, kind: str) -> None:
        assert answer(self.function, BLANK, f"&type={kind}") == {"errcode": 0, "errmsg": "ok", **self.fields}

    @pytest.mark.usefixtures("_all_is_read")
    def test_a_cloud_call_has_the_names_of_cloud_calls(self, token: str) -> None:
        body = {"img": {"contentType": "image/png", "value": {"type": "Buffer", "data": list(BLANK)}}}
        document = json.loads(client_of(self.function).post(f"/?access_token={token}", json=body).data)
        head = [("errCode", 0), ("errMsg", f"{self.cloud_name}:ok")]
        assert list(document.items()) == [*head, *self.cloud_fields.items()]

    @pytest.mark.usefixtures("_all_is_read")
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_a_picture_by_its_address(self, token: str, method: str) -> None:
        with address_of(BLANK) as url:
            query = {"access_token": token, "img_url": url, "type": "photo"}
            response = client_of(self.function).open("/", method=method, query_string=query)
        assert json.loads(response.data) == {"errcode": 0, "errmsg": "ok", **self.fields}

    def test_a_part_of_the_picture_says_that_it_is_a_part(self, mocker: MockerFixture, local: ModuleType) -> None:
        for name, found in self.reading(complete=False).items():
            mocker.patch.object(local, name, return_value=found)
        document = answer(self.function, BLANK)
        assert list(document.items())[2:] == [*self.fields.items(), ("partial", True)]

    def test_no_time_to_read_is_no_missing_card(self, mocker: MockerFixture, local: ModuleType) -> None:
        give_steps(mocker, local, 0)
        document = answer(self.function, text_png("Order 4711"))
        assert document["errcode"] == -1
        assert "the time ran out before the picture was read: send a smaller one" in document["errmsg"]
        assert "OCR_SECONDS" in document["errmsg"]

    def test_a_picture_without_text_shows_no_card(self) -> None:
        self.refused(answer(self.function, BLANK))

    def refused(self, document: Mapping[str, Any]) -> None:
        """Check that an answer says that what the function reads is not there, and how to send it."""
        assert list(document) == ["errcode", "errmsg"]
        assert document["errcode"] == 101001
        assert f"hint: [send a picture that shows {self.wanted}" in document["errmsg"]
