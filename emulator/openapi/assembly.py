"""The whole document: what holds for all paths, and the paths."""

import functools
from collections.abc import Mapping
from importlib import import_module

import functions
from shared.openapi import codes
from shared.openapi.parts import HEADERS, Description, Json
from shared.openapi.schemas import CLOUD_CORNERS, CORNERS, INPUT, SIZE
from shared.openapi.words import HEALTH, ID_PHOTOS, IMAGES, TOKENS, Words

from . import health

VERSION = "0.1.0"
_INTRODUCTION = Words(
    """\
Serverless functions with the form of WeChat's image API and of Leqi's ID-photo API, and engines of our own.

The HTTP status is 200 for successes and errors alike: look at `errcode`, `errCode` or `code`. Only a range of a \
picture is answered with 206 or 416. An error's text begins with the vendor's text, goes on with what to do, and ends \
with a rid, under which our log has the request.

Paths of the vendor count in any case, with or without a slash at the end. Every other path answers errcode 40066. \
Fields stand in the query, a form, a multipart form or JSON; the query wins. An empty value, `None`, `null`, \
`undefined` and `ENCODE_URL` mean that there is none.

This is what our own engines answer (`BACKEND=local`). From the vendor itself more codes can come. The emulator gives \
any of them for the header `X-Emulate-Errcode: 45009`, to try how a client takes it.""",
    """\
一组云函数，接口与微信图像接口、乐奇证件照接口一致，引擎自带。

无论成功还是出错，HTTP 状态码都是 200，请看 `errcode`、`errCode` 或 `code`；只有按范围取图片时会是 206 或 416。\
错误文字以原厂的文字开头，接着说明怎么办，最后是 rid，凭它可以在日志里找到这次请求。

原厂路径不分大小写，末尾有没有斜杠都行；其他路径一律返回 errcode 40066。字段可以放在查询串、表单、multipart 表单\
或 JSON 里，查询串优先。空值、`None`、`null`、`undefined` 和 `ENCODE_URL` 都当作没有填。

这里写的是自带引擎的行为（`BACKEND=local`）。原厂还会返回更多错误码，带上请求头 `X-Emulate-Errcode: 45009`，\
模拟器就会返回其中任何一个，可以用来演练客户端怎么处理。""",
)
_TAGS = {
    TOKENS: Words(
        "Access tokens for the calls below, of this deployment's own.", "以下接口用的 access_token，由本部署签发。"
    ),
    IMAGES: Words(
        "One image in. The access token stands in the query, a form or JSON.",
        "每次一张图片。access_token 放在查询串、表单或 JSON 里。",
    ),
    ID_PHOTOS: Words(
        "Leqi's form: an APPCODE in a header, JSON with types in and out.",
        "乐奇的形式：请求头带 APPCODE，收发都是 JSON。",
    ),
    HEALTH: Words("What platforms ask every function.", "云平台向每个函数探测的路径。"),
}
_SECURITY: Mapping[str, Json] = {
    "access_token": {
        "type": "apiKey",
        "in": "query",
        "name": "access_token",
        "description": Words(
            "A token of `/cgi-bin/token` or `/cgi-bin/stable_token`. A form or JSON may hold it instead.",
            "由 `/cgi-bin/token` 或 `/cgi-bin/stable_token` 获取；也可以放在表单或 JSON 里。",
        ),
    },
    "cloudbase_access_token": {
        "type": "apiKey",
        "in": "query",
        "name": "cloudbase_access_token",
        "description": Words("The same token by the name that cloud hosting uses.", "同一个令牌，云托管用的名字。"),
    },
    "appcode": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": Words(
            "`APPCODE` and one of this deployment's codes: `APPCODE emulator` at the emulator.",
            "`APPCODE` 加本部署的一个码；模拟器上是 `APPCODE emulator`。",
        ),
    },
}


def assemble() -> Json:
    """The document, its texts in all languages."""
    paths = _paths()
    ours = {row["code"] for item in paths.values() for row in item.get("x-errcodes", [])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": Words("WeChat image API on serverless functions", "微信图像接口的云函数实现"),
            "version": VERSION,
            "description": _INTRODUCTION,
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [
            {
                "url": "http://127.0.0.1:{port}",
                "description": Words("The emulator, as `scripts/serve` starts it.", "`scripts/serve` 启动的模拟器。"),
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
    schemas = {**SIZE, **CORNERS, **CLOUD_CORNERS, **INPUT}
    for described in descriptions().values():
        schemas |= described.schemas
    return schemas
