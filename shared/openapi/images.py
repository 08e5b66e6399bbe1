"""What functions share that take an image in WeChat's form: their requests, an answer in plain and in cloud form."""

from dataclasses import dataclass, field

from shared.capability import Capability
from shared.wechat import Form, cloudcall

from . import codes, commands
from .parts import HERE, Description, Json, closed, examples, image_bodies, opened, parameter, ref, response
from .schemas import IMAGE_URL, in_cloud_form
from .words import FAILURE, IMAGES, SUCCESS, Words

_ADDRESS = {"type": "string", "format": "uri"}


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
            "parameters": [parameter("img_url", "query", IMAGE_URL, _ADDRESS, required=True), *self._query()],
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
            "parameters": [parameter("img_url", "query", IMAGE_URL, _ADDRESS), *self._query()],
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
        answer = {cloudcall.camel_name(name): in_cloud_form(schema) for name, schema in self.answer.items()}
        outcome = {"errCode": {"const": 0}, "errMsg": {"const": f"{self._cloud_name}:ok"}}
        cloud = closed({**outcome, **answer, **partial}, tuple(cloudcall.camel_name(name) for name in absent))
        own = {name: {**schema} for name, schema in self.schemas.items()}
        clouds = {f"Cloud{name}": in_cloud_form(schema) for name, schema in own.items()}
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
        fields = {"img_url": {"type": "string", "description": IMAGE_URL}, **extra}
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
