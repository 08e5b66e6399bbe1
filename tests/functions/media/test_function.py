"""media/get: our pictures from the store, the vendor's from the vendor, and what clients get without a picture."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from functions.media import main as media
from shared import config
from shared.kept import names, storage
from tests.support import SETTINGS, encoded, mounted
from tests.support.wechat_double import EXAMPLES, Fault, WechatDouble

PNG = encoded(Image.new("RGB", (40, 30), "red"))
JPEG = encoded(Image.new("RGB", (40, 30), "red"), "JPEG")
PATH = "/cgi-bin/media/get"
VENDORS_ID = str(EXAMPLES["superresolution"]["media_id"])


@pytest.fixture
def vendor() -> Iterator[WechatDouble]:
    with WechatDouble(appid="wx0123456789abcdef", secret="the-appsecret-of-the-tests") as double:
        yield double


def forwarding(backend: Any, vendor: WechatDouble, tmp_path: Path) -> FlaskClient:
    config.use(
        replace(
            SETTINGS,
            backend=backend,
            wechat_api_base=vendor.url,
            wechat_appid="wx0123456789abcdef",
            wechat_secret="the-appsecret-of-the-tests",
            wechat_token_file=str(tmp_path / "none"),
        )
    )
    return mounted(media)


def kept(content: bytes = PNG) -> str:
    name = names.new(64)
    storage.MEDIA.put(name, content)
    return name


def refusal(client: FlaskClient, **query: str) -> int:
    """The errcode of an answer without a picture."""
    response = client.get(PATH, query_string=query)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    document = json.loads(response.data)
    assert " rid: " in document["errmsg"]
    return int(document["errcode"])


class TestOurs:
    @pytest.mark.parametrize(("content", "kind", "extension"), [(PNG, "image/png", "png"), (JPEG, "image/jpeg", "jpg")])
    def test_the_picture(self, client: FlaskClient, token: str, content: bytes, kind: str, extension: str) -> None:
        name = kept(content)
        response = client.get(f"{PATH}?access_token={token}&media_id={name}")
        assert (response.status_code, response.data) == (200, content)
        assert response.headers["Content-Type"] == kind
        assert response.headers["Content-disposition"] == f'attachment; filename="{name}.{extension}"'
        assert response.headers["Content-Length"] == str(len(content))
        assert response.headers["X-Served-By"] == "local"

    def test_head(self, client: FlaskClient, token: str) -> None:
        response = client.head(f"{PATH}?access_token={token}&media_id={kept()}")
        assert (response.status_code, response.data) == (200, b"")
        assert response.headers["Content-Length"] == str(len(PNG))
        assert response.headers["Content-Type"] == "image/png"

    @pytest.mark.parametrize(
        ("wanted", "got"),
        [("bytes=0-9", PNG[:10]), ("bytes=10-", PNG[10:]), ("bytes=-7", PNG[-7:]), ("bytes=5-5", PNG[5:6])],
    )
    def test_a_range(self, client: FlaskClient, token: str, wanted: str, got: bytes) -> None:
        response = client.get(f"{PATH}?access_token={token}&media_id={kept()}", headers={"Range": wanted})
        assert (response.status_code, response.data) == (206, got)
        assert response.headers["Content-Range"].endswith(f"/{len(PNG)}")

    def test_a_range_beyond_the_end(self, client: FlaskClient, token: str) -> None:
        response = client.get(f"{PATH}?access_token={token}&media_id={kept()}", headers={"Range": "bytes=9999-"})
        assert (response.status_code, response.data) == (416, b"")
        assert response.headers["Content-Range"] == f"bytes */{len(PNG)}"
        assert "Content-Type" not in response.headers

    def test_a_name_too_long_for_a_file_is_unknown_and_no_fault_of_the_store(
        self, client: FlaskClient, token: str
    ) -> None:
        kept()  # so that the folder is there
        assert refusal(client, access_token=token, media_id=names.new(20)[:14] + "中" * 99) == 40007

    @pytest.mark.parametrize(
        "wanted", ["bytes=a-b", "pages=1-2", "items=0-1", "bytes=9-1", "", "bytes=0-0,2-3", "bytes=" + "0-0," * 500]
    )
    def test_a_range_that_says_nothing_or_several_things_gives_the_whole_file(
        self, client: FlaskClient, token: str, wanted: str
    ) -> None:
        response = client.get(f"{PATH}?access_token={token}&media_id={kept()}", headers={"Range": wanted})
        assert (response.status_code, response.data) == (200, PNG)
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("header", ["If-Modified-Since", "If-Range", "If-Unmodified-Since"])
    @pytest.mark.parametrize("date", ["Mon, 01 Jan 2029 00:00:00 GMT", f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT", '"a"'])
    def test_a_condition_of_any_date_gives_the_whole_file(
        self, client: FlaskClient, token: str, header: str, date: str
    ) -> None:
        """A year of 20 digits came out as "system error"."""
        headers = {header: date} | ({"Range": "bytes=0-1"} if header == "If-Range" else {})
        response = client.get(f"{PATH}?access_token={token}&media_id={kept()}", headers=headers)
        assert (response.status_code, response.data) == (200, PNG)

    def test_without_a_media_id(self, client: FlaskClient, token: str) -> None:
        assert refusal(client, access_token=token) == 41006
        assert refusal(client, access_token=token, media_id="") == 41006

    @pytest.mark.parametrize(
        "name", ["x", VENDORS_ID, "../../etc/passwd", "local-" + "0" * 58, "%00", "图", "a" * 3000]
    )
    def test_unknown_and_malformed(self, client: FlaskClient, token: str, name: str) -> None:
        assert refusal(client, access_token=token, media_id=name) == 40007

    def test_an_unknown_name_has_a_hint(self, client: FlaskClient, token: str) -> None:
        answer = json.loads(
            client.get("/cgi-bin/media/get", query_string={"access_token": token, "media_id": "nobody-s"}).data
        )
        hint = "hint: [this name is unknown here, or older than 72 hours: make the picture again]"
        assert answer["errmsg"].startswith(f"invalid media_id {hint} rid: ")

    def test_after_three_days(self, client: FlaskClient, token: str) -> None:
        old = f"local-{int(time.time()) - 3 * 86400 - 1:08x}{names.new(64)[14:]}"
        storage.MEDIA.put(old, PNG)
        assert refusal(client, access_token=token, media_id=old) == 40007

    def test_tokens(self, client: FlaskClient) -> None:
        name = kept()
        assert refusal(client, media_id=name) == 41001
        assert refusal(client, media_id=name, access_token="nobody's") == 40001

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_methods(self, client: FlaskClient, token: str, method: str) -> None:
        document = json.loads(getattr(client, method)(f"{PATH}?access_token={token}").data)
        assert document["errcode"] == 43001


@pytest.mark.parametrize("backend", ["vendor", "relay"])
class TestEitherOrigin:
    def test_the_vendors(self, backend: str, vendor: WechatDouble, token: str, tmp_path: Path) -> None:
        client = forwarding(backend, vendor, tmp_path)
        vendor.media[VENDORS_ID] = JPEG
        response = client.get("/", query_string={"access_token": token, "media_id": VENDORS_ID})
        assert response.data == JPEG
        assert response.headers["Content-Type"] == "image/jpeg"
        assert response.headers["Content-disposition"] == f'attachment; filename="{VENDORS_ID}.jpg"'
        assert response.headers["X-Served-By"] == "vendor"

    def test_ours(self, backend: str, vendor: WechatDouble, token: str, tmp_path: Path) -> None:
        client = forwarding(backend, vendor, tmp_path)
        response = client.get("/", query_string={"access_token": token, "media_id": kept()})
        assert (response.data, response.headers["X-Served-By"]) == (PNG, "local")
        assert vendor.calls_of("media") == []

    def test_unknown_to_the_vendor(self, backend: str, vendor: WechatDouble, token: str, tmp_path: Path) -> None:
        client = forwarding(backend, vendor, tmp_path)
        assert (
            refusal_of(client.get("/cgi-bin/media/get", query_string={"access_token": token, "media_id": "nobody-s"}))
            == 40007
        )

    @pytest.mark.usefixtures("pauses")
    def test_a_token_that_the_vendor_forgot(
        self, backend: str, vendor: WechatDouble, token: str, tmp_path: Path
    ) -> None:
        client = forwarding(backend, vendor, tmp_path)
        assert client.get("/", query_string={"access_token": token, "media_id": VENDORS_ID}).mimetype == "image/png"
        vendor.expire_tokens()
        assert client.get("/", query_string={"access_token": token, "media_id": VENDORS_ID}).mimetype == "image/png"

    @pytest.mark.parametrize(
        "fault", [Fault.reset(after_body=True), Fault.html(502), Fault.truncated_body(), Fault.empty(), Fault.http(412)]
    )
    @pytest.mark.usefixtures("pauses")
    def test_no_answer(self, backend: str, vendor: WechatDouble, token: str, tmp_path: Path, fault: Fault) -> None:
        client = forwarding(backend, vendor, tmp_path)
        vendor.always("media", fault)
        assert refusal_of(client.get("/", query_string={"access_token": token, "media_id": VENDORS_ID})) == -1


def refusal_of(response: Any) -> int:
    assert response.headers["Content-Type"] == "application/json"
    return int(json.loads(response.data)["errcode"])
