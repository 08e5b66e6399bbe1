"""What the description of the API says of: printed-text recognition."""

from shared.openapi.codes import IMAGE
from shared.openapi.images import ImageFunction
from shared.openapi.parts import closed, ref
from shared.openapi.words import Words

from .api import API

_LINE = closed(
    {"text": {"type": "string", "description": Words("One line of text.", "一行文字。")}, "pos": ref("Corners")}
)
_EXAMPLE = {
    "errcode": 0,
    "errmsg": "ok",
    "items": [
        {
            "text": "营业时间 Opening hours",
            "pos": {
                "left_top": {"x": 77, "y": 56},
                "right_top": {"x": 680, "y": 81},
                "right_bottom": {"x": 678, "y": 146},
                "left_bottom": {"x": 74, "y": 120},
            },
        }
    ],
    "img_size": {"w": 1000, "h": 620},
}
OPENAPI = ImageFunction(
    API,
    name="PrintedText",
    summary=Words("Read printed text", "识别印刷文字"),
    description=Words(
        "Reads printed Chinese and English, line by line in reading order, also vertical and on turned pages. "
        "An image without text is a success with empty `items`.",
        "识别印刷的中文和英文，按阅读顺序逐行返回，竖排和转了方向的页面也行。没有文字也算成功，`items` 为空。",
    ),
    answer={"items": {"type": "array", "items": ref("TextLine")}, "img_size": ref("ImageSize")},
    example=_EXAMPLE,
    when=IMAGE,
    failure=(101002, "decode image failed hint: [the image is damaged or cut off: send all of its bytes]"),
    extra=(
        (
            "type",
            Words(
                "Taken, as WeChat's older documents have it; our engine needs no hint.",
                "微信旧文档里有的字段，照收；自带引擎用不着。",
            ),
            {"type": "string"},
        ),
    ),
    lacks=Words("There was no time for all lines: the lower ones are missing.", "时限内没读完，缺靠下的几行。"),
    schemas={"TextLine": _LINE},
).describe()
