"""Access tokens of our own: signed, so that any instance can check one that any other issued; nothing is stored.

`key` is the setting SIGNING_KEY: one key, or several divided by commas. The first one signs, each one verifies.
"""

import hashlib
import secrets

from itsdangerous import BadData, URLSafeSerializer

from shared import clock, errors
from shared.bilingual import Bilingual

LIFETIME_S = 7200  # as the vendor's
OVERLAP_S = 300  # the vendor hands out a stable token's successor five minutes before its end, and both work
_WINDOW_S = LIFETIME_S - OVERLAP_S


def issue(key: str, client_id: str) -> tuple[str, int]:
    """A new token for `client_id` and its lifetime in seconds."""
    return _sign(key, client_id, int(clock.wall()), secrets.token_hex(8)), LIFETIME_S


def issue_stable(key: str, client_id: str) -> tuple[str, int]:
    """The token of the current time window and its remaining lifetime in seconds (300 to 7200).

    Every instance gives the same token in the same window, without a store: the window's start stands in the token.
    Windows begin at another second for each client, so that clients do not renew all at once.
    """
    now = int(clock.wall())
    offset = int.from_bytes(hashlib.sha256(client_id.encode()).digest()[:4]) % _WINDOW_S
    start = now - (now - offset) % _WINDOW_S
    return _sign(key, client_id, start, "stable"), start + LIFETIME_S - now


def verify(key: str, token: str) -> str:
    """The client to whom `token`, which is ours and still valid, was issued. Raises InvalidToken or ExpiredToken."""
    try:
        client_id, issued_at, _nonce = _serializer(key).loads(token)
        if type(client_id) is not str:
            raise ValueError("signed with our key, but not by `issue`: no client")
        if type(issued_at) is not int or not 0 <= issued_at <= clock.wall() + OVERLAP_S:
            raise ValueError("signed with our key, but not by `issue`: no time, or one that clocks cannot disagree by")
    except (BadData, ValueError, TypeError) as error:
        raise errors.InvalidToken(
            Bilingual(
                "this token was not issued here: get one from /cgi-bin/stable_token",
                "此 token 不是本部署签发的：请从 /cgi-bin/stable_token 获取",
            )
        ) from error
    if clock.wall() >= issued_at + LIFETIME_S:
        raise errors.ExpiredToken(
            Bilingual("get a new token from /cgi-bin/stable_token", "请从 /cgi-bin/stable_token 重新获取 token")
        )
    return client_id


def _sign(key: str, client_id: str, issued_at: int, nonce: str) -> str:
    return str(_serializer(key).dumps([client_id, issued_at, nonce]))


def _serializer(key: str) -> URLSafeSerializer:
    keys = key.split(",")[::-1]  # itsdangerous signs with the last one
    return URLSafeSerializer(keys, salt="access_token", signer_kwargs={"digest_method": hashlib.sha256})
