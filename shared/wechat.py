"""WeChat's wire form: which code and text an error has, and how an answer is written."""

import json
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared import cloudcall, errors
from shared.errcodes import ERRCODES

SYSTEM_ERROR = -1
CORNERS = ("left_top", "right_top", "right_bottom", "left_bottom")
CODES: Mapping[type[Exception], int] = {
    errors.MissingImage: 41005,
    errors.ImageTooLarge: 45001,
    errors.InvalidImage: 101002,
    errors.InvalidImageUrl: 101000,
    errors.MissingToken: 41001,
    errors.InvalidToken: 40001,
    errors.ExpiredToken: 42001,
    errors.UnknownPath: 40066,
    errors.InvalidData: 47001,
    errors.InvalidParameter: 40097,
    errors.MissingClientId: 41002,
    errors.MissingClientSecret: 41004,
    errors.InvalidClientId: 40013,
    errors.InvalidClientSecret: 40125,
    errors.InvalidGrantType: 40002,
    errors.VendorFailure: SYSTEM_ERROR,
}


@dataclass(frozen=True)
class Api:
    """What the vendor calls one capability: our function's name, the cloud call's, and texts that differ there.

    `methods` are those that are taken; with none named, the function itself judges.
    """

    function: str
    cloud_name: str
    methods: tuple[str, ...] = ("GET", "POST")
    texts: Mapping[int, str] = field(default_factory=dict)


def ok(**fields: Any) -> dict[str, Any]:
    """A successful answer: errcode and errmsg first, as the vendor writes them."""
    return {"errcode": 0, "errmsg": "ok", **fields}


def pos(corners: Iterable[tuple[int, int]]) -> dict[str, dict[str, int]]:
    """The position of a code or a line: its corners in pixels, from its own left_top clockwise."""
    return {name: {"x": x, "y": y} for name, (x, y) in zip(CORNERS, corners, strict=True)}


def failure(error: Exception, api: Api, rid: str) -> dict[str, Any]:
    """The answer for any exception: the vendor's text, our sentence in the vendor's `hint` brackets, the request's id.

    What is not a ServiceError is a system error and says nothing of its cause.
    """
    code = _code(error)
    advice = (
        error.advice if isinstance(error, errors.ServiceError) else "try again; the log holds the cause by this rid"
    )
    hint = f" hint: [{advice}]" if advice else ""
    return {"errcode": code, "errmsg": f"{api.texts.get(code, ERRCODES[code].text)}{hint} rid: {rid}"}


def _code(error: Exception) -> int:
    if isinstance(error, errors.WrongMethod):
        return 43001 if error.allowed == "GET" else 43002
    if isinstance(error, errors.Emulated):
        return error.code
    return CODES.get(type(error), SYSTEM_ERROR)


def encode(answer: Mapping[str, Any], api: Api, *, cloud_call: bool) -> bytes:
    """The answer as compact UTF-8 JSON without a newline: one SDK in wide use breaks on a trailing one."""
    document = cloudcall.encode(answer, api.cloud_name) if cloud_call else answer
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def new_rid() -> str:
    """A request id in the vendor's form: the time in hexadecimal, then 64 random bits."""
    return f"{int(time.time()):08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
