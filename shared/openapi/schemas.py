"""Schemas that functions share which take an image in WeChat's form, and how a schema reads in a cloud call."""

from typing import Any

from shared.wechat import CORNERS as CORNER_NAMES
from shared.wechat import cloudcall

from .parts import closed, opened, ref
from .words import Words

IMAGE_URL = Words(
    "Address of the image: http or https, on a public host. Counts where no image is sent. "
    "One that was percent-encoded twice is understood.",
    "图片地址：http 或 https，公网可访问。没有上传图片时才用它。两次百分号编码的地址也认得。",
)
_POINT = closed({"x": {"type": "integer", "minimum": 0}, "y": {"type": "integer", "minimum": 0}})
_TEXT = {"type": "string"}
_SAME = (ref("Point")["$ref"], ref("ImageSize")["$ref"])
"""Schemas whose names are single words: cloud calls have them too."""
_BASE64 = {"type": "string", "contentEncoding": "base64"}
_BUFFER = opened(
    {
        "type": {"const": "Buffer"},
        "data": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 255}, "minItems": 1},
    },
    ("type", "data"),
)
_IMAGE = {
    "description": Words(
        "`value` is base64, with or without `data:image/png;base64,` before it, or a Node Buffer as JSON.",
        "`value` 是 base64（前面有没有 `data:image/png;base64,` 都行），或 Node 的 Buffer 序列化成的 JSON。",
    ),
    **opened({"contentType": _TEXT, "value": {"oneOf": [_BASE64, _BUFFER]}}, ("value",)),
}
SIZE = {
    "ImageSize": {
        "description": Words(
            "Pixels of the image after it has been turned upright; coordinates belong to this size.",
            "图片转正以后的像素尺寸；所有坐标都以它为准。",
        ),
        **closed({"w": {"type": "integer", "minimum": 1}, "h": {"type": "integer", "minimum": 1}}),
    }
}
CORNERS = {
    "Point": {"description": Words("A pixel of the upright image.", "转正以后的图片上的一个像素。"), **_POINT},
    "Corners": {
        "description": Words(
            "The corners as the code or the text itself stands, from its own left top clockwise.",
            "四个角，从码或文字自身的左上角起顺时针。",
        ),
        **closed({name: ref("Point") for name in CORNER_NAMES}),
    },
}
CLOUD_CORNERS = {"CloudCorners": closed({cloudcall.camel_name(name): ref("Point") for name in CORNER_NAMES})}
INPUT = {
    "CloudImage": {
        "description": Words("A cloud call with the image in it.", "带图片的云调用。"),
        **opened({"img": _IMAGE}, ("img",)),
    },
    "CloudUrl": {
        "description": Words("A cloud call with the image's address.", "带图片地址的云调用。"),
        **opened({"imgUrl": {**_TEXT, "description": IMAGE_URL}}, ("imgUrl",)),
    },
}


def in_cloud_form(schema: Any) -> Any:
    """A schema with the names that a cloud call's answer has."""
    if isinstance(schema, list):
        return [in_cloud_form(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("$ref") not in (None, *_SAME):
        return ref(f"Cloud{schema['$ref'].rpartition('/')[2]}")
    renamed = {name: in_cloud_form(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        renamed["properties"] = {
            cloudcall.camel_name(name): in_cloud_form(value) for name, value in schema["properties"].items()
        }
        renamed["required"] = [cloudcall.camel_name(name) for name in schema.get("required", [])]
    return renamed
