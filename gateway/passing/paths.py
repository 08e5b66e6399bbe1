"""Which paths of WeChat's are passed on: those that PASS_ON lists, but none that hands out what is the deployment's."""

import re

_PLAIN = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?", re.ASCII)
"""WeChat's paths are such. No dots in front, no escapes: what is judged here is what WeChat reads."""
# developers.weixin.qq.com: get_access_token, get_stable_access_token; open platform, "component"; cloud development,
# getqcloudtoken; clear_quota/v2 is called with the account's secret.
KEPT = (
    "/cgi-bin/token",
    "/cgi-bin/stable_token",
    "/cgi-bin/component",
    "/cgi-bin/clear_quota/v2",
    "/sns/component",
    "/tcb/getqcloudtoken",
)
"""The paths, with all below them, that hand out tokens and secrets of the account, or ask for them."""
LOGINS = ("/sns/jscode2session", "/sns/oauth2")
"""The paths, with all below them, that are called with appid and secret instead of a token."""


def passed_on(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path lies at or below one of the prefixes, and is not one of ours."""
    return bool(_PLAIN.fullmatch(path)) and below(path, prefixes) and not below(path.lower(), KEPT)


def below(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path is one of the prefixes, or goes on from one at a slash."""
    return any(path == prefix or path.startswith(prefix.rstrip("/") + "/") for prefix in prefixes)
