"""Leqi's codes: text, meaning and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared import errors
from shared.bilingual import Bilingual

OK, BAD_REQUEST, BAD_PARAMETER, BAD_FAIR_LEVEL, NO_IMAGE, FAILED = 200, 400, 422, 423, 506, 507


@dataclass(frozen=True, slots=True)
class Code:
    """One code of an error. `advice` is one sentence for whoever can act on it."""

    text: str
    meaning: Bilingual
    advice: Bilingual


TABLE: Mapping[int, Code] = MappingProxyType(
    {
        BAD_REQUEST: Code(
            "非法请求",
            Bilingual("The request as a whole is not accepted.", "请求整体不被接受。"),
            Bilingual(
                "Send JSON by the documented method, and the APPCODE of this deployment.",
                "按文档规定的方法发送 JSON，并带上本部署的 APPCODE。",
            ),
        ),
        BAD_PARAMETER: Code(
            "缺少对应的参数、参数不存在或者参数错误",
            Bilingual(
                "A field is missing or has a value that is not taken; the text names it.",
                "缺少某个字段，或其取值不被接受；报错文字会指出是哪一个。",
            ),
            Bilingual("Correct the parameter that the text names.", "修改报错文字指出的参数。"),
        ),
        BAD_FAIR_LEVEL: Code(
            "fair_level参数类型不正确",
            Bilingual(
                "`fair_level` is no whole number and no dictionary of such numbers.",
                "`fair_level` 既不是整数，也不是各项为整数的字典。",
            ),
            Bilingual(
                "Send a number from 0 to 5, or one for each feature.", "发送 0 到 5 的整数，或为每一项各给一个整数。"
            ),
        ),
        NO_IMAGE: Code(
            "上传的数据不是图片",
            Bilingual("What was sent is no image that is read.", "发送的内容不是能读取的图片。"),
            Bilingual(
                "Send a whole JPEG or PNG file, in base64 without line breaks or by its URL.",
                "发送完整的 JPEG 或 PNG 文件：用不换行的 base64，或给出图片的 URL。",
            ),
        ),
        FAILED: Code(
            "证件照制作失败",
            Bilingual("No ID photo can be made; the text says why.", "无法制作证件照；报错文字说明了原因。"),
            Bilingual(
                "Ask for another photo, with the reason that the text gives.",
                "把报错文字中的原因告诉用户，请用户换一张照片。",
            ),
        ),
    }
)
"""Every code of an error, in the order of their numbers."""
CODES: Mapping[type[Exception], int] = {
    errors.MissingToken: BAD_REQUEST,
    errors.InvalidToken: BAD_REQUEST,
    errors.ExpiredToken: BAD_REQUEST,
    errors.WrongMethod: BAD_REQUEST,
    errors.UnknownPath: BAD_REQUEST,
    errors.InvalidData: BAD_REQUEST,
    errors.MissingImage: BAD_PARAMETER,
    errors.InvalidImageUrl: BAD_PARAMETER,
    errors.InvalidParameter: BAD_PARAMETER,
    errors.MissingMediaId: BAD_PARAMETER,
    errors.UnknownMedia: BAD_PARAMETER,
    errors.InvalidImage: NO_IMAGE,
}
"""The codes of errors, but for those that only one function raises."""
