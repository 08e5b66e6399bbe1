"""Pieces of which the descriptions of all paths are made: schemas, parameters, headers, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .words import Words

Json = dict[str, Any]
"""A JSON object: a schema, a path item, any piece of the document; where people read a text, it is Words."""
HERE = "http://127.0.0.1:8080"
"""Where the commands of the document find the emulator."""


@dataclass(frozen=True)
class Description:
    """What the document says of one function: the item of each of its paths, and the schemas that they refer to.

    `choices` are values, by the names of their fields, that a page can offer: what the schemas say only in words.
    """

    paths: Mapping[str, Json]
    schemas: Json
    choices: Json = field(default_factory=dict)


def ref(name: str, kind: str = "schemas") -> Json:
    """A reference to one of the document's components."""
    return {"$ref": f"#/components/{kind}/{name}"}


def closed(properties: Json, optional: tuple[str, ...] = ()) -> Json:
    """The schema of an object with these properties and no other; all but the optional ones are always there."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def opened(properties: Json, required: tuple[str, ...] = ()) -> Json:
    """The schema of an object that may have more properties, as requests may: unknown ones are ignored."""
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def parameter(name: str, where: str, description: Words, schema: Json | None = None, *, required: bool = False) -> Json:
    """A parameter of an operation; a text, unless the schema says something else."""
    described = {"name": name, "in": where, "description": description, "schema": schema or {"type": "string"}}
    return {**described, "required": True} if required else described


def image_bodies() -> Json:
    """The contents of a request whose body is the image itself: by each content type that says so."""
    words = Words(
        "The image file itself: other fields stand in the query.", "图片文件本身就是请求体，其他字段放在查询串里。"
    )
    file = {"type": "string", "contentMediaType": "application/octet-stream", "description": words}
    return {"image/*": {"schema": file}, "application/octet-stream": {"schema": file}}


def response(description: Words, content: Json | None = None, headers: Json | None = None) -> Json:
    """An answer; every answer of a function says who has given it."""
    named = {"X-Served-By": ref("ServedBy", "headers"), **(headers or {})}
    return {"description": description, "headers": named, **({"content": content} if content else {})}


def examples(**values: tuple[Words, Any]) -> Json:
    """Named examples, each a summary and a value."""
    return {name: {"summary": summary, "value": value} for name, (summary, value) in values.items()}


def shell(label: Words, source: str) -> Json:
    """A command to paste, in the form that generators of reference pages know (x-codeSamples)."""
    return {"lang": "Shell", "label": label, "source": source}


HEADERS: Mapping[str, Json] = {
    "ServedBy": {
        "description": Words(
            "Who has computed the answer: our own engine, or the vendor.", "结果由谁算出：自带引擎，或原厂。"
        ),
        "required": True,
        "schema": {"enum": ["local", "vendor"]},
    },
    "Partial": {
        "description": Words(
            "The answer lacks what there was no time for: it has `partial` too.",
            "时限已到，结果不完整；响应里也有 `partial`。",
        ),
        "schema": {"const": "1"},
    },
    "AcceptRanges": {
        "description": Words("With a picture: parts of it can be asked for.", "响应是图片时：可以只取其中一段。"),
        "schema": {"const": "bytes"},
    },
    "Disposition": {
        "description": Words("With a picture: the file's name.", "响应是图片时：文件名。"),
        "schema": {"type": "string", "pattern": '^(attachment|inline); filename="[^"]+"$'},
    },
    "ContentRange": {
        "description": Words(
            "Which bytes of how many: `bytes 0-99/2048`; after a 416 only of how many: `bytes */2048`.",
            "第几到第几字节、共多少：`bytes 0-99/2048`；416 时只有总数：`bytes */2048`。",
        ),
        "required": True,
        "schema": {"type": "string", "pattern": r"^bytes (\d+-\d+|\*)/\d+$"},
    },
}


def file_responses(what: Words, kinds: tuple[str, ...], documents: Json) -> Json:
    """The answers of a path that gives pictures: whole, a range of it, a range that it does not have.

    `documents` is the JSON that comes in place of a picture, or for another wish.
    """
    pictures: Json = {kind: {"schema": {"type": "string", "contentMediaType": kind}} for kind in kinds}
    ranges = {"Accept-Ranges": ref("AcceptRanges", "headers"), "Content-Disposition": ref("Disposition", "headers")}
    whole = what + Words(" The content type tells a picture from JSON.", "看 Content-Type 区分图片和 JSON。")
    part = {**ranges, "Content-Range": ref("ContentRange", "headers")}
    return {
        "200": response(whole, {**pictures, **documents}, ranges),
        "206": response(
            Words("The range of the picture that `Range` asked for.", "`Range` 要的那一段图片。"), pictures, part
        ),
        "416": response(
            Words("The picture has no such range; no body.", "图片没有这一段；没有响应体。"),
            headers={"Content-Range": ref("ContentRange", "headers")},
        ),
    }


def head_responses(responses: Json) -> Json:
    """The same answers without their bodies."""
    return {
        status: {name: part for name, part in one.items() if name != "content"} for status, one in responses.items()
    }


RANGE = parameter(
    "Range",
    "header",
    Words("A part of the picture: `bytes=0-9999`.", "只取图片的一段：`bytes=0-9999`。"),
    {"type": "string", "pattern": r"^bytes=(\d{1,9}-(\d{1,9})?|-\d{1,9})$"},
)
