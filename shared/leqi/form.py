"""Leqi's wire form, that of the ID-photo functions: JSON with its own types in, a code and a flat JSON document out."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import Headers

from shared import errors, forms
from shared.backend import Answer, File
from shared.bilingual import Bilingual, Language
from shared.call import IMAGE_SETTINGS, Call, Credential, ImageForm
from shared.config import settings
from shared.kinds import Kind
from shared.vendor import strangers

from . import links
from .codes import BAD_FAIR_LEVEL, BAD_PARAMETER, BAD_REQUEST, CODES, FAILED, NO_IMAGE, OK, TABLE

_KINDS = dict.fromkeys((BAD_REQUEST, BAD_PARAMETER, BAD_FAIR_LEVEL, NO_IMAGE, FAILED), Kind.CLIENT)
_EXAMPLE = '{"spec_id": 1, "pic_url": "..."}'
SCHEME = "appcode"
FILE, URL = "file", "pic_url"
_FIELD_BYTES = 64 * 1024


@dataclass(frozen=True)
class Form:
    """One of the two calls. With `links`, a signed link opens it too: see links.py. A shared/wire.Wire.

    `images` says whether it takes any, `codes` which code an error has that only this function raises.
    """

    function: str
    methods: tuple[str, ...]
    links: bool = False
    keys: tuple[str, ...] = ("appcodes",)
    images: bool = True
    codes: Mapping[type[Exception], int] = field(default_factory=dict)
    language: Language = "zh"  # the vendor's own texts are Chinese, and callers show them to the people in the photos

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings that this form reads."""
        images = ("max_photo_bytes", *IMAGE_SETTINGS) if self.images else ()
        return (*self.keys, *(("signing_key",) if self.links else ()), *images)

    @property
    def vendor_settings(self) -> tuple[str, ...]:
        """The settings that are read where calls are sent on."""
        return ("leqi_api_base", "leqi_appcode", "leqi_seconds")

    @property
    def token_in_body(self) -> bool:
        """Whether a link's signature may come so; an APPCODE stands in a header."""
        return self.links

    def body_limit(self) -> int:
        """Bytes: room for fields, and for a photo in base64 with "\\r\\n" written out after every 76 letters."""
        return self._photo_limit() * 10 // 7 + _FIELD_BYTES

    def _photo_limit(self) -> int:
        return settings().max_photo_bytes if self.images else 0

    def read(self, method: str, path: str, query: str, headers: Headers, body: bytes) -> Call:
        """The call in a request: its document holds the query's texts and the JSON body's values that mean something.

        A body that is the photo itself becomes `file`, as the vendor knows it. Raises InvalidData, InvalidImage if
        `file` is no base64, or InvalidImageUrl if `pic_url` is no text.
        """
        document: dict[str, Any] = forms.merge(
            forms.urlencoded(query), self._body(headers, body), links.named(path) if self.links else {}
        )
        form = ImageForm(Bilingual("the field file in base64", "字段 file（base64）"), URL, self._photo_limit())
        fields = _address(document)
        scheme, _, code = headers.get("Authorization", "").strip().partition(" ")
        token = Credential(SCHEME, code.strip()) if scheme.lower() == SCHEME and code.strip() else None
        image = _image(document.get(FILE))
        return Call(method, path, fields, image, token, document=document, image_form=form)

    def _body(self, headers: Headers, body: bytes) -> Mapping[str, Any]:
        if self.images and forms.is_image(headers.get("Content-Type", ""), body):
            return {FILE: base64.b64encode(body).decode()}
        if b"\0" in body:
            raise errors.InvalidData(
                Bilingual(
                    "the body is not JSON in UTF-8: send a photo in base64 as {file}, or {as_it_is}",
                    "请求体不是 UTF-8 编码的 JSON：请把照片用 base64 放在 {file} 中发送，或{as_it_is}",
                    file=FILE,
                    as_it_is=forms.AS_IT_IS,
                )
            )
        return forms.json_object(body, _EXAMPLE)

    def authorise(self, call: Call, *, vendor_judges: bool) -> Call:
        """The call, if its caller may make it. Raises MissingToken, InvalidToken or ExpiredToken."""
        if self.links and links.SIGNATURE in call.document:
            links.check(call.document)
            return replace(call, token=None, admitted=True)
        platform_judged = settings().access == "platform"
        if call.token is None:
            if not platform_judged:
                raise errors.MissingToken(
                    Bilingual(
                        "send the header Authorization: APPCODE <code>", "请带上请求头 Authorization: APPCODE <code>"
                    )
                )
            return replace(call, token=None, admitted=True)
        client = _client(call.token.value)
        if not client:
            if vendor_judges:
                return strangers.checked(replace(call, admitted=platform_judged))
            if not platform_judged:
                raise errors.InvalidToken(
                    Bilingual("this APPCODE is not one of this deployment's", "此 APPCODE 不属于本部署")
                )
        return replace(call, token=None, admitted=True, client=client)

    def failure(self, error: Exception, rid: str, language: Language) -> dict[str, Any]:
        """The answer for any exception: the vendor's text, our sentence, the rid."""
        code = {**CODES, **self.codes}.get(type(error), FAILED)
        return {"code": code, "error": f"{TABLE[code].text}: {forms.advice(error, language)} rid: {rid}"}

    def cloud_form(self, _body: bytes) -> bool:
        """Never: Leqi has no cloud calls."""
        return False

    def encode(self, answer: Mapping[str, Any], call: Call) -> bytes:
        """The answer as compact UTF-8 JSON without a newline."""
        return forms.encode(answer, call.language)

    def code(self, answer: Answer) -> int:
        """The code, for the log; a file has 200."""
        code: int = OK if isinstance(answer, File) else answer.get("code", 0)
        return code

    def kind(self, answer: Answer) -> Kind:
        """What an answer asks for. A used-up quota is none: Leqi's gateway says that by its status (upstream.py)."""
        return kind_of_answer(answer)

    def proves_token(self, answer: Answer) -> bool:
        """Whether only good codes get this answer: all do that come from behind the gateway."""
        return self.kind(answer) is Kind.OK

    def knows(self, code: object) -> bool:
        """Whether a code is documented."""
        return type(code) is int and (code == OK or code in TABLE)


