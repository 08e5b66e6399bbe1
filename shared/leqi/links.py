"""Links to pictures that we keep: whoever has one may see that picture, until it expires; nobody else can make one.

They lead below Leqi's path of finished photos, whatever the store: so a bucket stays private, and a link needs none of
its keys. Their path ends in the file's name, as that of Leqi's links does: clients take it for the name to save under.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from shared import clock, errors
from shared.bilingual import Bilingual
from shared.config import settings

PICTURE, EXPIRES, SIGNATURE = "picture", "expires", "signature"
PATH = "/get_pic_3"


def link(picture: str, seconds: float) -> str:
    """A link to `picture`, a path that only whoever answers there reads, good for that many seconds."""
    expires = str(int(clock.wall() + seconds))
    signed = urlencode({EXPIRES: expires, SIGNATURE: _signature(_keys()[0], picture, expires)})
    return f"{settings().public_base_url}{PATH}/{quote(picture)}?{signed}"


def named(path: str) -> dict[str, str]:
    """The picture that the path of a request names, as a link's parameter: the folder and the file behind ours.

    Nothing where there is none. Links of version 0.1.0 have it in their query.
    """
    _, below, picture = path.rpartition(f"{PATH}/")
    return {PICTURE: picture} if below and picture else {}


def check(asked: Mapping[str, Any]) -> None:
    """Check the parameters of a link. Raises InvalidToken or ExpiredToken."""
    picture, expires, signature = (str(asked.get(name, "")) for name in (PICTURE, EXPIRES, SIGNATURE))
    given = signature.encode("utf-8", "replace")
    if not any(hmac.compare_digest(given, _signature(key, picture, expires).encode()) for key in _keys()):
        raise errors.InvalidToken(
            Bilingual(
                "this link was not made here: ask for the picture again", "此链接不是本部署签发的：请重新获取图片链接"
            )
        )
    if int(expires) < clock.wall():
        raise errors.ExpiredToken(
            Bilingual("this link has expired: ask for the picture again", "此链接已过期：请重新获取图片链接")
        )


def _keys() -> list[str]:
    """The first one signs, each one verifies."""
    return settings().signing_key.split(",")


def _signature(signing_key: str, picture: str, expires: str) -> str:
    """Under a key of its own, so that no access token is a signature or the other way round."""
    key = hashlib.sha256(b"link " + signing_key.encode()).digest()
    return hmac.new(key, f"{expires} {picture}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()
