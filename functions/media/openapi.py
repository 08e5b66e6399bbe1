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

from .api import API

(_PATH,) = API.paths
_WHEN: codes.When = {
    **codes.TOKEN,
    **codes.STORE_FAULT,
    **codes.BODY,
    40007: "It was never given, is malformed, or is older than three days.",
    41006: "It is looked for in the query.",
    43001: "HEAD is taken too, and no other method.",
}
_FAILURE = {"errcode": 40007, "errmsg": "invalid media_id rid: 6b0510d8-7be31f2b-b19a03a4"}


def _item() -> Json:
    schema = {"oneOf": [ref("MediaError"), ref("MediaVendorError")]}
    documents = {"application/json": {"schema": schema, "examples": examples(failure=("Failure", _FAILURE))}}
    responses = file_responses("The picture, or an error.", ("image/png", "image/jpeg"), documents)
    media_id = parameter("media_id", "query", "As superresolution has answered it.", required=True)
    shared = {"tags": ["Images"], "parameters": [media_id, RANGE]}
    address = f"{HERE}{_PATH}?access_token=$TOKEN&media_id=$MEDIA_ID"
    return {
        "description": "Gives the picture that a `media_id` of `/cv/img/superresolution` names.",
        "x-errcodes": codes.wechat_table(_WHEN),
        "get": {
            "operationId": "media",
            "summary": "Fetch a picture",
            "description": "Ranges are served.",
            **shared,
            "responses": responses,
            "x-codeSamples": [shell("A picture", f'curl -o enlarged.jpg "{address}"')],
        },
        "head": {
            "operationId": "mediaHead",
            "summary": "Ask for a picture's size and type",
            "description": "The headers of GET. An error has no body either: its content type is JSON.",
            **shared,
            "responses": head_responses(responses),
            "x-codeSamples": [shell("Headers only", f'curl -I "{address}"')],
        },
    }


OPENAPI = Description({_PATH: _item()}, codes.wechat_schemas("Media", _WHEN))  # a success is a file
