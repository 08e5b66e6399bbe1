"""What the description of the API says of an order for ID photos: its fields."""

from shared.openapi.parts import Json, opened, ref

from . import beauty, colours, measures, params
from .specs import SPECS


def fields() -> Json:
    """The schema of each field."""
    return {**_portrait(), **_format(), **_looks(), **_own()}


def _portrait() -> Json:
    return {
        "pic_url": {
            "type": "string",
            "format": "uri",
            "description": "The portrait's address; needed where there is no `file`.",
        },
        "file": {"type": "string", "contentEncoding": "base64", "description": "The portrait's file, in base64."},
    }


def _format() -> Json:
    ratio = {"oneOf": [{"const": -1}, {"type": "number", "minimum": 0, "maximum": 1}]}
    wide = "A width of your own, in pixels; neither side is more than twice the other."
    return {
        "spec_id": {
            "type": "integer",
            "description": "A number of the catalogue in `functions/idphoto/README.md`: "
            f"{', '.join(map(str, SPECS))}; or of the operator's table `SPECS`; "
            "with `width_px` and `height_px` any other.",
        },
        "width_px": _whole(measures.LEAST_SIDE, measures.WIDEST, wide),
        "height_px": _whole(measures.LEAST_SIDE, measures.HIGHEST, "A height of your own, in pixels."),
        "ratios": {
            "type": "array",
            "items": ratio,
            "minItems": 8,
            "maxItems": 8,
            "description": "Least and greatest head height, eye height, room above the head, face width; -1: no wish.",
        },
        "file_size_min": _whole(0, measures.LARGEST_KB, "Least size of the file, in KB of 1024 bytes."),
        "file_size_max": _whole(0, measures.LARGEST_KB, "Greatest size of the file, in KB of 1000 bytes."),
        "print_type": {"enum": [1, 2], "description": "1: a wide print sheet; 2: a tight one."},
    }


def _looks() -> Json:
    level = _whole(0, beauty.HIGHEST)
    feature = dict.fromkeys(beauty.FEATURES, level)
    middle = "In the middle is 0: the head; 1: the point between the ears."
    return {
        "background_color": {
            "type": "array",
            "items": ref("IdphotoBackground"),
            "minItems": 1,
            "maxItems": colours.MOST_COLOURS,
            "description": "One photo is made for each.",
        },
        "hor_align_type": {"enum": [0, 1], "description": middle},
        "pose_fix": {"enum": [0, 1], "description": "What is made level, 0: the eyes; 1: the shoulders too."},
        "fair_level": {
            "oneOf": [level, {**opened(feature), "additionalProperties": False}],
            "description": "How much beauty: one level for the skin, or a level for each feature.",
        },
        "need_origin_beauty": {
            "enum": [0, 1],
            "description": "1: `fair_level` and `light` 3, where no `fair_level` is given.",
        },
        "clothes": {
            "type": "string",
            "description": "The vendor's name of a garment. It is taken, the person's own clothes stay, and `warning` "
            "says so.",
            "examples": ["api_20240521-3-boy"],
        },
    }


def _own() -> Json:
    ours = "Ours, not the vendor's:"
    dpi = f"{ours} the resolution that the file names, and that settles its size on print sheets."
    return {
        "dpi": _whole(measures.COARSEST, measures.FINEST, dpi),
        "sheet_inches": {
            "enum": list(params.PAPERS),
            "description": f"{ours} the paper of print sheets, 6 inches unless 5 are asked for.",
        },
        "light": _whole(
            0,
            beauty.HIGHEST,
            f"{ours} how much of bad light on the face is made good: exposure, colour cast, a side in shadow.",
        ),
        "sheet_spec_id": {
            "type": "integer",
            "description": f"{ours} a second format, a number as `spec_id`. Copies in it share the print sheets.",
        },
    }


def background() -> Json:
    """The schema of a background."""
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


def _whole(low: int, high: int, description: str = "") -> Json:
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return {**schema, "description": description} if description else schema
