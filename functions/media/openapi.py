"""What the description of the API says of: temporary media."""

from shared.openapi import codes
from shared.openapi.parts import (
    HERE,
    RANGE,
    Description,
    Json,
    examples,
    file_responses,
    head_responses,
    parameter,
    ref,
    shell,
)
from shared.openapi.words import FAILURE, IMAGES, Words

from .api import API

(_PATH,) = API.paths
_WHEN: codes.When = {
    **codes.TOKEN,
    **codes.STORE_FAULT,
    **codes.BODY,
    40007: Words(
        "It was never given, is malformed, or is older than three days.", "从未给出过、格式不对，或已超过三天。"
    ),
    41006: Words("It is looked for in the query.", "只在查询串里找。"),
    43001: Words("HEAD is taken too, and no other method.", "只接受 GET 和 HEAD。"),
}
_FAILURE = {"errcode": 40007, "errmsg": "invalid media_id rid: 6b0510d8-7be31f2b-b19a03a4"}
_MEDIA_ID = parameter(
    "media_id", "query", Words("As superresolution has answered it.", "图片放大接口返回的值。"), required=True
)
_SHARED = {"tags": [IMAGES], "parameters": [_MEDIA_ID, RANGE]}
"""What both methods have."""
_ADDRESS = f"{HERE}{_PATH}?access_token=$TOKEN&media_id=$MEDIA_ID"


def _item() -> Json:
    responses = _responses()
    return {
        "description": Words(
            "Gives the picture that a `media_id` of `/cv/img/superresolution` names.",
            "按 `/cv/img/superresolution` 返回的 `media_id` 取图片。",
        ),
        "x-errcodes": codes.wechat_table(_WHEN),
        "get": _get(responses),
        "head": _head(responses),
    }


def _responses() -> Json:
    schema = {"oneOf": [ref("MediaError"), ref("MediaVendorError")]}
    documents = {"application/json": {"schema": schema, "examples": examples(failure=(FAILURE, _FAILURE))}}
    return file_responses(Words("The picture, or an error.", "图片，或错误。"), ("image/png", "image/jpeg"), documents)


def _get(responses: Json) -> Json:
    return {
        "operationId": "media",
        "summary": Words("Fetch a picture", "取图片"),
        "description": Words("Ranges are served.", "支持断点续传（Range）。"),
        **_SHARED,
        "responses": responses,
        "x-codeSamples": [shell(Words("A picture", "取图片"), f'curl -o enlarged.jpg "{_ADDRESS}"')],
    }


def _head(responses: Json) -> Json:
    return {
        "operationId": "mediaHead",
        "summary": Words("Ask for a picture's size and type", "查图片的大小和类型"),
        "description": Words(
            "The headers of GET. An error has no body either: its content type is JSON.",
            "只有 GET 的响应头。出错时同样没有响应体，Content-Type 为 JSON。",
        ),
        **_SHARED,
        "responses": head_responses(responses),
        "x-codeSamples": [shell(Words("Headers only", "只要响应头"), f'curl -I "{_ADDRESS}"')],
    }


OPENAPI = Description({_PATH: _item()}, codes.wechat_schemas("Media", _WHEN))  # a success is a file
