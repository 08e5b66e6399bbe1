"""What every image function of WeChat's must take and answer, over the emulator: what is mounted is covered."""

import base64
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from tests.support import encoded, heif_file, qr_png
from tests.support.clock import Clock
from tests.support.paths import MOUNTED

IMAGE_PATHS = [path for path in MOUNTED if path.startswith("/cv/")]
RID = re.compile(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")
PNG = qr_png(scale=2)


def _paths() -> Iterator[Any]:
    """One path that reads documents stands for all of them where time is short."""
    documents = [path for path in IMAGE_PATHS if shows_documents(path)]
    for path in IMAGE_PATHS:
        yield pytest.param(path, marks=[pytest.mark.slow] if path in documents[1:] else [])


def shows_documents(path: str) -> bool:
    return MOUNTED[path].capability.backend == "cards_backend"


pytestmark = [pytest.mark.parametrize("path", [*_paths()]), pytest.mark.usefixtures("remembering")]


def answer(response: TestResponse) -> dict[str, Any]:
    """The JSON document of a response, after what holds for every response has been checked."""
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert not response.data.endswith(b"\n")
    document: dict[str, Any] = json.loads(response.data)
    assert response.data.decode() == json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    code = document.get("errcode", document.get("errCode"))
    assert type(code) is int
    if code != 0:
        assert RID.search(document.get("errmsg", document.get("errMsg", "")))
    return document


def looked_at(response: TestResponse) -> dict[str, Any]:
    """The document of a response to PNG, which was taken: a success, or that it shows no document."""
    document = answer(response)
    code = code_of_png(response.request.path)
    assert list(document)[:2] == ["errcode", "errmsg"]
    assert document["errcode"] == code
    assert (document["errmsg"] == "ok") is (code == 0)
    return document


def code_of_png(path: str) -> int:
    """What a path says of PNG, which shows a code, and no document."""
    return 101001 if shows_documents(path.lower().rstrip("/")) else 0


def upload(name: str = "img", data: bytes = PNG, filename: str = "test.jpg") -> dict[str, Any]:
    return {name: (io.BytesIO(data), filename)}


def raw_part(disposition: str, data: bytes, extra: str = "") -> bytes:
    return f"--b\r\nContent-Disposition: form-data; {disposition}\r\n{extra}\r\n".encode() + data + b"\r\n"


class TestPathsAndMethods:
    @pytest.mark.parametrize(
        "spelling", [str.upper, str.title, lambda path: path + "/", lambda path: path.upper() + "/"]
    )
    def test_path_in_any_case_with_a_slash(self, client: FlaskClient, token: str, path: str, spelling: Any) -> None:
        looked_at(client.post(f"{spelling(path)}?access_token={token}", data=upload()))

    def test_get_with_a_body(self, client: FlaskClient, token: str, path: str) -> None:
        looked_at(client.get(f"{path}?access_token={token}", data=upload()))

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_other_methods(self, client: FlaskClient, token: str, path: str, method: str) -> None:
        assert answer(client.open(f"{path}?access_token={token}", method=method))["errcode"] == 43002

    def test_unknown_path(self, client: FlaskClient, path: str) -> None:
        assert answer(client.post(path + "/more"))["errcode"] == 40066
        assert answer(client.post("/" + path))["errcode"] == 40066


class TestToken:
    @pytest.mark.parametrize("name", ["access_token", "cloudbase_access_token"])
    def test_in_the_query(self, client: FlaskClient, token: str, path: str, name: str) -> None:
        looked_at(client.post(f"{path}?{name}={token}", data=upload()))

    def test_in_the_form(self, client: FlaskClient, token: str, path: str) -> None:
        looked_at(client.post(path, data={**upload(), "access_token": token}))

    def test_in_json(self, client: FlaskClient, token: str, path: str) -> None:
        document = answer(client.post(path, json={"access_token": token}))
        assert document["errcode"] == 41005

    @pytest.mark.parametrize("query", ["", "?access_token=", "?access_token=undefined"])
    def test_missing(self, client: FlaskClient, path: str, query: str) -> None:
        document = answer(client.post(path + query, data=upload()))
        assert document["errcode"] == 41001
        assert document["errmsg"].startswith("access_token missing")

    @pytest.mark.parametrize("bad", ["x", "72_vendor-token", "a.b.c", "{token}x", "%00", "é"])
    def test_not_ours(self, client: FlaskClient, token: str, path: str, bad: str) -> None:
        document = answer(client.post(f"{path}?access_token={bad.format(token=token)}", data=upload()))
        assert document["errcode"] == 40001
        assert document["errmsg"].startswith("invalid credential, access_token is invalid or not latest")

    def test_expired(self, client: FlaskClient, token: str, path: str, clock: Clock) -> None:
        clock.forward(7201)
        document = answer(client.post(f"{path}?access_token={token}", data=upload()))
        assert document["errcode"] == 42001
        assert "access_token expired" in document["errmsg"]


class TestImagePart:
    @pytest.mark.parametrize("name", ["img", "file", "image", "照片", "media"])
    def test_any_file_part(self, client: FlaskClient, token: str, path: str, name: str) -> None:
        looked_at(client.post(f"{path}?access_token={token}", data=upload(name)))

    def test_img_is_preferred(self, client: FlaskClient, token: str, path: str) -> None:
        parts = {"file": (io.BytesIO(b"no image"), "a.jpg"), **upload()}
        looked_at(client.post(f"{path}?access_token={token}", data=parts))

    def test_ratios_as_a_file_is_no_image(self, client: FlaskClient, token: str, path: str) -> None:
        parts = {"ratios": (io.BytesIO(b"1,2.35"), "ratios"), **upload("file")}
        looked_at(client.post(f"{path}?access_token={token}", data=parts))
        document = answer(client.post(f"{path}?access_token={token}", data={"ratios": (io.BytesIO(b"1"), "ratios")}))
        assert document["errcode"] == 41005

    def test_content_type_and_name_mean_nothing(self, client: FlaskClient, token: str, path: str) -> None:
        parts = {"img": (io.BytesIO(PNG), "图片 文件.txt", "text/plain")}
        looked_at(client.post(f"{path}?access_token={token}", data=parts))

    def test_img_without_a_filename(self, client: FlaskClient, token: str, path: str) -> None:
        body = raw_part('name="img"', PNG) + b"--b--\r\n"
        looked_at(
            client.post(f"{path}?access_token={token}", data=body, content_type="multipart/form-data; boundary=b")
        )

    @pytest.mark.parametrize("boundary", ['"a b:c=d"', '"----=_Part_1_2.3"', "'", "x" * 70])
    def test_odd_boundaries(self, client: FlaskClient, token: str, path: str, boundary: str) -> None:
        body = (raw_part('name="img"; filename="a.png"', PNG) + b"--b--\r\n").replace(
            b"--b", b"--" + boundary.strip('"').encode()
        )
        kind = f"multipart/form-data; boundary={boundary}"
        looked_at(client.post(f"{path}?access_token={token}", data=body, content_type=kind))

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
    def test_every_format(self, client: FlaskClient, token: str, path: str, kind: str) -> None:
        data = encoded(Image.open(io.BytesIO(PNG)).convert("L"), kind)
        document = looked_at(client.post(f"{path}?access_token={token}", data=upload(data=data)))
        assert document.get("img_size", {"w": 0}) is not None

    @pytest.mark.parametrize("kind", ["image/heic", "multipart"])
    def test_heic(self, client: FlaskClient, token: str, path: str, kind: str) -> None:
        data = heif_file.sample("code")
        sent: dict[str, Any] = (
            {"data": upload(data=data)} if kind == "multipart" else {"data": data, "content_type": kind}
        )
        document = looked_at(client.post(f"{path}?access_token={token}", **sent))
        if "code_results" in document:
            assert [code["data"] for code in document["code_results"]] == ["https://www.qq.com"]

    def test_file_wins_over_img_url(self, client: FlaskClient, token: str, path: str) -> None:
        url = f"{path}?access_token={token}&img_url=http://169.254.169.254/x.png"
        looked_at(client.post(url, data=upload()))


class TestImageAsItIs:
    """`curl -H 'Content-Type: image/png' --data-binary @photo.png`: the image is the body."""

    @pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/heic", "application/octet-stream"])
    def test_by_either_type_whatever_the_image_is(self, client: FlaskClient, token: str, path: str, kind: str) -> None:
        looked_at(client.post(f"{path}?access_token={token}", data=PNG, content_type=kind))

    def test_it_wins_over_img_url(self, client: FlaskClient, token: str, path: str) -> None:
        url = f"{path}?access_token={token}&img_url=http://169.254.169.254/x.png"
        looked_at(client.post(url, data=PNG, content_type="image/png"))

    def test_over_the_limit(self, client: FlaskClient, token: str, path: str) -> None:
        url = f"{path}?access_token={token}"
        document = answer(client.post(url, data=PNG + bytes(2_200_000), content_type="image/png"))
        assert document["errcode"] == 45001

    def test_no_image(self, client: FlaskClient, token: str, path: str) -> None:
        for data, code in ((b"", 41005), (b"no image", 101002)):
            document = answer(client.post(f"{path}?access_token={token}", data=data, content_type="image/png"))
            assert document["errcode"] == code

    @pytest.mark.parametrize(("query", "code"), [("", 41001), ("?access_token=x", 40001)])
    def test_a_stranger_is_refused_before_the_image_is_looked_at(
        self, client: FlaskClient, path: str, query: str, code: int
    ) -> None:
        assert answer(client.post(path + query, data=b"no image", content_type="image/png"))["errcode"] == code

    def test_by_curls_own_type_the_hint_names_the_header(self, client: FlaskClient, token: str, path: str) -> None:
        kind = "application/x-www-form-urlencoded"
        document = answer(client.post(f"{path}?access_token={token}", data=PNG, content_type=kind))
        assert document["errcode"] == 47001
        assert "with its own Content-Type, such as image/jpeg" in document["errmsg"]


class TestNoImage:
    @pytest.mark.parametrize("value", ["", "None", "null", "undefined", "ENCODE_URL", "%20"])
    def test_literals_that_mean_absent(self, client: FlaskClient, token: str, path: str, value: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}&img_url={value}"))
        assert document["errcode"] == 41005
        assert document["errmsg"].startswith("media data missing")

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"", "application/json"),
            (b"null", "application/json"),
            (b"{}", "application/json"),
            (b"", "multipart/form-data; boundary=b"),
            (b"--b--\r\n", "multipart/form-data; boundary=b"),
            (b"", ""),
            (b"", "application/x-www-form-urlencoded"),
            (raw_part('name="img"; filename=""', b"") + b"--b--\r\n", "multipart/form-data; boundary=b"),
            (raw_part('name="img"; filename="a.png"', PNG) + b"--b--\r\n", "multipart/form-data"),
        ],
    )
    def test_empty_bodies(self, client: FlaskClient, token: str, path: str, body: bytes, kind: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}", data=body, content_type=kind))
        assert document["errcode"] == 41005

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"{", "application/json"),
            (b"[1]", "application/json"),
            (b'"x"', "application/json"),
            (b"[" * 100_000, "application/json"),
            (b"\xff\xfe", "application/json"),
            (b'{"img":{"value":"***"}}', "application/json"),
            (b'{"img":{"value":{"type":"Buffer","data":[256]}}}', "application/json"),
            (b'{"img":{"value":{"type":"Buffer","data":"abc"}}}', "application/json"),
            (b'{"img":{"value":7}}', "application/json"),
            (b'{"img":{}}', "application/json"),
            (raw_part('name="img"; filename="a.png"', PNG)[:-300], "multipart/form-data; boundary=b"),
            (b"--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
            (b"no multipart at all", "multipart/form-data; boundary=b"),
            (
                b"".join(raw_part(f'name="f{i}"', b"") for i in range(200)) + b"--b--\r\n",
                "multipart/form-data; boundary=b",
            ),
            (b"&".join(b"f%d=1" % i for i in range(200)), "application/x-www-form-urlencoded"),
        ],
    )
    def test_malformed_bodies(self, client: FlaskClient, token: str, path: str, body: bytes, kind: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}", data=body, content_type=kind))
        code, text = (
            document.get(name, document.get(camel)) for name, camel in (("errcode", "errCode"), ("errmsg", "errMsg"))
        )
        assert code == 47001
        assert "data format error" in str(text)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A small file of a picture of 900 million pixels, which takes a second to make."""
    return encoded(Image.new("1", (30_000, 30_000)), compress_level=1)


class TestBadImages:
    @pytest.mark.parametrize(
        "data",
        [
            b"this is a text, not an image",
            PNG[: len(PNG) // 2],
            PNG[:30],
            b"\x00",
            b"\xff\xd8\xff",
            b"GIF89a",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        ],
    )
    def test_not_an_image(self, client: FlaskClient, token: str, path: str, data: bytes) -> None:
        document = answer(client.post(f"{path}?access_token={token}", data=upload(data=data)))
        text = "decode image failed" if "/ocr/" in path else "invalid image data"
        assert document["errcode"] == 101002
        assert document["errmsg"].startswith(text)

    def test_truncated_jpeg(self, client: FlaskClient, token: str, path: str) -> None:
        data = encoded(Image.effect_noise((300, 300), 90), "JPEG")
        document = answer(client.post(f"{path}?access_token={token}", data=upload(data=data[: len(data) // 2])))
        assert document["errcode"] == 101002
        assert "cut off" in document["errmsg"]

    @pytest.mark.slow
    def test_decompression_bomb_is_refused_unread(
        self, client: FlaskClient, token: str, bomb: bytes, path: str
    ) -> None:
        document = answer(client.post(f"{path}?access_token={token}", data=upload(data=bomb)))
        assert document["errcode"] == 101002
        assert "too large: send at most" in document["errmsg"]

    def test_file_over_the_limit(self, client: FlaskClient, token: str, path: str) -> None:
        # As bytes: the test client keeps large forms in temporary files that it does not close.
        body = raw_part('name="img"; filename="a.png"', PNG + bytes(2_200_000)) + b"--b--\r\n"
        kind = "multipart/form-data; boundary=b"
        document = answer(client.post(f"{path}?access_token={token}", data=body, content_type=kind))
        assert document["errcode"] == 45001
        assert document["errmsg"].startswith("media size out of limit")

    def test_body_over_every_limit(self, client: FlaskClient, token: str, path: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}", data=bytes(20_000_000)))
        assert document["errcode"] == 45001

    @pytest.mark.parametrize("url", ["nonsense", "ftp://example.com/a.png", "http://169.254.169.254/", "http://[::1]/"])
    def test_refused_urls(self, client: FlaskClient, token: str, path: str, url: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}", data={"img_url": url}))
        assert document["errcode"] == 101000
        assert document["errmsg"].startswith("invalid image url")


class TestCloudCall:
    def encoded(self, form: str) -> object:
        return {
            "base64": base64.b64encode(PNG).decode(),
            "unpadded": base64.b64encode(PNG).decode().rstrip("="),
            "lines": base64.encodebytes(PNG).decode(),
            "data url": "data:image/png;base64," + base64.b64encode(PNG).decode(),
            "buffer": {"type": "Buffer", "data": list(PNG)},
        }[form]

    @pytest.mark.parametrize("form", ["base64", "unpadded", "lines", "data url", "buffer"])
    def test_image_in_json(self, client: FlaskClient, token: str, path: str, form: str) -> None:
        body = {"img": {"contentType": "image/png", "value": self.encoded(form)}}
        document = answer(client.post(f"{path}?access_token={token}", json=body))
        assert list(document)[:2] == ["errCode", "errMsg"]
        code = code_of_png(path)
        assert document["errCode"] == code
        assert re.match(rf"openapi\.(img|ocr)\.\w+:{'fail' if code else 'ok'}\b", document["errMsg"])
        assert not [name for name in re.findall(r'"(\w+)":', json.dumps(document)) if "_" in name]

    def test_failure(self, client: FlaskClient, token: str, path: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}", json={"imgUrl": "http://169.254.169.254/"}))
        assert document["errCode"] == 101000
        assert re.match(r"openapi\.(img|ocr)\.\w+:fail invalid image url", document["errMsg"])

    def test_failure_without_a_token(self, client: FlaskClient, path: str) -> None:
        document = answer(client.post(path, json={"imgUrl": "http://example.com/"}))
        assert document["errCode"] == 41001

    def test_plain_json_keeps_plain_form(self, client: FlaskClient, token: str, path: str) -> None:
        document = answer(client.post(f"{path}?access_token={token}", json={"img_url": "nonsense"}))
        assert document["errcode"] == 101000

    def test_image_over_the_limit(self, client: FlaskClient, token: str, path: str) -> None:
        body = {"img": {"value": base64.b64encode(bytes(2_200_000)).decode()}}
        assert answer(client.post(f"{path}?access_token={token}", json=body))["errCode"] == 45001


class TestUnexpected:
    def test_crash_is_a_system_error_without_its_cause(
        self, client: FlaskClient, token: str, path: str, mocker: Any
    ) -> None:
        mocker.patch("shared.images.decoding.opened", side_effect=RuntimeError("secret path /srv/x"))
        document = answer(client.post(f"{path}?access_token={token}", data=upload()))
        assert document["errcode"] == -1
        assert document["errmsg"].startswith("system error")
        assert "secret" not in document["errmsg"]

    def test_emulated_errcode(self, client: FlaskClient, path: str) -> None:
        document = answer(client.post(path, headers={"X-Emulate-Errcode": "45009"}))
        assert document["errcode"] == 45009
        assert document["errmsg"].startswith("reach max api daily quota limit")

    def test_emulated_errcode_in_a_cloud_call(self, client: FlaskClient, path: str) -> None:
        document = answer(client.post(path, json={"imgUrl": "x"}, headers={"X-Emulate-Errcode": "-1"}))
        assert document["errCode"] == -1

    @pytest.mark.parametrize("code", ["7", "0", "x", "", "9" * 5000, "²"])
    def test_unknown_errcode(self, client: FlaskClient, path: str, code: str) -> None:
        assert answer(client.post(path, headers={"X-Emulate-Errcode": code}))["errcode"] == 40097
