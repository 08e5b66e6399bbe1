"""What the description of the API says of: ID photos."""

from engines.portrait import GARMENTS
from shared import leqi
from shared.openapi import codes
from shared.openapi.parts import HERE, Description, Json, closed, examples, image_bodies, opened, ref, response, shell

from . import beauty, colours, measures, params, values
from . import openapi_order as order
from .api import API
from .specs import SPECS, Spec

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


def _success() -> Json:
    """The schema of an answer with photos."""
    names = {"type": "array", "minItems": 1, "maxItems": colours.MOST_COLOURS}
    link = {"type": "string", "format": "uri"}
    return closed(
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


def _components() -> Json:
    """The schemas of the order and of the answers."""
    wanted = {**opened(order.fields(), ("spec_id",)), "anyOf": [{"required": ["pic_url"]}, {"required": ["file"]}]}
    return {
        "IdphotoOrder": {"description": "What is to be made, of which portrait.", **wanted},
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
        "clothes": list(GARMENTS),
    },
)
