"""Days as cards print them."""

import re

from .numbers import is_day

DAY = r"\d{4}[-.—–年/]\d\d[-.—–月/]\d\d日?"
"""The form of a day."""
FOREVER = "长期"
SPAN = f"{DAY}[-—–一至~到]{{0,2}}(?:{DAY}|{FOREVER})"
"""The form of a first and a last day, which may never come. What stands between them may not have been read."""
_DAY = re.compile(r"(\d{4})\D(\d\d)\D(\d\d)")


def day(text: str | None) -> str | None:
    """The day that a text of that form begins with, as 2018-07-06; None where no such day exists."""
    match = _DAY.match(text or "")
    return "-".join(match.groups()) if match and is_day(*map(int, match.groups())) else None


def span(text: str | None) -> tuple[str, str] | None:
    """The first and the last day of a text of that form; None where one of them does not exist."""
    days = re.findall(DAY, text or "")
    first, last = day(text), FOREVER if (text or "").endswith(FOREVER) else day(days[-1] if len(days) > 1 else None)
    return (first, last) if first and last else None
