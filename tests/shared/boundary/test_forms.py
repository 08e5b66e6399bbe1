"""JSON in requests: what is small as text may not become large in memory, or take long to read."""

import json
import re
import time

import pytest

from shared import errors, forms
from shared.wechat import cloudcall

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


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe{}", "{}".encode("utf-16"), b'{"a":' + b"9" * 5000 + b"}", b"{'a': 1}"]
)
def test_what_is_no_json_in_utf_8(body: bytes) -> None:
    with pytest.raises(errors.InvalidData, match="not valid JSON in UTF-8"):
        read(body)


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
