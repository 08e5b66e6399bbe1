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

from .api import API

(_PATH,) = API.paths
_WHEN: codes.When = {
    leqi.BAD_REQUEST: "No APPCODE or a wrong one; a changed or expired link; a method other than GET and HEAD.",
    leqi.BAD_PARAMETER: "Also where the photo's time is over: seven days, one day with a watermark.",
    leqi.NO_IMAGE: "Only for a field `file`, which this path has no use for.",
    leqi.FAILED: "The store for pictures does not work, or another fault of ours.",
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
    shown = examples(success=("Links", _FOUND), failure=("Failure", _FAILURE))
    documents = {"application/json": {"schema": schema, "examples": shown}}
    responses = file_responses("Links, the picture of a link, or an error.", ("image/jpeg",), documents)
    shared = {"tags": ["ID photos"], "security": [{"appcode": []}, {}], "parameters": _parameters()}
    command = f"curl -H 'Authorization: APPCODE emulator' \"{HERE}{_PATH}?file_name=$NAME\""
    return {
        "description": (
            "Gives links to a finished photo without a watermark and to its print sheet, by the photo's name; "
            "and the picture itself, below this path, to whoever has a link: no APPCODE is needed."
        ),
        "x-errcodes": codes.leqi_table(_WHEN),
        "get": {
            "operationId": "idphotoResult",
            "summary": "Get links to a photo, or the photo",
            **shared,
            "responses": responses,
            "x-codeSamples": [
                shell("Links by a name", command),
                shell("The picture of a link", 'curl -o photo.jpg "$LINK"'),
            ],
        },
        "head": {
            "operationId": "idphotoResultHead",
            "summary": "Ask for a picture's size and type",
            "description": "The headers of GET, without a body.",
            **shared,
            "responses": head_responses(responses),
        },
    }


def _parameters() -> list[Json]:
    return [
        parameter("file_name", "query", "One of `final_pic_name`: the answer holds links to it. Needs an APPCODE."),
        parameter("picture", "query", "Of a link that version 0.1.0 made: the picture."),
        parameter("expires", "query", "Of a link: until when it is good.", {"type": "string", "pattern": r"^\d+$"}),
        parameter("signature", "query", "Of a link: that it was made here."),
        RANGE,
    ]


def _components() -> Json:
    """The schemas of the answers that are no pictures."""
    link = {"type": "string", "format": "uri"}
    success = closed(
        {
            "code": {"const": leqi.OK},
            "file_name": {"description": "The photo, without a watermark.", **link},
            "file_name_list": {"description": "Its print sheet.", **link},
        }
    )
    return {"IdphotoResultSuccess": success, **codes.leqi_schemas("IdphotoResult", _WHEN)}


OPENAPI = Description({_PATH: _item()}, _components())
