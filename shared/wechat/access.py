"""Who may call: our own tokens open every back end, any other token is the vendor's to judge."""

from dataclasses import replace

from shared import errors
from shared.call import Call, Credential
from shared.config import settings

from . import tokens


def authorise(call: Call, *, vendor_judges: bool) -> Call:
    """The call, if its caller may make it. A token is left in it only if it is the caller's own one of the vendor.

    `vendor_judges` tells that a token which is not ours is to be sent on. Raises MissingToken, InvalidToken or
    ExpiredToken.
    """
    brought = Credential("cloudbase_access_token", call.platform_token) if call.platform_token else None
    brought = brought if vendor_judges else None
    platform_judged = settings().access == "platform"
    if call.token is None:
        if brought is None and not platform_judged:
            raise errors.MissingToken("add access_token=... to the URL; /cgi-bin/stable_token gives one")
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
    if settings().clients and client not in dict(settings().callers()):
        raise errors.InvalidToken("this token's client may no longer call: ask the operator of this deployment")
    return replace(call, token=brought, admitted=True, client=client)
