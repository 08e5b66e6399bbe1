"""The cloud-call form: JSON in, with camelCase names and the image inside it; camelCase answers out."""

import json
import re
from collections.abc import Mapping
from typing import Any

from shared import errors, forms
from shared.bilingual import Bilingual

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_MARKS = re.compile(rb'"imgUrl"\s*:|"img"\s*:\s*\{')
_UNDERSCORE = re.compile(r"_([a-z0-9])")


def parse_json(body: bytes) -> tuple[dict[str, str], bytes | None, bool]:
    """The fields of a JSON body by their snake_case names, the image in it, and whether it is a cloud call.

    A cloud call is told from plain JSON by its camelCase `imgUrl` or by an `img` that is an object. An empty body and
    `null` are no fields. Raises InvalidData.
    """
    document = forms.json_object(body, '{"imgUrl": "..."}')
    image = document.pop("img", None)
    cloud_call = isinstance(image, dict) or "imgUrl" in document
    fields: dict[str, str] = {}
    for name, value in document.items():
        if value is not None:
            fields.setdefault(_snake(name), _text(value))
    return fields, _image(image) if isinstance(image, dict) else None, cloud_call


def looks_like_one(body: bytes) -> bool:
    """Whether a body that was not parsed has the marks of a cloud call, whose errors have a form of their own."""
    return body.lstrip()[:1] == b"{" and _MARKS.search(body) is not None


def encode(answer: Mapping[str, Any], api: str) -> dict[str, Any]:
    """An answer in cloud-call form: camelCase names, and an errMsg that begins with the API's name."""
    camel = {camel_name(name): _camel_names(value) for name, value in answer.items()}
    code = camel.pop("errcode", 0)
    message = camel.pop("errmsg", "ok")
    outcome = message if code in (0, "0") else f"fail {message}"
    return {"errCode": code, "errMsg": f"{api}:{outcome}", **camel}


def _image(img: Mapping[str, Any]) -> bytes | None:
    value = img.get("value")
    try:
        if isinstance(value, str):
            return forms.base64_bytes(value) or None
        # Only a list: bytes(4_000_000_000) would be that many zeros.
        if isinstance(value, dict) and value.get("type") == "Buffer" and isinstance(value.get("data"), list):
            return bytes(value["data"]) or None
    except (ValueError, TypeError) as error:
        raise _strange_image() from error
    raise _strange_image()


def _strange_image() -> errors.InvalidData:
    return errors.InvalidData(
        Bilingual(
            "img.value must be base64 text, all of it and nothing else, or a serialised Buffer",
            "img.value 必须是完整且不含其他内容的 base64 文本，或序列化的 Buffer",
        )
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _snake(name: str) -> str:
    return _HUMP.sub(r"_\1", name).lower()


def camel_name(name: str) -> str:
    """A field's name as cloud calls have it: img_size becomes imgSize."""
    return _UNDERSCORE.sub(lambda match: match[1].upper(), name)


def _camel_names(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {camel_name(name): _camel_names(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_camel_names(inner) for inner in value]
    return value
