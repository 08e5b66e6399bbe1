"""JSON in requests: what is small as text may not become large in memory, or take long to read."""

import base64
import json
import re
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from werkzeug.datastructures import Headers

from shared import errors, forms, leqi, wechat
from shared.wechat import cloudcall

JSON = Headers({"Content-Type": "application/json"})
EXAMPLE = '{"a": 1}'


def read(body: bytes) -> dict[str, object]:
    return forms.json_object(body, EXAMPLE)


@pytest.mark.parametrize("body", [b"", b" \n", b"null", b"{}", b"\xef\xbb\xbf{}"])
def test_nothing_is_an_object_without_fields(body: bytes) -> None:
    assert read(body) == {}


@pytest.mark.parametrize("body", [b"[]", b"1", b'"x"', b"true"])
def test_what_is_no_object_is_told_what_one_looks_like(body: bytes) -> None:
    with pytest.raises(errors.InvalidData, match=re.escape(EXAMPLE)):
        read(body)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe{}", "{}".encode("utf-16"), b"{'a': 1}"])
def test_what_is_no_json_in_utf_8(body: bytes) -> None:
    with pytest.raises(errors.InvalidData, match="not valid JSON in UTF-8"):
        read(body)


@pytest.mark.parametrize("sign", [b"", b"-"])
def test_a_number_of_thousands_of_digits_is_a_number_that_is_too_large(sign: bytes) -> None:
    found = read(b'{"a":' + sign + b"9" * 5000 + b"}")["a"]
    assert isinstance(found, int)
    assert abs(found) > 10**30


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":' * 100_000,
        b"[" * 8_000_000,
        b'{"a":[' + b"[]," * 2_000_000 + b"[]]}",
        b"{" + b",".join(b'"%d":1' % number for number in range(400_000)) + b"}",
        b'{"a":[' + b'"",' * 2_000_000 + b'""]}',
        json.dumps(dict.fromkeys(map(str, range(101)), 1)).encode(),
        b'{"a":[' + b"1.5," * 2_000_000 + b"1]}",
        b'{"a":[' + b"1," * 4_000_000 + b"1]}",
    ],
    ids=["deep", "open lists", "lists", "names", "texts", "101 fields", "fractions", "numbers"],
)
def test_too_many_values_are_refused_before_they_are_made(body: bytes) -> None:
    started = time.thread_time()
    with pytest.raises(errors.InvalidData, match="at most 100 fields"):
        read(body)
    assert time.thread_time() - started < 0.5


def test_a_name_of_millions_of_characters_is_refused() -> None:
    with pytest.raises(errors.InvalidData, match="the name of a field has more than 256 characters"):
        read(b'{"' + b"aA" * 4_000_000 + b'":1}')


def test_a_hundred_fields_are_taken() -> None:
    fields = {f"field {number}": number for number in range(100)}
    assert read(json.dumps(fields).encode()) == fields


def test_an_image_as_a_node_buffer_is_taken() -> None:
    document = {"img": {"value": {"type": "Buffer", "data": list(bytes(range(256)) * 8192)}}}
    assert read(json.dumps(document).encode()) == document


def test_of_several_values_of_a_name_the_first_counts() -> None:
    assert read(b'{"a": 1, "b": {"c": 2, "c": 3}, "a": null}') == {"a": 1, "b": {"c": 2}}
    assert forms.urlencoded("a=1&b=&a=2&b=3") == {"a": "1", "b": ""}


def test_a_hundred_and_one_fields_of_a_form() -> None:
    assert len(forms.urlencoded("&".join(f"f{number}=1" for number in range(100)))) == 100
    with pytest.raises(errors.InvalidData, match="at most 100 fields"):
        forms.urlencoded("&".join(f"f{number}=1" for number in range(101)))


def test_the_first_source_with_a_value_counts() -> None:
    assert forms.merge({"a": "null", "b": "1"}, {"a": 0, "b": "2", "c": None}) == {"a": 0, "b": "1"}


@pytest.mark.parametrize("value", [None, "", " ", "None", " null ", "undefined", "ENCODE_URL"])
def test_values_that_mean_that_there_is_none(value: object) -> None:
    assert forms.absent(value)


@pytest.mark.parametrize("value", [0, False, "0", "none", "NULL", [], {}, "https%3A%2F%2Fx"])
def test_values_that_mean_something(value: object) -> None:
    assert not forms.absent(value)


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: text,
        lambda text: text.rstrip("="),
        lambda text: text.replace("+", "-").replace("/", "_"),
        lambda text: "data:image/png;base64," + text,
        lambda text: "\r\n".join(re.findall(".{1,7}", text)),
        lambda text: f" data:image/jpeg;base64,{text[:9]}\n{text[9:]}\t",
        lambda text: "DATA:image/png;charset=utf-8;BASE64, " + text,
        lambda text: "base64," + text,
        lambda text: quote("data:image/png;base64," + text, safe=""),
        lambda text: text.replace("+", " "),
        lambda text: " ".join(re.findall(".{1,7}", text)),
    ],
    ids=[
        *("plain", "unpadded", "for urls", "data", "lines", "data in lines"),
        *("in capitals", "half a url", "percent-encoded", "from a form", "words"),
    ],
)
@pytest.mark.parametrize("form", ["wechat", "leqi"])
def test_base64_is_read_alike_in_both_forms(form: str, spell: Callable[[str], str]) -> None:
    picture = bytes(range(240, 256)) * 4 + b"\xfb\xef\xbe>" + bytes(8) + b"x"
    text = spell(base64.b64encode(picture).decode())
    if form == "wechat":
        call = wechat.Form("qrcode", "a").read("POST", "/", "", JSON, json.dumps({"img": {"value": text}}).encode())
    else:
        call = leqi.Form("idphoto", ("POST",)).read("POST", "/", "", JSON, json.dumps({"file": text}).encode())
    assert call.image == picture


@pytest.mark.parametrize("text", ["*", "YWJjZ", "图", "YW=Jj", "data:image/png;base64,***", "%zz", "b'YWJj'", '"YWJj"'])
def test_what_is_no_base64(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        forms.base64_bytes(text)


@pytest.mark.parametrize(
    ("body", "looks"),
    [
        (b'{"imgUrl": "x"}', True),
        (b' {"a": 1, "img" : {"value": ""}}', True),
        (b'{"img_url": "x"}', False),
        (b'{"img": "x"}', False),
        (b'--b\r\n"imgUrl": 1', False),
        (b"", False),
    ],
)
def test_the_marks_of_a_cloud_call(body: bytes, looks: bool) -> None:
    assert cloudcall.looks_like_one(body) == looks
