"""A handful of the vendor's other endpoints, none of which we serve. Knows no tokens: those are judged before."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from .records import Recorded
from .replies import Reply, Suffix, failure, success

NAMES = ("getwxacodeunlimit", "getuserphonenumber", "img_sec_check", "subscribe")
LOGINS = ("jscode2session", "oauth2")
PATHS: Mapping[str, str] = MappingProxyType(
    {
        "/wxa/getwxacodeunlimit": "getwxacodeunlimit",
        "/wxa/business/getuserphonenumber": "getuserphonenumber",
        "/wxa/img_sec_check": "img_sec_check",
        "/cgi-bin/message/subscribe/send": "subscribe",
        "/sns/jscode2session": "jscode2session",
        "/sns/oauth2/access_token": "oauth2",
    }
)
CODE = "a-good-code"
"""The code that a user's phone has got: any other is answered 40029."""
PHONE: Mapping[str, Any] = {"phoneNumber": "+86 13800000000", "purePhoneNumber": "13800000000", "countryCode": "86"}
SESSION: Mapping[str, Any] = {"session_key": "tiihtNczf5v6AKRyjwEUhQ==", "openid": "oGZUI0egBJY1zhBYw2KhdUfwVJJE"}
WEB_SESSION: Mapping[str, Any] = {
    "access_token": "the-users-own-token",
    "expires_in": 7200,
    "refresh_token": "r",
    "openid": "o",
}
MINI_CODE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40
"""What begins as a JPEG does."""


def answer(request: Recorded, suffix: Suffix) -> Reply:
    """Answer a call with a good token."""
    if request.method == "HEAD":
        return _mini_code()
    if request.method != "POST":
        return failure(43002, suffix)
    if request.endpoint == "img_sec_check":
        return success(_OK) if request.file else failure(41005, suffix)
    return _of_json(request, suffix)


def _of_json(request: Recorded, suffix: Suffix) -> Reply:
    if not isinstance(request.json, dict):
        return failure(47001, suffix)
    name, wanted, otherwise, good = _OF_JSON[request.endpoint]
    given = request.json.get(name)
    return good() if given and wanted in (None, given) else failure(otherwise, suffix)


def _mini_code() -> Reply:
    return Reply(MINI_CODE, content_type="image/jpeg", disposition='attachment; filename="QRCode.jpeg"')


_OK: Mapping[str, Any] = {"errcode": 0, "errmsg": "ok"}
_OF_JSON: Mapping[str, tuple[str, str | None, int, Callable[[], Reply]]] = MappingProxyType(
    {
        "getuserphonenumber": ("code", CODE, 40029, lambda: success({**_OK, "phone_info": PHONE})),
        "subscribe": ("touser", SESSION["openid"], 40003, lambda: success({**_OK, "msgid": 2402})),
        "getwxacodeunlimit": ("scene", None, 40169, _mini_code),
    }
)
"""What must stand in a field of a body, None for anything, what is answered otherwise, and what then."""


def login(request: Recorded, suffix: Suffix) -> Reply:
    """Answer a login with a good appid and secret."""
    if request.method != "GET":
        return failure(43001, suffix)
    if request.query.get("grant_type") != "authorization_code":
        return failure(40002, suffix)
    name, session = {"jscode2session": ("js_code", SESSION), "oauth2": ("code", WEB_SESSION)}[request.endpoint]
    return success(session) if request.query.get(name) == CODE else failure(40029, suffix)
