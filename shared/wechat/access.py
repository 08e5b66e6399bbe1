"""Who may call: our own tokens open every back end, any other token is the vendor's to judge."""

import re
from dataclasses import replace

from shared import errors
from shared.bilingual import Bilingual
from shared.call import Call, Credential
from shared.config import settings
from shared.vendor import strangers

from . import tokens

# The vendor asks for room for 512 characters: developers.weixin.qq.com/doc/oplatform/developers/dev/AccessToken.html
# Tokens in its documents and in public code have 88 to 157, all of this alphabet: "61W3mEpU66027wgNZ_MhGHNQDH...",
# "5_7ztn_6Pnw9xLGwtjnRf5ZU6W...", and as cloudbase_access_token "50_FQ37-_cJaMxbszm7jQBvMY...". Ours have a dot.
_VENDORS = re.compile(r"[A-Za-z0-9_-]{64,1024}", re.ASCII)


def authorise(call: Call, *, vendor_judges: bool) -> Call:
    """The call, if its caller may make it. A token is left in it only if it is the caller's own one of the vendor.

    `vendor_judges` tells that a token which is not ours is to be sent on, unless it cannot be the vendor's or was
    refused just now: a stranger with a made-up one would have us download an image, and send it. Raises MissingToken,
    InvalidToken or ExpiredToken.
    """
    judged = _authorise(call, vendor_judges=vendor_judges)
    if judged.token is not None and not judged.admitted and not _VENDORS.fullmatch(judged.token.value):
        raise errors.InvalidToken(
            Bilingual(
                "this token is neither ours nor has it the form of the vendor's: get one from /cgi-bin/stable_token",
                "此 token 既不是本部署签发的，格式也不像微信的：请从 /cgi-bin/stable_token 获取",
            )
        )
    return strangers.checked(judged)


def _authorise(call: Call, *, vendor_judges: bool) -> Call:
    brought = Credential("cloudbase_access_token", call.platform_token) if call.platform_token else None
    brought = brought if vendor_judges else None
    platform_judged = settings().access == "platform"
    if call.token is None:
        if brought is None and not platform_judged:
            raise errors.MissingToken(
                Bilingual(
                    "add access_token=... to the URL; /cgi-bin/stable_token gives one",
                    "请在 URL 中加上 access_token=...；可从 /cgi-bin/stable_token 获取",
                )
            )
        return replace(call, token=brought, admitted=platform_judged)
    try:
        client = tokens.verify(settings().signing_key, call.token.value)
    except errors.InvalidToken:
        if vendor_judges:
            return replace(call, admitted=platform_judged)
        if not platform_judged:
            raise
        return replace(call, token=None, admitted=True)
    # Where only the token function knows CLIENTS, it alone shuts clients out: here within a token's lifetime.
    clients = dict(settings().clients)
    if clients and client not in (*clients, settings().client_id):
        raise _shut_out()
    return replace(call, token=brought, admitted=True, client=client)


def _shut_out() -> errors.InvalidToken:
    return errors.InvalidToken(
        Bilingual(
            "this token's client may no longer call: ask the operator of this deployment",
            "此 token 所属的客户端已被停用：请联系本服务的部署者",
        )
    )
