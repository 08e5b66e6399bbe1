"""What the description of the API says of: ID photos."""

from shared import leqi
from shared.openapi import codes
from shared.openapi.parts import HERE, Description, Json, closed, examples, image_bodies, opened, ref, response, shell
from shared.openapi.words import FAILURE, ID_PHOTOS, SUCCESS, Words

from . import beauty, colours, measures, params, values
from . import openapi_order as order
from .api import API
from .specs import SPECS, Spec

(_PATH,) = API.paths
_WHEN: codes.When = {
    leqi.BAD_REQUEST: Words(
        "No APPCODE or a wrong one, a body that is no JSON object, over 100 fields, another method.",
        "没有 APPCODE 或不对、请求体不是 JSON 对象、字段超过 100 个、请求方法不对。",
    ),
    leqi.BAD_PARAMETER: Words(
        "This is also the answer where no image is sent, or `pic_url` is refused or fails.",
        "没有图片、`pic_url` 不被允许或下载失败也是这个码。",
    ),
    leqi.BAD_FAIR_LEVEL: Words(
        "A number in quotes is one; true, a list and a fraction are none.", "加引号的数字可以；true、列表和小数不行。"
    ),
    leqi.NO_IMAGE: Words(
        "Or `file` is no base64; JPEG, PNG, WebP, GIF, BMP, TIFF and HEIC are read.",
        "或 `file` 不是 base64；支持 JPEG、PNG、WebP、GIF、BMP、TIFF 和 HEIC。",
    ),
    leqi.FAILED: Words(
        "No face, several, too small, turned away, eyes closed, too dark or bright, blurred. "
        "Also: an image of more than `MAX_PHOTO_BYTES`, too many calls at once, no time left, and a fault of ours.",
        "没有人脸、不止一张脸、脸太小、没有正对镜头、闭眼、太暗或过亮、模糊。"
        "图片超过 `MAX_PHOTO_BYTES`、同时到达的请求太多、时限内算不完和本项目内部出错也是这个码。",
    ),
}
_NAME = "local-6b0510d8Zk3wP7bN1xVq9Lr4TfHs2Y_white"
_SIGNED = "expires=1795315929&signature=5c1f0d3b7a"
_MADE = {
    "code": 200,
    "final_pic_name": [_NAME],
    "print_wm_pic_url": [f"{HERE}/get_pic_3/result_wm/{_NAME}_print.jpg?{_SIGNED}"],
    "one_sheet_num": 8,
    "wm_pic_url": [f"{HERE}/get_pic_3/result_wm/{_NAME}.jpg?{_SIGNED}"],
}
_FAILURE = {
    "code": 507,
    "error": "证件照制作失败: 没有检测到人脸：请换一张端正、单人、直视镜头的照片 rid: 6b0510d8-7be31f2b-b19a03a4",
}
_WARNING = Words(
    "What of the order was not followed: unknown fields, clothes, which are not changed, "
    "bounds of `ratios` that no crop keeps. Also where the person hardly stands out of the ground.",
    "哪些要求没有照办：不认识的字段、不会更换的服装、怎么裁都满足不了的 `ratios`。人物与背景难以区分时也会说明。",
)
_COMMAND = f"""\
printf '{{"spec_id":1,"file":"%s"}}' "$(base64 <emulator/samples/{API.sample} | tr -d '\\n')" |
  curl -H 'Authorization: APPCODE emulator' -H 'Content-Type: application/json' --data-binary @- \\
    {HERE}{_PATH}"""


def _item() -> Json:
    schema = {"oneOf": [ref(f"Idphoto{kind}") for kind in ("Success", "Error", "VendorError")]}
    shown = examples(success=(SUCCESS, _MADE), failure=(FAILURE, _FAILURE))
    content = {"application/json": {"schema": schema, "examples": shown}}
    return {
        "description": Words(
            "Makes ID photos of a portrait, one for each background. Links in the answer lead to photos and print "
            "sheets with a watermark, for a day; `/get_pic_3` gives those without, for seven.",
            "用一张人像制作证件照，每种背景一张。响应里的链接是带水印的照片和排版照，一天有效；"
            "无水印的用 `/get_pic_3` 取，七天有效。",
        ),
        "x-errcodes": codes.leqi_table(_WHEN),
        "post": {
            "operationId": "idphoto",
            "summary": Words("Make ID photos", "制作证件照"),
            "tags": [ID_PHOTOS],
            "security": [{"appcode": []}],
            "requestBody": _request(),
            "responses": {
                "200": response(
                    Words("Names and links, or an error: look at `code`.", "照片名和链接，或错误，看 `code`。"), content
                )
            },
            "x-codeSamples": [shell(Words("A file", "上传文件"), _COMMAND)],
        },
    }


