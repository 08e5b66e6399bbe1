"""What the description of the API says of: finished ID photos."""

from shared import leqi
from shared.openapi import codes
from shared.openapi.parts import (
    HERE,
    RANGE,
    Description,
    Json,
    closed,
    examples,
    file_responses,
    head_responses,
    parameter,
    ref,
    shell,
)
from shared.openapi.words import FAILURE, ID_PHOTOS, Words

from .api import API

(_PATH,) = API.paths
_WHEN: codes.When = {
    leqi.BAD_REQUEST: Words(
        "No APPCODE or a wrong one; a changed or expired link; a method other than GET and HEAD.",
        "没有 APPCODE 或不对；链接被改动或已过期；不是 GET 或 HEAD。",
    ),
    leqi.BAD_PARAMETER: Words(
        "Also where the photo's time is over: seven days, one day with a watermark.",
        "照片已过期也是这个码：保存七天，带水印的一天。",
    ),
    leqi.NO_IMAGE: Words(
        "Only for a field `file`, which this path has no use for.", "仅当带了字段 `file`：本接口用不着它。"
    ),
    leqi.FAILED: Words(
        "The store for pictures does not work, or another fault of ours.", "图片存储不可用，或本项目内部出错。"
    ),
}
_NAME = "local-6b0510d8Zk3wP7bN1xVq9Lr4TfHs2Y_white"
_LINK = f"{HERE}{_PATH}/result/{{}}.jpg?expires=1795834329&signature=5c1f0d3b7a"
_FOUND = {"code": 200, "file_name": _LINK.format(_NAME), "file_name_list": _LINK.format(f"{_NAME}_print")}
_FAILURE = {
    "code": 422,
    "error": "缺少对应的参数、参数不存在或者参数错误: file_name is unknown or older than 7 days: make the photo again "
    "rid: 6b0510d8-7be31f2b-b19a03a4",
}


def _item() -> Json:
    schema = {"oneOf": [ref(f"IdphotoResult{kind}") for kind in ("Success", "Error", "VendorError")]}
    shown = examples(success=(Words("Links", "链接"), _FOUND), failure=(FAILURE, _FAILURE))
    documents = {"application/json": {"schema": schema, "examples": shown}}
    responses = file_responses(
        Words("Links, the picture of a link, or an error.", "链接、链接指向的图片，或错误。"),
        ("image/jpeg",),
        documents,
    )
    shared = {"tags": [ID_PHOTOS], "security": [{"appcode": []}, {}], "parameters": _parameters()}
    command = f"curl -H 'Authorization: APPCODE emulator' \"{HERE}{_PATH}?file_name=$NAME\""
    return {
        "description": Words(
            "Gives links to a finished photo without a watermark and to its print sheet, by the photo's name; "
            "and the picture itself, below this path, to whoever has a link: no APPCODE is needed.",
            "按照片名给出无水印照片和排版照的链接；有链接即可在本路径之下取图，不需要 APPCODE。",
        ),
        "x-errcodes": codes.leqi_table(_WHEN),
        "get": {
            "operationId": "idphotoResult",
            "summary": Words("Get links to a photo, or the photo", "取照片的链接，或照片"),
            **shared,
            "responses": responses,
            "x-codeSamples": [
                shell(Words("Links by a name", "按照片名取链接"), command),
                shell(Words("The picture of a link", "按链接取图片"), 'curl -o photo.jpg "$LINK"'),
            ],
        },
        "head": {
            "operationId": "idphotoResultHead",
            "summary": Words("Ask for a picture's size and type", "查图片的大小和类型"),
            "description": Words("The headers of GET, without a body.", "只有 GET 的响应头，没有响应体。"),
            **shared,
            "responses": head_responses(responses),
        },
    }


def _parameters() -> list[Json]:
    return [
        parameter(
            "file_name",
            "query",
            Words(
                "One of `final_pic_name`: the answer holds links to it. Needs an APPCODE.",
                "`final_pic_name` 中的一个，响应给出它的链接。需要 APPCODE。",
            ),
        ),
        parameter(
            "picture",
            "query",
            Words("Of a link that version 0.1.0 made: the picture.", "0.1.0 版给出的链接里的图片名。"),
        ),
        parameter(
            "expires",
            "query",
            Words("Of a link: until when it is good.", "链接里的有效期。"),
            {"type": "string", "pattern": r"^\d+$"},
        ),
        parameter("signature", "query", Words("Of a link: that it was made here.", "链接里的签名。")),
        RANGE,
    ]


def _components() -> Json:
    """The schemas of the answers that are no pictures."""
    link = {"type": "string", "format": "uri"}
    success = closed(
        {
            "code": {"const": leqi.OK},
            "file_name": {"description": Words("The photo, without a watermark.", "无水印照片。"), **link},
            "file_name_list": {"description": Words("Its print sheet.", "它的排版照。"), **link},
        }
    )
    return {"IdphotoResultSuccess": success, **codes.leqi_schemas("IdphotoResult", _WHEN)}


OPENAPI = Description({_PATH: _item()}, _components())
