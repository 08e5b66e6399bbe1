"""JSON objects in requests, within bounds: what is small as text may be large in memory, or take long to read."""

import json
import re
from typing import Any

from shared import errors

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
_BUFFER = re.compile(rb'"type"\s*:\s*"Buffer"')
_CLOUD_CALL = re.compile(rb'"imgUrl"\s*:|"img"\s*:\s*\{')


def json_object(body: bytes, example: str) -> dict[str, Any]:
    """The JSON object in a body; an empty body and `null` are an object without fields.

    Raises InvalidData, which shows `example`, for what is no JSON in UTF-8, no object, or larger than any request is.
    """
    if not body.strip():
        return {}
    if _has_too_much(body):
        raise errors.InvalidData(f"the JSON has too many values: send at most {MAX_FIELDS} fields")
    try:
        document = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise errors.InvalidData("the body is not valid JSON in UTF-8") from error
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise errors.InvalidData(f"the body must be a JSON object, such as {example}")
    if len(document) > MAX_FIELDS:
        raise errors.InvalidData(f"send at most {MAX_FIELDS} fields")
    if any(len(name) > MAX_NAME for name in document):
        raise errors.InvalidData(f"the name of a field has more than {MAX_NAME} characters")
    return document


def _has_too_much(body: bytes) -> bool:
    containers = body.count(b"[") + body.count(b"{")
    if containers > MAX_CONTAINERS or body.count(b":") > MAX_COLONS or body.count(b'"') > MAX_QUOTES:
        return True
    return body.count(b",") > MAX_COMMAS and not _BUFFER.search(body)


def looks_like_cloud_call(body: bytes) -> bool:
    """Whether a body that was not parsed has the marks of a cloud call, whose errors have a form of their own."""
    return body.lstrip()[:1] == b"{" and _CLOUD_CALL.search(body) is not None
