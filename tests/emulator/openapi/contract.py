"""The description as a judge of answers: does an answer have the form that its path's description gives?"""

import functools
import re
from collections.abc import Mapping
from typing import Any

import jsonschema_rs
from werkzeug.http import parse_options_header

from emulator import openapi

DOCUMENT = openapi.document()
PATHS: dict[str, dict[str, Any]] = DOCUMENT["paths"]
METHODS = ("get", "post", "head")
OPERATIONS = [(path, method) for path, item in PATHS.items() for method in METHODS if method in item]


def resolved(part: Any) -> Any:
    """What a reference leads to; anything else is itself."""
    if isinstance(part, dict) and "$ref" in part:
        kind, name = part["$ref"].removeprefix("#/components/").split("/")
        return DOCUMENT["components"][kind][name]
    return part


@functools.cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """The judge by one of the document's schemas."""
    return judge({"$ref": f"#/components/schemas/{name}"})


def judge(schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    """The judge by a schema that may refer to the document's components."""
    return jsonschema_rs.Draft202012Validator({**schema, "components": DOCUMENT["components"]}, validate_formats=True)


def codes(path: str) -> set[int]:
    """The error codes that the description has for a path."""
    return {row["code"] for row in PATHS[path].get("x-errcodes", [])}


def answers(path: str) -> list[str]:
    """The names of the schemas of what our own code answers at a path: all but the vendor's errors."""
    operation = PATHS[path].get("post") or PATHS[path]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    names = [one["$ref"].rpartition("/")[2] for one in schema["oneOf"]]
    return [name for name in names if not name.endswith("VendorError")]


def check(path: str, answer: Any) -> int:
    """The code of a JSON answer. Fails unless it has exactly one of the described forms, and a described code."""
    fitting = [name for name in answers(path) if validator(name).is_valid(answer)]
    assert len(fitting) == 1, f"{path}: {fitting} of {answers(path)} fit {answer}"
    code: int = next((answer[name] for name in ("errcode", "errCode", "code") if name in answer), 0)
    assert code in codes(path) | {0, 200}
    return code


def check_response(path: str, method: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Check status, headers and body of an answer against the operation; JSON bodies see `check`."""
    described = PATHS[path][method]["responses"][str(status)]
    for name, header in ((name, resolved(one)) for name, one in described.get("headers", {}).items()):
        if name in headers:
            judge(header["schema"]).validate(headers[name])
        assert name in headers or not header.get("required"), f"{name} is missing"
    kind = parse_options_header(headers.get("Content-Type", ""))[0]
    if method == "head":
        assert body == b""
    elif "content" in described:
        assert kind in described["content"]
    else:
        assert body == b""


def same_shape(one: Any, other: Any) -> bool:
    """Whether two JSON values have the same names and types; of lists the first elements count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same_shape(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return bool(one) == bool(other) and all(same_shape(*pair) for pair in zip(one[:1], other[:1], strict=True))
    return type(one) is type(other)


RID = re.compile(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")
