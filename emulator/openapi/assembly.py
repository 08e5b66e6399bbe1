"""The whole document: what holds for all paths, and the paths."""

import functools
from collections.abc import Mapping
from importlib import import_module

import functions
from shared.openapi import codes, images
from shared.openapi.parts import HEADERS, Description, Json

from . import health

VERSION = "0.1.0"
_INTRODUCTION = """\
Serverless functions with the form of WeChat's image API and of Leqi's ID-photo API, and engines of our own.

The HTTP status is 200 for successes and errors alike: look at `errcode`, `errCode` or `code`. Only a range of a \
picture is answered with 206 or 416. An error's text begins with the vendor's text, goes on with what to do, and ends \
with a rid, under which our log has the request.

Paths of the vendor count in any case, with or without a slash at the end. Every other path answers errcode 40066. \
Fields stand in the query, a form, a multipart form or JSON; the query wins. An empty value, `None`, `null`, \
`undefined` and `ENCODE_URL` mean that there is none.

This is what our own engines answer (`BACKEND=local`). From the vendor itself more codes can come. The emulator gives \
any of them for the header `X-Emulate-Errcode: 45009`, to try how a client takes it."""
_TAGS = {
    "Tokens": "Access tokens for the calls below, of this deployment's own.",
    "Images": "One image in. The access token stands in the query, a form or JSON.",
    "ID photos": "Leqi's form: an APPCODE in a header, JSON with types in and out.",
    "Health": "What platforms ask every function.",
}
_SECURITY: Mapping[str, Json] = {
    "access_token": {
        "type": "apiKey",
        "in": "query",
        "name": "access_token",
        "description": "A token of `/cgi-bin/token` or `/cgi-bin/stable_token`. A form or JSON may hold it instead.",
    },
    "cloudbase_access_token": {
        "type": "apiKey",
        "in": "query",
        "name": "cloudbase_access_token",
        "description": "The same token by the name that cloud hosting uses.",
    },
    "appcode": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`APPCODE` and one of this deployment's codes: `APPCODE emulator` at the emulator.",
    },
}


def assemble() -> Json:
    """The document."""
    paths = _paths()
    ours = {row["code"] for item in paths.values() for row in item.get("x-errcodes", [])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "WeChat image API on serverless functions",
            "version": VERSION,
            "description": _INTRODUCTION,
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [
            {
                "url": "http://127.0.0.1:{port}",
                "description": "The emulator, as `scripts/serve` starts it.",
                "variables": {"port": {"default": "8080"}},
            }
        ],
        "security": [{"access_token": []}, {"cloudbase_access_token": []}],
        "tags": [{"name": name, "description": words} for name, words in _TAGS.items()],
        "paths": paths,
        "components": {"securitySchemes": dict(_SECURITY), "headers": dict(HEADERS), "schemas": _schemas()},
        "x-vendor-errcodes": codes.vendor_table(ours),
    }


@functools.cache
def descriptions() -> Mapping[str, Description]:
    """What each function says of itself, in its openapi.py. Raises ModuleNotFoundError for one that says nothing."""
    return {name: import_module(f"functions.{name}.openapi").OPENAPI for name in functions.names()}


def _paths() -> Json:
    ours = {path: item for described in descriptions().values() for path, item in described.paths.items()}
    return {**ours, "/healthz": health.alive(), "/readyz": health.ready()}


def _schemas() -> Json:
    schemas = {**images.SIZE, **images.CORNERS, **images.CLOUD_CORNERS, **images.INPUT}
    for described in descriptions().values():
        schemas |= described.schemas
    return schemas
