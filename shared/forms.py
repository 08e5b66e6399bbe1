"""What every wire form has in common: fields, JSON objects, base64, values that mean "absent", and how answers end.

JSON is read within bounds: what is small as text may be large in memory, or take long to read.
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from shared import errors
from shared.bilingual import Bilingual, Language

ABSENT = frozenset({"", "None", "null", "undefined", "ENCODE_URL"})
"""What SDKs send for "no value"."""
MAX_FIELDS = 100
MAX_CONTAINERS = 256
"""Lists and objects together, hence also how deep they stand in each other: the largest request known has nine."""
MAX_COLONS = 2000
"""At least one for each name: a hundred fields, and what may stand in texts such as URLs."""
MAX_QUOTES = 8000
MAX_COMMAS = 10_000
"""A list's items take up to sixteen times as much memory as their text; only a picture's bytes are so many."""
MAX_NAME = 256
"""Characters of a field's name."""
MAX_DIGITS = 40
"""Of a whole number: no field may be as large as one of so many."""
_BUFFER = re.compile(rb'"type"\s*:\s*"Buffer"')
AS_IT_IS = Bilingual(
    "as the body itself with its own Content-Type, such as image/jpeg",
    "直接作为请求体发送，并带上图片自身的 Content-Type（如 image/jpeg）",
)
"""How an image is sent without a form, for advice to callers."""
_BASE64 = str.maketrans("-_", "+/", " \t\r\n")  # SDKs break lines, and some write the alphabet that is safe in URLs

_PREFIX = re.compile(r"\s*(?:data:)?[\w/+.;= -]{0,200}\bbase64,", re.IGNORECASE)
"""What a URL of data has before its base64, or what is left of that."""
_ESCAPED = "+/=:;,\r\n "
"""What of it is written in a percent-encoding. Millions of others make no list of pieces here."""

_FAULT = Bilingual("try again; the log holds the cause by this rid", "请重试；原因可按此 rid 在日志中查到")
_T = TypeVar("_T")


def absent(value: object) -> bool:
    """Whether a value means that there is none: null, or a text such as those that clients make of it."""
    return value is None or (isinstance(value, str) and value.strip() in ABSENT)


def merge(*sources: Mapping[str, _T]) -> dict[str, _T]:
    """The first value of each name that means something."""
    merged: dict[str, _T] = {}
    for source in sources:
        for name, value in source.items():
            if not absent(value):
                merged.setdefault(name, value)
    return merged


def urlencoded(text: str) -> dict[str, str]:
    """The fields of a query or a form; of several values the first. Raises InvalidData for more than MAX_FIELDS."""
    return _first(pairs(text))


def pairs(text: str) -> list[tuple[str, str]]:
    """The names and values of a query or a form, in their order. Raises InvalidData for more than MAX_FIELDS."""
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise _too_many_fields() from error


def is_image(content_type: str, body: bytes) -> bool:
    """Whether a body is an image as it is, without a form: its type says so, and it is no JSON under a wrong type."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("image/") or (kind == "application/octet-stream" and body.lstrip()[:1] != b"{")


def base64_bytes(text: str) -> bytes:
    """What a text in base64 holds: in either alphabet, padded or not, broken into lines or not, after "data:" or not,
    and also where it was percent-encoded, or a form has made spaces of "+".

    Raises ValueError for any other text.
    """
    for sign in _ESCAPED if "%" in text else "":
        text = text.replace(f"%{ord(sign):02X}", sign).replace(f"%{ord(sign):02x}", sign)
    start = _PREFIX.match(text)
    packed = (text[start.end() :] if start else text).strip()
    if " " in packed and not _breaks_lines(packed):
        packed = packed.replace(" ", "+")
    packed = packed.translate(_BASE64)
    return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)


def _breaks_lines(text: str) -> bool:
    """Whether the spaces in a text stand where lines of one length end."""
    length = text.index(" ")
    return text[length :: length + 1].count(" ") == text.count(" ")


def json_object(body: bytes, example: str) -> dict[str, Any]:
    """The JSON object in a body; an empty body and `null` are an object without fields.

    Raises InvalidData, which shows `example`, for what is no JSON in UTF-8, no object, or larger than any request is.
    """
    if not body.strip():
        return {}
    if _has_too_much(body):
        raise _too_many_values()
    try:
        document = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_first, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise _no_json() from error
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise _no_object(example)
    if len(document) > MAX_FIELDS:
        raise _too_many_fields()
    if any(len(name) > MAX_NAME for name in document):
        raise _long_name()
    return document


def _too_many_fields() -> errors.InvalidData:
    return errors.InvalidData(Bilingual("send at most {most} fields", "最多发送 {most} 个字段", most=MAX_FIELDS))


def _has_too_much(body: bytes) -> bool:
    containers = body.count(b"[") + body.count(b"{")
    if containers > MAX_CONTAINERS or body.count(b":") > MAX_COLONS or body.count(b'"') > MAX_QUOTES:
        return True
    return body.count(b",") > MAX_COMMAS and not _BUFFER.search(body)


def _whole(text: str) -> int:
    """A whole number; one with more digits than any field may have is cut, and is too large all the same."""
    return int(text[:MAX_DIGITS])


def _first(pairs: Iterable[tuple[str, _T]]) -> dict[str, _T]:
    """Of several values of a name the first."""
    found: dict[str, _T] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return found


def encode(document: Mapping[str, Any], language: Language) -> bytes:
    """An answer as compact UTF-8 JSON, its sentences in a language; without a newline, on which one SDK breaks."""

    def said(value: object) -> str:
        if isinstance(value, Bilingual):
            return value.say(language)
        raise TypeError(f"{type(value).__name__} in an answer")

    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=said)
    return text.encode("utf-8", "replace")


def advice(error: Exception, language: Language) -> str:
    """What the caller can do about any exception. Of what is not a ServiceError it tells nothing."""
    return (error.advice if isinstance(error, errors.ServiceError) else _FAULT).say(language)


def _too_many_values() -> errors.InvalidData:
    return errors.InvalidData(
        Bilingual(
            "the JSON has too many values: send at most {most} fields",
            "JSON 中的值过多：最多发送 {most} 个字段",
            most=MAX_FIELDS,
        )
    )


def _no_object(example: str) -> errors.InvalidData:
    return errors.InvalidData(
        Bilingual(
            "the body must be a JSON object, such as {example}",
            "请求体必须是 JSON 对象，例如 {example}",
            example=example,
        )
    )


def _long_name() -> errors.InvalidData:
    return errors.InvalidData(
        Bilingual("the name of a field has more than {most} characters", "有字段名超过 {most} 个字符", most=MAX_NAME)
    )


def _no_json() -> errors.InvalidData:
    return errors.InvalidData(Bilingual("the body is not valid JSON in UTF-8", "请求体不是合法的 UTF-8 编码 JSON"))
