"""What the description of the API says of: smart crop."""

from shared.openapi.codes import IMAGE
from shared.openapi.images import ImageFunction
from shared.openapi.parts import closed, ref
from shared.openapi.words import Words

from .api import API
from .params import MOST, NARROWEST, WIDEST

_EDGE = {"type": "integer", "minimum": 0}
_CROP = {
    "description": Words(
        "The outermost pixels inside the crop: it is `crop_right - crop_left + 1` pixels wide.",
        "裁剪框内最外一圈像素的坐标：宽为 `crop_right - crop_left + 1` 像素。",
    ),
    **closed({f"crop_{side}": _EDGE for side in ("left", "top", "right", "bottom")}),
}
_WORDS = Words(
    f"Up to {MOST} ratios, width divided by height, each from {NARROWEST:g} to {WIDEST:g}, with commas between: "
    "`1,2.35` or `16:9`. Further ones are ignored. Without it there is one crop, of the best ratio.",
    f"最多 {MOST} 个宽高比（宽除以高，{NARROWEST:g} 到 {WIDEST:g}），用逗号隔开：`1,2.35` 或 `16:9`，多出的忽略。"
    "不填则给一个框，比例自动选。",
)
_NUMBER = {"type": "number", "minimum": NARROWEST, "maximum": WIDEST}
_RATIOS = {"type": "string", "examples": ["1,2.35"]}
OPENAPI = ImageFunction(
    API,
    name="Aicrop",
    summary=Words("Crop around the subject", "智能裁剪"),
    description=Words(
        "The largest crop of each ratio that keeps the subject: heads first, then what draws the eye. "
        "One result for each ratio, in their order.",
        "每个比例给一个保住主体的最大裁剪框：先保人头，再保最抢眼的部分。结果与比例一一对应，顺序相同。",
    ),
    answer={
        "results": {"type": "array", "items": ref("Crop"), "minItems": 1, "maxItems": MOST},
        "img_size": ref("ImageSize"),
    },
    example={
        "errcode": 0,
        "errmsg": "ok",
        "results": [
            {"crop_left": 0, "crop_top": 35, "crop_right": 419, "crop_bottom": 454},
            {"crop_left": 0, "crop_top": 35, "crop_right": 419, "crop_bottom": 213},
        ],
        "img_size": {"w": 420, "h": 512},
    },
    when={
        **IMAGE,
        40097: Words(
            "One of the first five `ratios` is neither a number nor a pair such as `16:9`, or out of range.",
            "`ratios` 前五个里有一个既不是数字也不是 `16:9` 这样的比，或超出范围。",
        ),
    },
    failure=(
        40097,
        "invalid args hint: [ratios takes decimal numbers from 0.01 to 100, width divided by height, "
        "such as 1,2.35 or 16:9]",
    ),
    extra=(("ratios", _WORDS, _RATIOS),),
    json_extra={"ratios": {"oneOf": [_RATIOS, _NUMBER, {"type": "array", "items": _NUMBER}], "description": _WORDS}},
    form=" -F ratios=1,2.35",
    schemas={"Crop": _CROP},
).describe()
