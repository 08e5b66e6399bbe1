"""What functions share that take an image in WeChat's form: their requests, an answer in plain and in cloud form."""

from dataclasses import dataclass, field
from typing import Any

from shared.capability import Capability
from shared.wechat import CORNERS as CORNER_NAMES
from shared.wechat import Form, cloudcall

from . import codes, commands
from .parts import HERE, Description, Json, closed, examples, image_bodies, opened, parameter, ref, response
from .words import FAILURE, IMAGES, SUCCESS, Words

_URL = Words(
    "Address of the image: http or https, on a public host. Counts where no image is sent. "
    "One that was percent-encoded twice is understood.",
    "图片地址：http 或 https，公网可访问。没有上传图片时才用它。两次百分号编码的地址也认得。",
)
_POINT = closed({"x": {"type": "integer", "minimum": 0}, "y": {"type": "integer", "minimum": 0}})
_TEXT = {"type": "string"}
_ADDRESS = {**_TEXT, "format": "uri"}
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
        **opened({"imgUrl": {**_TEXT, "description": _URL}}, ("imgUrl",)),
    },
}


@dataclass(frozen=True)
class ImageFunction:
    """One image function, whose record has path, cloud call, methods and sample. `name` begins its schemas' names.

    `answer` are the fields of a success beside errcode and errmsg, `example` such an answer; `extra` are parameters
    beside the image: name, description and schema; `json_extra` are those that JSON may hold in further forms.
    `lacks` says what an answer may lack for want of time, if such answers are given at all; `optional` are fields that
    are absent where the image does not show them.
    """

    api: Capability
    name: str
    summary: Words
    description: Words
    answer: Json
    example: Json
    when: codes.When
    failure: tuple[int, str]
    extra: tuple[tuple[str, Words, Json], ...] = ()
    json_extra: Json = field(default_factory=dict)
    form: str = ""
    lacks: Words | None = None
    optional: tuple[str, ...] = ()
    schemas: Json = field(default_factory=dict)

    def describe(self) -> Description:
        """What the document says of it."""
        return Description({self._path: self._item()}, self._components())

    @property
    def _path(self) -> str:
        (path,) = self.api.paths
        return path

    @property
    def _cloud_name(self) -> str:
        wire = self.api.wire
        if not isinstance(wire, Form):
            raise TypeError(f"{wire.function} is not in WeChat's form")
        return wire.cloud_name

    def _item(self) -> Json:
        operations = {"GET": self._get(), "POST": self._post()}
        return {
            "description": self.description,
            "x-errcodes": codes.wechat_table(self.when),
            **{method.lower(): operations[method] for method in self.api.wire.methods},
        }

    def _get(self) -> Json:
        return {
            "operationId": f"{self._operation}ByUrl",
            "description": Words("The image comes by its address.", "给出图片地址。"),
            "parameters": [parameter("img_url", "query", _URL, _ADDRESS, required=True), *self._query()],
            "x-codeSamples": [commands.by_url(self._address, self.api.sample, self.form)],
            **self._same(),
        }

    def _post(self) -> Json:
        return {
            "operationId": self._operation,
            "description": Words(
                "The image comes in the body, or by its address in the body or the query.",
                "图片放在请求体里，或在请求体或查询串里给出地址。",
            ),
            "parameters": [parameter("img_url", "query", _URL, _ADDRESS), *self._query()],
            "requestBody": {
                "description": Words(
                    "Not needed where `img_url` stands in the query.", "查询串里有 `img_url` 时可以没有。"
                ),
                "content": self._bodies(),
            },
            "x-codeSamples": [
                commands.upload(self._address, self.api.sample, self.form),
                commands.as_it_is(self._address, self.api.sample, self.form),
                commands.cloud_call(self._address, self.api.sample),
            ],
            **self._same(),
        }

    @property
    def _operation(self) -> str:
        return self.name[0].lower() + self.name[1:]

    def _query(self) -> list[Json]:
        return [parameter(name, "query", words, schema) for name, words, schema in self.extra]

    def _same(self) -> Json:
        """What all methods have."""
        return {"summary": self.summary, "tags": [IMAGES], "responses": self._responses()}

    def _components(self) -> Json:
        partial = {"partial": {"const": True, "description": self.lacks}} if self.lacks else {}
        absent = ("partial", *self.optional)
        success = closed({"errcode": {"const": 0}, "errmsg": {"const": "ok"}, **self.answer, **partial}, absent)
        answer = {cloudcall.camel_name(name): _cloud(schema) for name, schema in self.answer.items()}
        outcome = {"errCode": {"const": 0}, "errMsg": {"const": f"{self._cloud_name}:ok"}}
        cloud = closed({**outcome, **answer, **partial}, tuple(cloudcall.camel_name(name) for name in absent))
        own = {name: {**schema} for name, schema in self.schemas.items()}
        clouds = {f"Cloud{name}": _cloud(schema) for name, schema in own.items()}
        return {
            **own,
            **clouds,
            f"{self.name}Success": success,
            f"{self.name}CloudSuccess": cloud,
            **codes.wechat_schemas(self.name, self.when, self._cloud_name),
        }

    def _responses(self) -> Json:
        kinds = ("Success", "CloudSuccess", "Error", "CloudError", "VendorError", "CloudVendorError")
        code, text = self.failure
        rid = "rid: 6b010814-5beef6ec-682f0797"
        failure = {"errcode": code, "errmsg": f"{text} {rid}"}
        shown = examples(
            success=(SUCCESS, self.example),
            failure=(FAILURE, failure),
            cloudCall=(
                Words("Success of a cloud call", "云调用成功"),
                cloudcall.encode(self.example, self._cloud_name),
            ),
            cloudFailure=(Words("Failure of a cloud call", "云调用失败"), cloudcall.encode(failure, self._cloud_name)),
        )
        schema = {"oneOf": [ref(self.name + kind) for kind in kinds]}
        headers = {"X-Partial": ref("Partial", "headers")} if self.lacks else {}
        return {
            "200": response(
                Words("A success or an error: look at `errcode`.", "成功或错误，看 `errcode`。"),
                _content(schema, shown),
                headers,
            )
        }

    def _bodies(self) -> Json:
        extra = {name: {**schema, "description": words} for name, words, schema in self.extra}
        fields = {"img_url": {**_TEXT, "description": _URL}, **extra}
        image = {"type": "string", "contentMediaType": "application/octet-stream"}
        cloud_calls = [ref("CloudImage"), ref("CloudUrl")]
        words = Words(
            "The image file. Any other name of a file part will do; type and file name do not count.",
            "图片文件。字段叫别的名字也行；类型和文件名不看。",
        )
        return {
            "multipart/form-data": {
                "schema": opened({"img": {**image, "description": words}, **fields}),
                "encoding": {"img": {"contentType": "image/*"}},
            },
            "application/x-www-form-urlencoded": {"schema": opened(fields)},
            "application/json": {"schema": {"anyOf": [opened({**fields, **self.json_extra}), *cloud_calls]}},
            **image_bodies(),
        }

    @property
    def _address(self) -> str:
        return f"{HERE}{self._path}?access_token=$TOKEN"


def _content(schema: Json, shown: Json) -> Json:
    return {"application/json": {"schema": schema, "examples": shown}}


def _cloud(schema: Any) -> Any:
    """A schema with the names that a cloud call's answer has."""
    if isinstance(schema, list):
        return [_cloud(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("$ref") not in (None, *_SAME):
        return ref(f"Cloud{schema['$ref'].rpartition('/')[2]}")
    renamed = {name: _cloud(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        renamed["properties"] = {
            cloudcall.camel_name(name): _cloud(value) for name, value in schema["properties"].items()
        }
        renamed["required"] = [cloudcall.camel_name(name) for name in schema.get("required", [])]
    return renamed
