"""What the description of the API says of: ID photos."""

from engines.portrait import GARMENTS
from shared import leqi
from shared.openapi import codes
from shared.openapi.parts import HERE, Description, Json, closed, examples, image_bodies, opened, ref, response, shell

from . import beauty, colours, measures, params, values
from .api import API
from .specs import SPECS

(_PATH,) = API.paths
_WHEN: codes.When = {
    leqi.BAD_REQUEST: "No APPCODE or a wrong one, a body that is no JSON object, over 100 fields, another method.",
    leqi.BAD_PARAMETER: "This is also the answer where no image is sent, or `pic_url` is refused or fails.",
    leqi.BAD_FAIR_LEVEL: "A number in quotes is one; true, a list and a fraction are none.",
    leqi.NO_IMAGE: "Or `file` is no base64; JPEG, PNG, WebP, GIF, BMP, TIFF and HEIC are read.",
    leqi.FAILED: "No face, several, too small, turned away, eyes closed, too dark, blurred. "
    "Also: an image of more than `MAX_PHOTO_BYTES`, too many calls at once, no time left, and a fault of ours.",
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
    "error": "证件照制作失败: no face was found: send an upright photo of one person who looks at the camera "
    "rid: 6b0510d8-7be31f2b-b19a03a4",
}
_COMMAND = f"""\
printf '{{"spec_id":1,"file":"%s"}}' "$(base64 <emulator/samples/{API.sample} | tr -d '\\n')" |
  curl -H 'Authorization: APPCODE emulator' -H 'Content-Type: application/json' --data-binary @- \\
    {HERE}{_PATH}"""


def _item() -> Json:
    schema = {"oneOf": [ref(f"Idphoto{kind}") for kind in ("Success", "Error", "VendorError")]}
    shown = examples(success=("Success", _MADE), failure=("Failure", _FAILURE))
    content = {"application/json": {"schema": schema, "examples": shown}}
    return {
        "description": (
            "Makes ID photos of a portrait, one for each background. Links in the answer lead to photos and print "
            "sheets with a watermark, for a day; `/get_pic_3` gives those without, for seven."
        ),
        "x-errcodes": codes.leqi_table(_WHEN),
        "post": {
            "operationId": "idphoto",
            "summary": "Make ID photos",
            "tags": ["ID photos"],
            "security": [{"appcode": []}],
            "requestBody": {
                "description": "Numbers may also be texts, lists and dictionaries the text of their JSON, 0 and 1 "
                "false and true, colours texts like `#438EDB`. Null, an empty text or list, and 0 for a size mean no "
                "wish.",
                "required": True,
                "content": {"application/json": {"schema": ref("IdphotoOrder")}, **image_bodies()},
            },
            "responses": {"200": response("Names and links, or an error: look at `code`.", content)},
            "x-codeSamples": [shell("A file", _COMMAND)],
        },
    }


def _components() -> Json:
    """The schemas of the order and of the answers."""
    names = {"type": "array", "minItems": 1, "maxItems": colours.MOST_COLOURS}
    link = {"type": "string", "format": "uri"}
    success = closed(
        {
            "code": {"const": leqi.OK},
            "final_pic_name": {
                "description": "A name for `/get_pic_3` of each background, in their order.",
                **names,
                "items": {"type": "string", "pattern": r"^local-[0-9a-f]{8}[\p{L}\p{N}_-]+$"},
            },
            "print_wm_pic_url": {"description": "Print sheets with a watermark.", **names, "items": link},
            "one_sheet_num": {
                "description": "Photos on a print sheet, in both formats if there are two.",
                "type": "integer",
                "minimum": 1,
            },
            "wm_pic_url": {"description": "Photos with a watermark.", **names, "items": link},
            "warning": {
                "description": "What of the order was not followed: unknown fields, clothes that are none of ours, "
                "bounds of `ratios` that no crop keeps.",
                "type": "string",
            },
        },
        optional=("warning",),
    )
    order = {**opened(_order(), ("spec_id",)), "anyOf": [{"required": ["pic_url"]}, {"required": ["file"]}]}
    return {
        "IdphotoOrder": {"description": "What is to be made, of which portrait.", **order},
        "IdphotoBackground": _background(),
        "IdphotoSuccess": success,
        **codes.leqi_schemas("Idphoto", _WHEN),
    }


