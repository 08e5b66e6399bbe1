"""What the description of the API says of: access tokens for callers."""

from shared.openapi import codes
from shared.openapi.parts import HERE, Description, Json, closed, examples, opened, parameter, ref, response, shell
from shared.wechat.tokens import LIFETIME_S, OVERLAP_S

from .api import API

_NEW_PATH, _STABLE_PATH = API.paths

_GRANT: Json = {"const": "client_credential"}
_FIELDS = {
    "grant_type": ("Always `client_credential`.", _GRANT),
    "appid": ("The `CLIENT_ID` of this deployment; `scripts/serve` prints it.", {"type": "string"}),
    "secret": ("The `CLIENT_SECRET` of this deployment.", {"type": "string"}),
}
_COMMON: codes.When = {
    **codes.FAULT,
    40002: "`grant_type` is missing or is another one.",
    40013: "It is not this deployment's `CLIENT_ID`.",
    40125: "It is not this deployment's `CLIENT_SECRET`.",
    41002: "`appid` is this deployment's `CLIENT_ID`.",
    41004: "`secret` is this deployment's `CLIENT_SECRET`.",
    45011: "Too many wrong secrets were sent for this `appid`, and this one was not looked at: see `Retry-After`.",
    **codes.BODY,
}
_NEW: codes.When = {**_COMMON, 43001: "Another method than GET."}
_STABLE: codes.When = {**_COMMON, 43002: "Another method than POST."}
_REFUSED = (
    "invalid appid hint: [send the CLIENT_ID of this deployment as appid, not your WeChat AppID] "
    "rid: 6b0109db-6b8ac3c7-56960cba"
)
_TAIL = "fAqX6dSgy4nW0vGk1Lz9cTtYb3mRh7PuEoJi5sKxQ2w"


def _new() -> Json:
    address = f"{HERE}{_NEW_PATH}?grant_type=client_credential&appid=demo&secret=demo-secret"
    return {
        "description": "A new token at each call. The ones before stay valid until their time.",
        "x-errcodes": codes.wechat_table(_NEW),
        "get": {
            "operationId": "token",
            "summary": "Get a new token",
            "tags": ["Tokens"],
            "security": [],
            "parameters": [
                parameter(name, "query", words, schema, required=True) for name, (words, schema) in _FIELDS.items()
            ],
            "responses": _responses("Token", LIFETIME_S, "WyJkZW1vIiwxNzk1MjI5NzE2LCI3MDUxZjAwNDU0NjIxOGYxIl0"),
            "x-codeSamples": [shell("A new token", f"curl '{address}'")],
        },
    }


def _stable() -> Json:
    fields = {name: {**schema, "description": words} for name, (words, schema) in _FIELDS.items()}
    fields["force_refresh"] = {
        "type": "boolean",
        "default": False,
        "description": "Gives another token; the one before stays valid until its time.",
    }
    schema = opened(fields, tuple(_FIELDS))
    body = '{"grant_type":"client_credential","appid":"demo","secret":"demo-secret"}'
    command = f"curl -H 'Content-Type: application/json' -d '{body}' {HERE}{_STABLE_PATH}"
    kinds = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
    return {
        "description": "The same token for all who ask, as long as it has more than five minutes left.",
        "x-errcodes": codes.wechat_table(_STABLE),
        "post": {
            "operationId": "stableToken",
            "summary": "Get the shared token",
            "tags": ["Tokens"],
            "security": [],
            "requestBody": {"required": True, "content": {kind: {"schema": schema} for kind in kinds}},
            "responses": _responses("StableToken", 1081, "WyJkZW1vIiwxNzk1MjI0MDUyLCJzdGFibGUiXQ"),
            "x-codeSamples": [shell("The shared token", command)],
        },
    }


def _components() -> Json:
    """The schemas of the answers of both paths."""
    token = {"type": "string", "pattern": r"^[\w-]+\.[\w-]+$"}
    lifetime = {"description": f"Seconds, {LIFETIME_S} at most.", "type": "integer"}
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
        success=("Success", {"access_token": f"{head}.{_TAIL}", "expires_in": seconds}),
        failure=("Failure", {"errcode": 40013, "errmsg": _REFUSED}),
    )
    schema = {"oneOf": [ref(f"{name}{kind}") for kind in ("Success", "Error", "VendorError")]}
    content = {"application/json": {"schema": schema, "examples": shown}}
    return {"200": response("The token, or an error: only an error has an `errcode`.", content)}


OPENAPI = Description({_NEW_PATH: _new(), _STABLE_PATH: _stable()}, _components())
