"""Back end "local": checks appid and secret and issues a signed token."""

import hmac
from typing import Any

from shared import errors
from shared.call import Call
from shared.config import settings
from shared.wechat import tokens

from . import attempts, refusals


def issue(call: Call) -> dict[str, Any]:
    """Answer `/cgi-bin/token` (GET: a new token) and `/cgi-bin/stable_token` (POST: the same one while it is valid).

    On a platform that mounts the function at a path of its own, the method alone tells which of the two is meant.
    """
    path = call.path.rstrip("/").lower()
    usual = "POST" if call.method == "POST" else "GET"
    method = {"stable_token": "POST", "token": "GET"}.get(path.rpartition("/")[2], usual)
    if call.method != method:
        raise errors.WrongMethod(method)
    client_id = _client_id(call)
    again = call.fields.get("force_refresh", "").lower() in ("true", "1")
    issuer = tokens.issue_stable if method == "POST" and not again else tokens.issue
    token, seconds = issuer(settings().signing_key, client_id)
    return {"access_token": token, "expires_in": seconds}


def _client_id(call: Call) -> str:
    """The caller's appid, once the credentials have been found right; they are compared in constant time."""
    ours = settings()
    client_id, secret = call.fields.get("appid"), call.fields.get("secret")
    if call.fields.get("grant_type") != "client_credential":
        raise refusals.InvalidGrantType("send grant_type=client_credential")
    if client_id is None:
        raise refusals.MissingClientId("send appid: the CLIENT_ID of this deployment")
    if secret is None:
        raise refusals.MissingClientSecret("send secret: the CLIENT_SECRET of this deployment")
    known = [pair for pair in ours.callers() if _same(client_id, pair[0])]
    if not known:
        raise refusals.InvalidClientId("send the CLIENT_ID of this deployment as appid, not your WeChat AppID")
    right = _same(secret, known[0][1])
    attempts.of(client_id).judge(secret, right=right)
    if not right:
        raise refusals.InvalidClientSecret(
            "send the CLIENT_SECRET of this deployment as secret, not your WeChat AppSecret"
        )
    return client_id


def _same(given: str, ours: str) -> bool:
    # JSON can spell half a surrogate pair, which UTF-8 cannot.
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), ours.encode())
