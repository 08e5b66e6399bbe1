"""Pieces of which the descriptions of all paths are made: schemas, parameters, headers, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
"""A JSON object: a schema, a path item, any piece of the document."""
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


def parameter(name: str, where: str, description: str, schema: Json | None = None, *, required: bool = False) -> Json:
    """A parameter of an operation; a text, unless the schema says something else."""
    described = {"name": name, "in": where, "description": description, "schema": schema or {"type": "string"}}
    return {**described, "required": True} if required else described


def image_bodies() -> Json:
    """The contents of a request whose body is the image itself: by each content type that says so."""
    words = "The image file itself: other fields stand in the query."
    file = {"type": "string", "contentMediaType": "application/octet-stream", "description": words}
    return {"image/*": {"schema": file}, "application/octet-stream": {"schema": file}}


def response(description: str, content: Json | None = None, headers: Json | None = None) -> Json:
    """An answer; every answer of a function says who has given it."""
    named = {"X-Served-By": ref("ServedBy", "headers"), **(headers or {})}
    return {"description": description, "headers": named, **({"content": content} if content else {})}


def examples(**values: tuple[str, Any]) -> Json:
    """Named examples, each a summary and a value."""
    return {name: {"summary": summary, "value": value} for name, (summary, value) in values.items()}


def shell(label: str, source: str) -> Json:
    """A command to paste, in the form that generators of reference pages know (x-codeSamples)."""
    return {"lang": "Shell", "label": label, "source": source}


HEADERS: Mapping[str, Json] = {
    "ServedBy": {
        "description": "Who has computed the answer: our own engine, or the vendor.",
        "required": True,
        "schema": {"enum": ["local", "vendor"]},
    },
    "Partial": {
        "description": "The answer lacks what there was no time for: it has `partial` too.",
        "schema": {"const": "1"},
    },
    "AcceptRanges": {"description": "With a picture: parts of it can be asked for.", "schema": {"const": "bytes"}},
    "Disposition": {
        "description": "With a picture: the file's name.",
        "schema": {"type": "string", "pattern": '^(attachment|inline); filename="[^"]+"$'},
    },
    "ContentRange": {
        "description": "Which bytes of how many: `bytes 0-99/2048`; after a 416 only of how many: `bytes */2048`.",
        "required": True,
        "schema": {"type": "string", "pattern": r"^bytes (\d+-\d+|\*)/\d+$"},
    },
}


def file_responses(what: str, kinds: tuple[str, ...], documents: Json) -> Json:
    """The answers of a path that gives pictures: whole, a range of it, a range that it does not have.

    `documents` is the JSON that comes in place of a picture, or for another wish.
    """
    pictures: Json = {kind: {"schema": {"type": "string", "contentMediaType": kind}} for kind in kinds}
    ranges = {"Accept-Ranges": ref("AcceptRanges", "headers"), "Content-Disposition": ref("Disposition", "headers")}
    part = {**ranges, "Content-Range": ref("ContentRange", "headers")}
    return {
        "200": response(f"{what} The content type tells a picture from JSON.", {**pictures, **documents}, ranges),
        "206": response("The range of the picture that `Range` asked for.", pictures, part),
        "416": response(
            "The picture has no such range; no body.", headers={"Content-Range": ref("ContentRange", "headers")}
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
    "A part of the picture: `bytes=0-9999`.",
    {"type": "string", "pattern": r"^bytes=(\d{1,9}-(\d{1,9})?|-\d{1,9})$"},
)
