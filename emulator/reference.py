"""The reference page: the OpenAPI description as HTML for readers. It needs no script and nothing from elsewhere."""

import base64
import functools
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from shared.openapi.parts import HERE

from . import openapi

Json = dict[str, Any]
HOME = Path(__file__).parent
METHODS = ("get", "post", "head")
_CODE = re.compile(r"`([^`]+)`")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_BODIES = {
    "multipart/form-data": "Multipart form",
    "application/x-www-form-urlencoded": "Form",
    "application/json": "JSON",
}


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a body: what it is called, where it stands, what it may be and what it does."""

    name: str
    where: str
    kind: str
    description: str
    required: bool


@functools.lru_cache(maxsize=8)
def page(url: str = HERE) -> str:
    """The page, with commands for the emulator at `url`."""
    document = openapi.document()
    environment = Environment(
        loader=FileSystemLoader([HOME / "templates", HOME / "page"]),  # the page's colours are the try-it page's
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = words
    parts = {"document": document, "groups": _groups(document, url)}
    return environment.get_template("reference.html").render(**parts)


@functools.cache
def policy() -> str:
    """The page's Content-Security-Policy: its own style sheet, and nothing else."""
    found = _STYLE.search(page())
    digest = hashlib.sha256(found[1].encode()).digest() if found else b""
    style = base64.b64encode(digest).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def words(text: str) -> Markup:
    """A text of the description as HTML: what stands between backquotes is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped before


def _groups(document: Json, url: str) -> list[Json]:
    """For each tag its name, its description and its paths."""
    paths = [_path(document, path, item, url) for path, item in document["paths"].items()]
    return [{**tag, "paths": [path for path in paths if path["tag"] == tag["name"]]} for tag in document["tags"]]


def _path(document: Json, path: str, item: Json, url: str) -> Json:
    operations = {method: item[method] for method in METHODS if method in item}
    main = operations.get("post") or operations["get"]
    examples = _examples(main)
    security = main.get("security", document["security"])
    return {
        "path": path,
        "id": path.strip("/").replace("/", "-"),
        "tag": main["tags"][0],
        "methods": [method.upper() for method in operations],
        "summary": main["summary"],
        "description": item["description"],
        "credential": _credential(security),
        "parameters": _parameters(document, operations),
        "bodies": _bodies(document, main),
        "commands": [
            {"label": sample["label"], "source": sample["source"].replace(HERE, url)}
            for operation in operations.values()
            for sample in operation.get("x-codeSamples", [])
        ],
        "examples": examples,
        "files": _files(operations),
        "codes": item.get("x-errcodes", []),
    }


def _credential(security: list[Json]) -> str:
    if not security:
        return "No token is needed."
    if {} in security:
        return "An APPCODE in the header `Authorization`; none for a link."
    if "appcode" in security[0]:
        return "An APPCODE in the header `Authorization`."
    return "A token: `access_token` or `cloudbase_access_token`."


def _parameters(document: Json, operations: Json) -> list[Field]:
    """The parameters of all methods, each once."""
    found: dict[str, Field] = {}
    for method, operation in operations.items():
        for one in operation.get("parameters", []):
            kind = _kind(document, one["schema"])
            # Required by one of several methods is not required by the path: then the other one's word counts.
            required = one.get("required", False) and (method == "head" or "post" not in operations)
            found.setdefault(one["name"], Field(one["name"], one["in"], kind, one["description"], required))
    return list(found.values())


def _bodies(document: Json, operation: Json) -> list[Json]:
    """The forms of a body; forms with the same fields are shown together."""
    bodies: list[Json] = []
    for kind, media in operation.get("requestBody", {}).get("content", {}).items():
        for form in media["schema"].get("anyOf", [media["schema"]]):
            schema = _resolved(document, form)
            title = schema.get("description", _BODIES.get(kind, kind)).rstrip(".")
            fields = _fields(document, schema)
            same = next((body for body in bodies if body["fields"] == fields), None)
            if same and title not in same["title"]:
                same["title"] += f" or {title}"
            elif not same:
                bodies.append({"title": title, "kind": kind, "fields": fields})
    return bodies


def _fields(document: Json, schema: Json, prefix: str = "") -> list[Field]:
    """The fields of an object, and after a list of objects theirs; of a file the one that is the whole body."""
    if "properties" not in schema:
        return [Field("the body", "body", _kind(document, schema), "", False)]
    fields = []
    for name, part in schema["properties"].items():
        one = _resolved(document, part)
        required = name in schema.get("required", [])
        fields.append(Field(prefix + name, "body", _kind(document, one), one.get("description", ""), required))
        items = _resolved(document, one.get("items", {}))
        fields += _fields(document, items, f"{name}[].") if "properties" in items else []
    return fields


def _kind(document: Json, schema: Json) -> str:
    """What a value may be, in a few words."""
    schema = _resolved(document, schema)
    if "oneOf" in schema:
        return " or ".join(dict.fromkeys(_kind(document, one) for one in schema["oneOf"]))
    if "const" in schema or "enum" in schema:
        return ", ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema["type"] == "array":
        items = _resolved(document, schema["items"])
        return "list of objects" if "properties" in items else f"list of: {_kind(document, items)}"
    if schema["type"] == "object":
        return f"object of {', '.join(schema['properties'])}"
    return _scalar(schema)


def _scalar(schema: Json) -> str:
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['type']}, {schema['minimum']} to {schema['maximum']}"
    kind = {"contentMediaType": "file", "contentEncoding": "base64"}
    return next((words for name, words in kind.items() if name in schema), str(schema["type"]))


def _examples(operation: Json) -> list[Json]:
    """The examples of answers: their titles and texts."""
    shown = []
    for kind, media in operation["responses"]["200"]["content"].items():
        for example in media.get("examples", {}).values():
            value = example["value"]
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) if kind.endswith("json") else value
            shown.append({"title": example["summary"], "text": text})
    return shown


def _files(operations: Json) -> str:
    """The content types of pictures that a path answers with."""
    content = operations["get"]["responses"]["200"].get("content", {}) if "get" in operations else {}
    return " or ".join(f"`{kind}`" for kind in content if kind.startswith("image/"))


def _resolved(document: Json, schema: Json) -> Json:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Json = document["components"]["schemas"][name] if name else schema
    return found