def _order() -> Json:
    return {
        "spec_id": {
            "type": "integer",
            "description": "A number of the catalogue in `functions/idphoto/README.md`: "
            f"{', '.join(map(str, SPECS))}; or of the operator's table `SPECS`; "
            "with `width_px` and `height_px` any other.",
        },
        "pic_url": {
            "type": "string",
            "format": "uri",
            "description": "The portrait's address; needed where there is no `file`.",
        },
        "file": {"type": "string", "contentEncoding": "base64", "description": "The portrait's file, in base64."},
        "width_px": _whole(
            measures.LEAST_SIDE,
            measures.WIDEST,
            "A width of your own, in pixels; neither side is more than twice the other.",
        ),
        "height_px": _whole(measures.LEAST_SIDE, measures.HIGHEST, "A height of your own, in pixels."),
        "background_color": {
            "type": "array",
            "items": ref("IdphotoBackground"),
            "minItems": 1,
            "maxItems": colours.MOST_COLOURS,
            "description": "One photo is made for each.",
        },
        "ratios": {
            "type": "array",
            "items": {"oneOf": [{"const": -1}, {"type": "number", "minimum": 0, "maximum": 1}]},
            "minItems": 8,
            "maxItems": 8,
            "description": "Least and greatest head height, eye height, room above the head, face width; -1: no wish.",
        },
        **_wishes(),
    }


def _wishes() -> Json:
    """The fields beside the portrait, its format and its backgrounds."""
    level = _whole(0, beauty.HIGHEST)
    feature = dict.fromkeys(beauty.FEATURES, level)
    return {
        "file_size_min": _whole(0, measures.LARGEST_KB, "Least size of the file, in KB of 1024 bytes."),
        "file_size_max": _whole(0, measures.LARGEST_KB, "Greatest size of the file, in KB of 1000 bytes."),
        "print_type": {"enum": [1, 2], "description": "1: a wide print sheet; 2: a tight one."},
        "hor_align_type": {
            "enum": [0, 1],
            "description": "In the middle is 0: the head; 1: the point between the ears.",
        },
        "pose_fix": {"enum": [0, 1], "description": "What is made level, 0: the eyes; 1: the shoulders too."},
        "fair_level": {
            "oneOf": [level, {**opened(feature), "additionalProperties": False}],
            "description": "How much beauty: one level for the skin, or a level for each feature.",
        },
        "need_origin_beauty": {"enum": [0, 1], "description": "1: `fair_level` 3, where none is given."},
        "dpi": _whole(
            measures.COARSEST,
            measures.FINEST,
            "Ours, not the vendor's: the resolution that the file names, and that settles its size on print sheets.",
        ),
        "sheet_inches": {
            "enum": list(params.PAPERS),
            "description": "Ours, not the vendor's: the paper of print sheets, 6 inches unless 5 are asked for.",
        },
        "sheet_spec_id": {
            "type": "integer",
            "description": "Ours, not the vendor's: a second format, a number as `spec_id`. Copies in it share the "
            "print sheets.",
        },
        "clothes": {
            "type": "string",
            "description": f"Clothes that are drawn over the person's own: {', '.join(GARMENTS)}; or a name that ends "
            "in man, woman, boy, girl or child, or one of the operator's table `CLOTHES`. With any other the "
            "person's own are kept.",
            "examples": ["man_suit", "api_20240521-3-boy"],
        },
    }


def _whole(low: int, high: int, description: str = "") -> Json:
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return {**schema, "description": description} if description else schema


def _background() -> Json:
    colour = _whole(0, 0xFFFFFF)
    properties = {
        "start_color": {
            "oneOf": [colour, {"const": colours.ORIGINAL}],
            "description": "The colour at the top, as a number: 4427483 is blue. Ours, not the vendor's, is "
            f"`{colours.ORIGINAL}`: the picture's own ground.",
        },
        "enc_color": {**colour, "description": "The colour at the bottom; without it the background is plain."},
        "color_name": {
            "type": "string",
            "pattern": r"^[\p{L}\p{N}_-]{1,32}$",
            "description": "Becomes part of names and links; each background needs its own. Without it the colour's.",
        },
    }
    return {"description": "A background.", **opened(properties, ("start_color",))}


_FORMATS = {spec.name: number for number, spec in sorted(SPECS.items(), reverse=True)}
"""The first number of each format: further ones differ in the background."""
OPENAPI = Description(
    {_PATH: _item()},
    _components(),
    choices={
        "spec_id": {str(number): name for name, number in reversed(_FORMATS.items())},
        "background_color": dict(values.COLOURS),
        "fair_level": beauty.HIGHEST,
        "clothes": list(GARMENTS),
    },
)
