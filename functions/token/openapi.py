"""What the description of the API says of: access tokens for callers."""

from shared.openapi import codes
from shared.openapi.parts import HERE, Description, Json, closed, examples, opened, parameter, ref, response, shell
from shared.openapi.words import FAILURE, SUCCESS, TOKENS, Words
from shared.wechat.tokens import LIFETIME_S, OVERLAP_S

from .api import API

_NEW_PATH, _STABLE_PATH = API.paths

_GRANT: Json = {"const": "client_credential"}
_FIELDS = {
    "grant_type": (Words("Always `client_credential`.", "固定为 `client_credential`。"), _GRANT),
    "appid": (
        Words(
            "The `CLIENT_ID` of this deployment; `scripts/serve` prints it.",
            "本部署的 `CLIENT_ID`，`scripts/serve` 会打印。",
        ),
        {"type": "string"},
    ),
    "secret": (Words("The `CLIENT_SECRET` of this deployment.", "本部署的 `CLIENT_SECRET`。"), {"type": "string"}),
}
_COMMON: codes.When = {
    **codes.FAULT,
    40002: Words("`grant_type` is missing or is another one.", "没有 `grant_type`，或是别的值。"),
    40013: Words("It is not this deployment's `CLIENT_ID`.", "不是本部署的 `CLIENT_ID`。"),
    40125: Words("It is not this deployment's `CLIENT_SECRET`.", "不是本部署的 `CLIENT_SECRET`。"),
    41002: Words("`appid` is this deployment's `CLIENT_ID`.", "`appid` 填本部署的 `CLIENT_ID`。"),
    41004: Words("`secret` is this deployment's `CLIENT_SECRET`.", "`secret` 填本部署的 `CLIENT_SECRET`。"),
    45011: Words(
        "Too many wrong secrets were sent for this `appid`, and this one was not looked at: see `Retry-After`.",
        "这个 `appid` 的错误密钥太多，这次没有核对，见 `Retry-After`。",
    ),
    **codes.BODY,
}
_NEW: codes.When = {**_COMMON, 43001: Words("Another method than GET.", "不是 GET 请求。")}
_STABLE: codes.When = {**_COMMON, 43002: Words("Another method than POST.", "不是 POST 请求。")}
_REFUSED = (
    "invalid appid hint: [send the CLIENT_ID of this deployment as appid, not your WeChat AppID] "
    "rid: 6b0109db-6b8ac3c7-56960cba"
)
_TAIL = "fAqX6dSgy4nW0vGk1Lz9cTtYb3mRh7PuEoJi5sKxQ2w"


def _new() -> Json:
    address = f"{HERE}{_NEW_PATH}?grant_type=client_credential&appid=demo&secret=demo-secret"
    return {
        "description": Words(
            "A new token at each call. The ones before stay valid until their time.",
            "每次调用都给新的令牌，之前的到期前一直有效。",
        ),
        "x-errcodes": codes.wechat_table(_NEW),
        "get": {
            "operationId": "token",
            "summary": Words("Get a new token", "获取新令牌"),
            "tags": [TOKENS],
            "security": [],
            "parameters": [
                parameter(name, "query", words, schema, required=True) for name, (words, schema) in _FIELDS.items()
            ],
            "responses": _responses("Token", LIFETIME_S, "WyJkZW1vIiwxNzk1MjI5NzE2LCI3MDUxZjAwNDU0NjIxOGYxIl0"),
            "x-codeSamples": [shell(Words("A new token", "新令牌"), f"curl '{address}'")],
        },
    }


def _stable() -> Json:
    fields = {name: {**schema, "description": words} for name, (words, schema) in _FIELDS.items()}
    fields["force_refresh"] = {
        "type": "boolean",
        "default": False,
        "description": Words(
            "Gives another token; the one before stays valid until its time.", "换一个令牌，原来的到期前仍然有效。"
        ),
    }
    schema = opened(fields, tuple(_FIELDS))
    body = '{"grant_type":"client_credential","appid":"demo","secret":"demo-secret"}'
    command = f"curl -H 'Content-Type: application/json' -d '{body}' {HERE}{_STABLE_PATH}"
    kinds = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
    return {
        "description": Words(
            "The same token for all who ask, as long as it has more than five minutes left.",
            "剩余有效期超过五分钟时，谁来取都是同一个令牌。",
        ),
        "x-errcodes": codes.wechat_table(_STABLE),
        "post": {
            "operationId": "stableToken",
            "summary": Words("Get the shared token", "获取稳定版令牌"),
            "tags": [TOKENS],
            "security": [],
            "requestBody": {"required": True, "content": {kind: {"schema": schema} for kind in kinds}},
            "responses": _responses("StableToken", 1081, "WyJkZW1vIiwxNzk1MjI0MDUyLCJzdGFibGUiXQ"),
            "x-codeSamples": [shell(Words("The shared token", "稳定版令牌"), command)],
        },
    }


def _components() -> Json:
    """The schemas of the answers of both paths."""
    token = {"type": "string", "pattern": r"^[\w-]+\.[\w-]+$"}
    lifetime = {
        "description": Words(f"Seconds, {LIFETIME_S} at most.", f"有效秒数，最多 {LIFETIME_S}。"),
        "type": "integer",
    }
    return {
        "TokenSuccess": closed({"access_token": token, "expires_in": {**lifetime, "const": LIFETIME_S}}),
        "StableTokenSuccess": closed(
            {"access_token": token, "expires_in": {**lifetime, "minimum": OVERLAP_S, "maximum": LIFETIME_S}}
        ),
        **codes.wechat_schemas("Token", _NEW),
        **codes.wechat_schemas("StableToken", _STABLE),
    }


def _responses(name: str, seconds: int, head: str) -> Json:
    shown = examples(
        success=(SUCCESS, {"access_token": f"{head}.{_TAIL}", "expires_in": seconds}),
        failure=(FAILURE, {"errcode": 40013, "errmsg": _REFUSED}),
    )
    schema = {"oneOf": [ref(f"{name}{kind}") for kind in ("Success", "Error", "VendorError")]}
    content = {"application/json": {"schema": schema, "examples": shown}}
    return {
        "200": response(
            Words("The token, or an error: only an error has an `errcode`.", "令牌，或错误：只有错误才有 `errcode`。"),
            content,
        )
    }


OPENAPI = Description({_NEW_PATH: _new(), _STABLE_PATH: _stable()}, _components())
