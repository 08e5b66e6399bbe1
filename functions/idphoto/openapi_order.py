"""What the description of the API says of an order for ID photos: its fields."""

from shared.openapi.parts import Json, opened, ref
from shared.openapi.words import Words

from . import beauty, colours, measures, params
from .specs import SPECS


def fields() -> Json:
    """The schema of each field."""
    return {**_portrait(), **_format(), **_output(), **_scene(), **_retouching(), **_own()}


def _portrait() -> Json:
    return {
        "pic_url": {
            "type": "string",
            "format": "uri",
            "description": Words(
                "The portrait's address; needed where there is no `file`.", "人像的地址；没有 `file` 时必填。"
            ),
        },
        "file": {
            "type": "string",
            "contentEncoding": "base64",
            "description": Words("The portrait's file, in base64.", "人像文件，base64。"),
        },
    }


def _format() -> Json:
    wide = Words(
        "A width of your own, in pixels; neither side is more than twice the other.",
        "自定宽度，像素；长边不超过短边的两倍。",
    )
    high = Words("A height of your own, in pixels.", "自定高度，像素。")
    numbers = ", ".join(map(str, SPECS))
    return {
        "spec_id": {
            "type": "integer",
            "description": Words(
                f"A number of the catalogue in `functions/idphoto/README.md`: {numbers}; "
                "or of the operator's table `SPECS`; with `width_px` and `height_px` any other.",
                f"规格编号，见 `functions/idphoto/README.md`：{numbers}；或部署者在 `SPECS` 里定义的编号；"
                "带 `width_px` 和 `height_px` 时可以是任何编号。",
            ),
        },
        "width_px": _whole(measures.LEAST_SIDE, measures.WIDEST, wide),
        "height_px": _whole(measures.LEAST_SIDE, measures.HIGHEST, high),
    }


def _output() -> Json:
    """Where the head stands in a photo, how large its file is, how its copies share a print sheet."""
    ratio = {"oneOf": [{"const": -1}, {"type": "number", "minimum": 0, "maximum": 1}]}
    least = Words("Least size of the file, in KB of 1024 bytes.", "文件大小下限，KB（1024 字节）。")
    greatest = Words("Greatest size of the file, in KB of 1000 bytes.", "文件大小上限，KB（1000 字节）。")
    return {
        "ratios": {
            "type": "array",
            "items": ratio,
            "minItems": 8,
            "maxItems": 8,
            "description": Words(
                "Least and greatest head height, eye height, room above the head, face width; -1: no wish.",
                "头高、眼睛高度、头顶留白、脸宽各自的下限和上限；-1 表示没有要求。",
            ),
        },
        "file_size_min": _whole(0, measures.LARGEST_KB, least),
        "file_size_max": _whole(0, measures.LARGEST_KB, greatest),
        "print_type": {
            "enum": [1, 2],
            "description": Words("1: a wide print sheet; 2: a tight one.", "排版方式，1：疏排；2：密排。"),
        },
    }


def _scene() -> Json:
    """The background, and how the person stands before it."""
    middle = Words(
        "In the middle is 0: the head; 1: the point between the ears.", "水平居中的是，0：整个头；1：两耳的中点。"
    )
    return {
        "background_color": {
            "type": "array",
            "items": ref("IdphotoBackground"),
            "minItems": 1,
            "maxItems": colours.MOST_COLOURS,
            "description": Words("One photo is made for each.", "每种背景做一张。"),
        },
        "hor_align_type": {"enum": [0, 1], "description": middle},
        "pose_fix": {
            "enum": [0, 1],
            "description": Words(
                "What is made level, 0: the eyes; 1: the shoulders too.", "摆正，0：双眼；1：双肩也摆正。"
            ),
        },
    }


def _retouching() -> Json:
    """What is changed of the person."""
    level = _whole(0, beauty.HIGHEST)
    feature = dict.fromkeys(beauty.FEATURES, level)
    return {
        "fair_level": {
            "oneOf": [level, {**opened(feature), "additionalProperties": False}],
            "description": Words(
                "How much beauty: one level for the skin, or a level for each feature.",
                "美颜程度：一个数只管皮肤，或每个部位一个数。",
            ),
        },
        "need_origin_beauty": {
            "enum": [0, 1],
            "description": Words(
                "1: `fair_level` and `light` 3, where no `fair_level` is given.",
                "1：没有给 `fair_level` 时，`fair_level` 与 `light` 按 3 处理。",
            ),
        },
        "clothes": {
            "type": "string",
            "description": Words(
                "The vendor's name of a garment. It is taken, the person's own clothes stay, and `warning` says so.",
                "原厂的服装名。照收不误，但保留本人的衣服，并在 `warning` 里说明。",
            ),
            "examples": ["api_20240521-3-boy"],
        },
    }


def _own() -> Json:
    dpi = Words(
        "Ours, not the vendor's: the resolution that the file names, and that settles its size on print sheets.",
        "本项目自有，原厂没有：写进文件的分辨率，也决定照片在排版照上的大小。",
    )
    return {
        "dpi": _whole(measures.COARSEST, measures.FINEST, dpi),
        "sheet_inches": {
            "enum": list(params.PAPERS),
            "description": Words(
                "Ours, not the vendor's: the paper of print sheets, 6 inches unless 5 are asked for.",
                "本项目自有，原厂没有：排版照的相纸，默认 6 寸，可选 5 寸。",
            ),
        },
        "light": _whole(
            0,
            beauty.HIGHEST,
            Words(
                "Ours, not the vendor's: how far bad light on the face is made good: exposure, colour cast, shadow.",
                "本项目自有，原厂没有：脸上光线不好时修正多少：曝光、偏色、一侧的阴影。",
            ),
        ),
        "sheet_spec_id": {
            "type": "integer",
            "description": Words(
                "Ours, not the vendor's: a second format, a number as `spec_id`. Copies in it share the print sheets.",
                "本项目自有，原厂没有：第二种规格，编号同 `spec_id`，与第一种混排在同一张排版照上。",
            ),
        },
    }


def background() -> Json:
    """The schema of a background."""
    colour = _whole(0, 0xFFFFFF)
    properties = {
        "start_color": {
            "oneOf": [colour, {"const": colours.ORIGINAL}],
            "description": Words(
                "The colour at the top, as a number: 4427483 is blue. Ours, not the vendor's, is "
                f"`{colours.ORIGINAL}`: the picture's own ground.",
                f"顶端的颜色，数字：4427483 是蓝色。本项目自有：`{colours.ORIGINAL}`，保留原图背景。",
            ),
        },
        "enc_color": {
            **colour,
            "description": Words(
                "The colour at the bottom; without it the background is plain.", "底端的颜色；不填则为纯色。"
            ),
        },
        "color_name": {
            "type": "string",
            "pattern": r"^[\p{L}\p{N}_-]{1,32}$",
            "description": Words(
                "Becomes part of names and links; each background needs its own. Without it the colour's.",
                "会写进照片名和链接，各背景不能相同。不填则用颜色的名字。",
            ),
        },
    }
    return {"description": Words("A background.", "一种背景。"), **opened(properties, ("start_color",))}


def _whole(low: int, high: int, description: Words | None = None) -> Json:
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return {**schema, "description": description} if description else schema
