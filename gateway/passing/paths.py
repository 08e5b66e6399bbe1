"""Which paths of WeChat's are passed on: those that PASS_ON lists, but none that hands out what is the deployment's."""

import re

_PLAIN = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?", re.ASCII)
"""WeChat's paths are such. No dots in front, no escapes: what is judged here is what WeChat reads."""
KEPT = (
    "/cgi-bin/token",
    "/cgi-bin/stable_token",
    "/cgi-bin/component",
    "/cgi-bin/clear_quota/v2",
    "/cgi-bin/openapi/rid/get",
    "/sns/auth",
    "/sns/component",
    "/sns/oauth2/component",
    "/sns/userinfo",
    "/tcb/getqcloudtoken",
)
"""The paths that are passed on to nobody, with all below them. Each is described at developers.weixin.qq.com.

token and stable_token hand out the account's token, which ours stand for; so do, for a third-party platform, the paths
of a component. clear_quota/v2 takes the account's secret. rid/get answers the query and the body of any call of the
account, hence tokens. getqcloudtoken answers keys to the account's cloud. sns/auth and sns/userinfo carry a token of a
user's, by which we could not tell who calls.

ticket/getticket is passed on: its tickets open no call, they sign pages of the domains that the account has listed.
"""
LOGINS = ("/sns/jscode2session", "/sns/oauth2")
"""The paths, with all below them, that are called with appid and secret instead of a token."""


def passed_on(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path lies at or below one of the prefixes, and is not one of ours."""
    return bool(_PLAIN.fullmatch(path)) and below(path, prefixes) and not below(path, KEPT)


def below(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path is one of the prefixes, or goes on from one at a slash; without regard to case, as at WeChat."""
    folded = path.lower().rstrip("/") + "/"
    return any(folded.startswith(prefix.lower().rstrip("/") + "/") for prefix in prefixes)
