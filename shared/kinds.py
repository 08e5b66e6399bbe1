"""What an answer means to whoever stands between caller and vendor; each wire form says which mean what."""

import enum
from collections.abc import Callable
from typing import Any


class Kind(enum.StrEnum):
    """What a vendor's answer asks of whoever receives it."""

    OK = "ok"  # the call worked
    REFRESH = "refresh"  # our token is stale: get one again and repeat once (a caller's own token: pass the code on)
    BACKOFF = "backoff"  # the vendor is in trouble for a moment: repeat at most twice, with a growing pause
    DAILY_QUOTA = "daily-quota"  # used up until midnight in Beijing
    MINUTE_QUOTA = "minute-quota"  # used up until the next minute
    CONFIGURATION = "configuration"  # the operator must change something at the vendor; no caller can cure it
    TAKEN_DOWN = "taken-down"  # the vendor has no such endpoint, or has withdrawn it; repeating never helps
    CREDENTIAL = "credential"  # a token, appid or secret that was sent is bad: whoever sent it must correct it
    CLIENT = "client"  # the caller's image, URL or parameter is bad
    UNKNOWN = "unknown"  # not in this table: pass it on, decide nothing by it


Judge = Callable[[Any], Kind]
"""Tells the kind of an answer in one wire form."""
