"""What the description of the API says of: barcode and QR-code recognition."""

from shared.openapi.codes import IMAGE
from shared.openapi.images import ImageFunction
from shared.openapi.parts import closed, ref
from shared.openapi.words import Words

from .api import API

TYPES = (
    *("QR_CODE", "DATA_MATRIX", "PDF_417", "AZTEC", "EAN_13", "EAN_8", "UPC_A", "UPC_E"),
    *("CODE_128", "CODE_39", "CODE_93", "CODABAR", "ITF", "RSS_14", "RSS_EXPANDED", "MAXICODE"),
)
POSITIONED = TYPES[:2]
_DATA = {"type": "string", "description": Words("The text in the code.", "码里的文本。")}
_CODE = {
    "oneOf": [
        closed({"type_name": {"enum": list(POSITIONED)}, "data": _DATA, "pos": ref("Corners")}),
        closed({"type_name": {"enum": [kind for kind in TYPES if kind not in POSITIONED]}, "data": _DATA}),
    ],
    "description": Words(
        "A code. Only QR codes and DataMatrix have a position, as at WeChat.",
        "一个码。与微信一样，只有二维码（QR）和 DataMatrix 给出位置。",
    ),
}
_EXAMPLE = {
    "errcode": 0,
    "errmsg": "ok",
    "code_results": [
        {
            "type_name": "QR_CODE",
            "data": "https://mp.weixin.qq.com",
            "pos": {
                "left_top": {"x": 168, "y": 309},
                "right_top": {"x": 416, "y": 279},
                "right_bottom": {"x": 447, "y": 528},
                "left_bottom": {"x": 199, "y": 558},
            },
        },
        {"type_name": "EAN_13", "data": "6901234567892"},
    ],
    "img_size": {"w": 1100, "h": 900},
}
OPENAPI = ImageFunction(
    API,
    name="Qrcode",
    summary=Words("Read barcodes and QR codes", "识别条码和二维码"),
    description=Words(
        "Reads sixteen kinds of codes, several in one image, from top to bottom and left to right. "
        "An image without a code is a success with empty `code_results`, if there was time for all attempts.",
        "识别十六种码，一图多码，从上到下、从左到右排列。"
        "没有码也算成功，`code_results` 为空——只要各种尝试都来得及做完。",
    ),
    answer={"code_results": {"type": "array", "items": ref("ScannedCode")}, "img_size": ref("ImageSize")},
    example=_EXAMPLE,
    when=IMAGE,
    failure=(
        101000,
        "invalid image url hint: [img_url leads to an address that is not public; use a public host]",
    ),
    lacks=Words(
        "There was no time for all attempts, and there may be more codes.", "时限内没做完所有尝试，可能还有别的码。"
    ),
    schemas={"ScannedCode": _CODE},
).describe()