def kind_of_answer(answer: Answer) -> Kind:
    """What an answer asks for, by Leqi's own codes."""
    code = OK if isinstance(answer, File) else answer.get("code", 0)
    return Kind.OK if code == OK else _KINDS.get(code, Kind.UNKNOWN) if type(code) is int else Kind.UNKNOWN


def _client(code: str) -> str:
    """A name for whoever has this code, by its place in APPCODES; empty for none of this deployment's.

    Takes equally long for every code.
    """
    same = [hmac.compare_digest(code.encode(), known.encode()) for known in settings().appcodes]
    return f"{SCHEME}-{same.index(True) + 1}" if True in same else ""


def _address(document: Mapping[str, Any]) -> dict[str, str]:
    """The photo's address, where it is needed."""
    if URL not in document or FILE in document:
        return {}
    url = document[URL]
    if not isinstance(url, str):
        raise errors.InvalidImageUrl(
            Bilingual(
                "{url} must be a text, an http or https URL; or send the image as {file}",
                "{url} 必须是文本，内容为 http 或 https 的 URL；也可以用 {file} 发送图片",
                url=URL,
                file=FILE,
            )
        )
    return {URL: url.strip()}


def _image(text: object) -> bytes | None:
    """The bytes of `file`: base64, with or without "data:image/jpeg;base64," in front."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise errors.InvalidImage(
            Bilingual("file must be a text, the image in base64", "file 必须是文本，内容为图片的 base64")
        )
    try:
        return forms.base64_bytes(text)
    except ValueError as error:
        raise errors.InvalidImage(
            Bilingual(
                "file is no valid base64: send all of it, and nothing else in this field",
                "file 不是合法的 base64：请完整发送，且此字段中不要有其他内容",
            )
        ) from error
