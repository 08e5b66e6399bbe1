"""Back end "local": checks appid and secret and issues a signed token."""

from typing import Any

from shared import errors
from shared.bilingual import Bilingual
from shared.call import Call
from shared.config import settings
from shared.wechat import tokens

from . import clients, refusals


def issue(call: Call) -> dict[str, Any]:
    """Answer `/cgi-bin/token` (GET: a new token) and `/cgi-bin/stable_token` (POST: the same one while it is valid).

    On a platform that mounts the function at a path of its own, the method alone tells which of the two is meant.
    """
    path = call.path.rstrip("/").lower()
    usual = "POST" if call.method == "POST" else "GET"
    method = {"stable_token": "POST", "token": "GET"}.get(path.rpartition("/")[2], usual)
    if call.method != method:
        raise errors.WrongMethod(method)
    if call.fields.get("grant_type") != "client_credential":
        raise refusals.InvalidGrantType(
            Bilingual("send grant_type=client_credential", "请发送 grant_type=client_credential")
        )
    client_id = clients.identified(call.fields)
    again = call.fields.get("force_refresh", "").lower() in ("true", "1")
    issuer = tokens.issue_stable if method == "POST" and not again else tokens.issue
    token, seconds = issuer(settings().signing_key, client_id)
    return {"access_token": token, "expires_in": seconds}
