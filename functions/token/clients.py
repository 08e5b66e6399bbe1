"""Clients of this deployment: who may ask in their name, told by id and secret."""

import hmac
from collections.abc import Mapping

from shared.bilingual import Bilingual
from shared.config import settings

from . import attempts, refusals


def identified(fields: Mapping[str, str]) -> str:
    """The id of the client whose `appid` and `secret` these are; they are compared in constant time.

    Raises MissingClientId, MissingClientSecret, InvalidClientId, InvalidClientSecret or TooManyAttempts.
    """
    client_id, secret = fields.get("appid"), fields.get("secret")
    if client_id is None:
        raise refusals.MissingClientId(
            Bilingual("send appid: the CLIENT_ID of this deployment", "请发送 appid，其值为本部署的 CLIENT_ID")
        )
    if secret is None:
        raise refusals.MissingClientSecret(
            Bilingual(
                "send secret: the CLIENT_SECRET of this deployment", "请发送 secret，其值为本部署的 CLIENT_SECRET"
            )
        )
    known = [pair for pair in settings().callers() if _same(client_id, pair[0])]
    if not known:
        raise _strange_appid()
    right = _same(secret, known[0][1])
    attempts.of(client_id).judge(secret, right=right)
    if not right:
        raise _strange_secret()
    return client_id


def _same(given: str, ours: str) -> bool:
    # JSON can spell half a surrogate pair, which UTF-8 cannot.
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), ours.encode())


def _strange_appid() -> refusals.InvalidClientId:
    return refusals.InvalidClientId(
        Bilingual(
            "send the CLIENT_ID of this deployment as appid, not your WeChat AppID",
            "appid 应为本部署的 CLIENT_ID，而不是微信的 AppID",
        )
    )


def _strange_secret() -> refusals.InvalidClientSecret:
    return refusals.InvalidClientSecret(
        Bilingual(
            "send the CLIENT_SECRET of this deployment as secret, not your WeChat AppSecret",
            "secret 应为本部署的 CLIENT_SECRET，而不是微信的 AppSecret",
        )
    )
