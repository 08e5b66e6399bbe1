"""WeChat's wire form: how a request is read, which code and text an error has, and how an answer is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import Headers

from shared import errors, forms
from shared.backend import Answer, File
from shared.bilingual import Language
from shared.call import IMAGE_SETTINGS, Call
from shared.config import settings
from shared.kinds import Kind

from . import access, cloudcall, request
from .errcodes import ERRCODES, kind_of_answer, number_of

_BUFFER_FACTOR = 4  # a serialised Node Buffer writes a byte in up to four characters: "255,"
_FIELD_BYTES = 64 * 1024
SYSTEM_ERROR = -1
_BEHIND_TOKENS = frozenset({Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA})
_RIGHTS = frozenset({48001, 48004, 61007})  # the account may not call this
CORNERS = ("left_top", "right_top", "right_bottom", "left_bottom")
CODES: Mapping[type[Exception], int] = {
    errors.MissingImage: 41005,
    errors.ImageTooLarge: 45001,
    errors.InvalidImage: 101002,
    errors.InvalidImageUrl: 101000,
    errors.NothingFound: 101001,
    errors.MissingToken: 41001,
    errors.InvalidToken: 40001,
    errors.ExpiredToken: 42001,
    errors.UnknownPath: 40066,
    errors.InvalidData: 47001,
    errors.InvalidParameter: 40097,
    errors.MissingMediaId: 41006,
    errors.UnknownMedia: 40007,
    errors.StorageFailure: SYSTEM_ERROR,
    errors.Busy: SYSTEM_ERROR,
    errors.OutOfTime: SYSTEM_ERROR,
    errors.VendorFailure: SYSTEM_ERROR,
}


@dataclass(frozen=True)
class Form:
    """What the vendor calls one capability: our function's name, the cloud call's, and texts that differ there.

    `methods` are those that are taken; with none named, the function itself judges. `images` says whether it takes
    any, `codes` which code an error has that only this function raises. A shared/wire.Wire.
    """

    function: str
    cloud_name: str
    methods: tuple[str, ...] = ("GET", "POST")
    texts: Mapping[int, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ("signing_key",)
    images: bool = True
    token_in_body: bool = True
    codes: Mapping[type[Exception], int] = field(default_factory=dict)
    language: Language = "en"

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings that this form reads."""
        return (*self.keys, "clients", "client_id", *(("max_image_bytes", *IMAGE_SETTINGS) if self.images else ()))

    @property
    def vendor_settings(self) -> tuple[str, ...]:
        """The settings that are read where calls are sent on."""
        return ("wechat_api_base", "wechat_appid", "wechat_secret", "wechat_token_file", "vendor_seconds")

    def body_limit(self) -> int:
        """Bytes: room for fields and headers of parts, and for an image in its widest form."""
        image = settings().max_image_bytes if self.images else 0
        return _BUFFER_FACTOR * image + _FIELD_BYTES

    def read(self, method: str, path: str, query: str, headers: Headers, body: bytes) -> Call:
        """The call in a request; `query` is the raw query string. Raises InvalidData or MissingImage."""
        return request.parse(method, path, query, headers, body)

    def authorise(self, call: Call, *, vendor_judges: bool) -> Call:
        """The call, if its caller may make it. Raises MissingToken, InvalidToken or ExpiredToken."""
        return access.authorise(call, vendor_judges=vendor_judges)

    def failure(self, error: Exception, rid: str, language: Language) -> dict[str, Any]:
        """The answer for any exception: the vendor's text, our sentence in the vendor's `hint` brackets, the rid.

        What is not a ServiceError is a system error and says nothing of its cause.
        """
        code = self._code(error)
        text = self.texts.get(code, ERRCODES[code].text)
        return {"errcode": code, "errmsg": f"{text} hint: [{forms.advice(error, language)}] rid: {rid}"}

    def _code(self, error: Exception) -> int:
        if isinstance(error, errors.WrongMethod):
            return 43001 if error.allowed == "GET" else 43002
        return {**CODES, **self.codes}.get(type(error), SYSTEM_ERROR)

    def cloud_form(self, body: bytes) -> bool:
        """Whether errors about a body, which was not parsed, are to have the form of cloud calls."""
        return cloudcall.looks_like_one(body)

    def encode(self, answer: Mapping[str, Any], call: Call) -> bytes:
        """The answer as compact UTF-8 JSON without a newline."""
        answer = cloudcall.encode(answer, self.cloud_name) if call.cloud_call else answer
        return forms.encode(answer, call.language)

    def code(self, answer: Answer) -> int:
        """The errcode, for the log; the token endpoint's success has none, nor has a file."""
        code: int = 0 if isinstance(answer, File) else answer.get("errcode", 0)
        return code

    def kind(self, answer: Answer) -> Kind:
        """What an errcode asks for; a file has none."""
        return kind_of_answer(answer)

    def proves_token(self, answer: Answer) -> bool:
        """Whether the vendor gives this answer to good tokens only: quotas and rights are looked at behind them."""
        if isinstance(answer, File):
            return True
        return self.kind(answer) in _BEHIND_TOKENS or number_of(answer) in _RIGHTS

    def knows(self, code: object) -> bool:
        """Whether the vendor has an errcode."""
        return type(code) is int and code in ERRCODES


def ok(*, partial: bool = False, **fields: Any) -> dict[str, Any]:
    """A successful answer: errcode and errmsg first, as the vendor writes them.

    `partial` marks, after the vendor's fields, one that lacks what there was no time for.
    """
    return {"errcode": 0, "errmsg": "ok", **fields, **({"partial": True} if partial else {})}


def pos(corners: Iterable[tuple[int, int]]) -> dict[str, dict[str, int]]:
    """The position of a code or a line: its corners in pixels, from its own left_top clockwise."""
    return {name: {"x": x, "y": y} for name, (x, y) in zip(CORNERS, corners, strict=True)}