def _request() -> Json:
    return {
        "description": Words(
            "Numbers may also be texts, lists and dictionaries the text of their JSON, 0 and 1 false and true, "
            "colours texts like `#438EDB`. Null, an empty text or list, and 0 for a size mean no wish.",
            "数字可以写成文本，列表和字典可以写成 JSON 文本，0 和 1 可以写成 false 和 true，"
            "颜色可以写成 `#438EDB`。"
            "null、空文本、空列表和尺寸为 0 都表示没有要求。",
        ),
        "required": True,
        "content": {"application/json": {"schema": ref("IdphotoOrder")}, **image_bodies()},
    }


def _success() -> Json:
    """The schema of an answer with photos."""
    link = {"type": "string", "format": "uri"}
    return closed(
        {
            "code": {"const": leqi.OK},
            "final_pic_name": _for_each_background(
                Words(
                    "A name for `/get_pic_3` of each background, in their order.",
                    "每种背景一个照片名，供 `/get_pic_3` 使用，顺序相同。",
                ),
                {"type": "string", "pattern": r"^local-[0-9a-f]{8}[\p{L}\p{N}_-]+$"},
            ),
            "print_wm_pic_url": _for_each_background(Words("Print sheets with a watermark.", "带水印的排版照。"), link),
            "one_sheet_num": {
                "description": Words(
                    "Photos on a print sheet, in both formats if there are two.",
                    "一张排版照上的张数；两种规格混排时合计。",
                ),
                "type": "integer",
                "minimum": 1,
            },
            "wm_pic_url": _for_each_background(Words("Photos with a watermark.", "带水印的照片。"), link),
            "warning": {"description": _WARNING, "type": "string"},
        },
        optional=("warning",),
    )


def _for_each_background(description: Words, item: Json) -> Json:
    """The schema of a list that has one item for each background."""
    return {
        "description": description,
        "type": "array",
        "minItems": 1,
        "maxItems": colours.MOST_COLOURS,
        "items": item,
    }


def _components() -> Json:
    """The schemas of the order and of the answers."""
    wanted = {**opened(order.fields(), ("spec_id",)), "anyOf": [{"required": ["pic_url"]}, {"required": ["file"]}]}
    return {
        "IdphotoOrder": {
            "description": Words("What is to be made, of which portrait.", "用哪张人像，做什么样的证件照。"),
            **wanted,
        },
        "IdphotoBackground": order.background(),
        "IdphotoSuccess": _success(),
        **codes.leqi_schemas("Idphoto", _WHEN),
    }


def _format(spec: Spec) -> Json:
    """A format: its name, sides in pixels, resolution, bounds of the file in KB and the background it has unasked."""
    facts = {"size": spec.size, "dpi": spec.dpi, "file_kb": spec.file_kb, "colour": spec.colour[0]}
    return {"name": spec.name, **facts}


_FORMATS = {spec.name: number for number, spec in sorted(SPECS.items(), reverse=True)}
"""The first number of each format: further ones differ in the background."""
OPENAPI = Description(
    {_PATH: _item()},
    _components(),
    choices={
        "spec_id": {str(number): _format(SPECS[number]) for number in reversed(_FORMATS.values())},
        "background_color": dict(values.COLOURS),
        "most_colours": colours.MOST_COLOURS,
        "width_px": [measures.LEAST_SIDE, measures.WIDEST],
        "height_px": [measures.LEAST_SIDE, measures.HIGHEST],
        "dpi": [measures.COARSEST, measures.FINEST],
        "file_size_max": [1, measures.LARGEST_KB],
        "sheet_inches": sorted(params.PAPERS),
        "fair_level": beauty.HIGHEST,
    },
)
