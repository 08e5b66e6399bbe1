"""The vendor's judgement: a recorded request in, an honest reply out. Faults and sockets are elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from . import others
from .records import Recorded
from .replies import CARDS, EXAMPLES, PICTURE, Reply, Suffix, failure, success
from .tokens import QuotaUsedUpError, Tokens

PATHS: Mapping[str, str] = MappingProxyType(
    {
        "/cgi-bin/token": "token",
        "/cgi-bin/stable_token": "stable_token",
        "/cgi-bin/media/get": "media",
        "/cv/img/qrcode": "qrcode",
        "/cv/img/aicrop": "aicrop",
        "/cv/img/superresolution": "superresolution",
        "/cv/ocr/comm": "ocr",
        **{f"/cv/ocr/{name}": name for name in CARDS},
        **others.PATHS,
    }
)
MAX_FILE_BYTES = 2 * 1024 * 1024


@dataclass(slots=True)
class World:
    """What the endpoints know: the account, its tokens and media, and how answers are written.

    `taken_down` holds the endpoints that are withdrawn, `extra` the fields added to each documented example.
    """

    appid: str
    secret: str
    tokens: Tokens
    suffix: Suffix = field(default_factory=Suffix)
    extra: dict[str, Any] = field(default_factory=dict)
    taken_down: set[str] = field(default_factory=lambda: {"superresolution"})
    media: dict[str, bytes] = field(
        default_factory=lambda: {str(EXAMPLES["superresolution"]["media_id"]): PICTURE},
    )


def endpoint_of(path: str) -> str:
    """Return our name of the endpoint at `path`, or "" if the vendor has none there."""
    return PATHS.get(path.lower().rstrip("/"), "")


def judge(world: World, request: Recorded) -> Reply:
    """Answer a request as the vendor would."""
    if request.endpoint in _OPEN:
        return _OPEN[request.endpoint](world, request)
    if request.endpoint in others.LOGINS:
        wrong = _account(world, request.query)
        return wrong or others.login(request, world.suffix)
    if request.endpoint == "" or request.endpoint in world.taken_down:
        return failure(40066, world.suffix)
    code = world.tokens.judge(request.token)
    if code:
        return failure(code, world.suffix, refused=True)
    if request.endpoint in others.NAMES:
        return others.answer(request, world.suffix)
    return _media(world, request) if request.endpoint == "media" else _vision(world, request)


def _token(world: World, request: Recorded) -> Reply:
    if request.method != "GET":
        return failure(43001, world.suffix)
    return _credentials(world, request.query) or _issued(world.tokens.plain())


def _stable_token(world: World, request: Recorded) -> Reply:
    if request.method != "POST":
        return failure(43002, world.suffix)
    if not request.body:
        return failure(44002, world.suffix)
    if not isinstance(request.json, dict):
        return failure(47001, world.suffix)
    try:
        return _credentials(world, request.json) or _issued(
            world.tokens.stable(request.json.get("force_refresh") is True)
        )
    except QuotaUsedUpError:
        return failure(45009, world.suffix)


_OPEN: Mapping[str, Callable[[World, Recorded], Reply]] = MappingProxyType(
    {"token": _token, "stable_token": _stable_token},
)


def _issued(token: tuple[str, int]) -> Reply:
    return success({"access_token": token[0], "expires_in": token[1]})


def _credentials(world: World, fields: Mapping[str, Any]) -> Reply | None:
    if fields.get("grant_type") != "client_credential":
        return failure(40002, world.suffix, refused=True)
    return _account(world, fields)


def _account(world: World, fields: Mapping[str, Any]) -> Reply | None:
    """The refusal of an appid and a secret that are not the account's."""
    checks = (
        (bool(fields.get("appid")), 41002),
        (bool(fields.get("secret")), 41004),
        (fields.get("appid") == world.appid, 40013),
        (fields.get("secret") == world.secret, 40125),
    )
    wrong = next((code for good, code in checks if not good), None)
    return failure(wrong, world.suffix, refused=True) if wrong else None


def _vision(world: World, request: Recorded) -> Reply:
    picture, url = request.file, request.query.get("img_url", "")
    if picture is None and not url:
        return failure(41005, world.suffix)
    if picture is None and not url.startswith(("http://", "https://")):
        return failure(101000, world.suffix)
    if picture is not None and not picture.content:
        return failure(44001, world.suffix)
    if picture is not None and len(picture.content) > MAX_FILE_BYTES:
        return failure(45001, world.suffix)
    return success({**EXAMPLES[request.endpoint], **world.extra})


def _media(world: World, request: Recorded) -> Reply:
    media_id = request.query.get("media_id", "")
    if not media_id:
        return failure(41006, world.suffix)
    if media_id not in world.media:
        return failure(40007, world.suffix)
    body = world.media[media_id]
    kind = "png" if body.startswith(b"\x89PNG") else "jpeg"
    name = f'attachment; filename="{media_id}.{kind.replace("jpeg", "jpg")}"'
    return replace(Reply(body), content_type=f"image/{kind}", disposition=name)
