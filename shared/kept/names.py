"""Names of what is kept for a later call: nobody can guess one, and each says when it was made.

So any instance knows, without a register, when its time has run out. Ours begin with "local-"; the vendors' do not.
"""

import re
import secrets

from shared import clock

PREFIX = "local-"
_NAME = re.compile(PREFIX + r"([0-9a-f]{8})[\w-]{16,100}")
_LONGEST = 240
"""Bytes; a file's name has at most 255 with what a store adds."""


def new(length: int, ending: str = "") -> str:
    """A new name: `length` characters, then an ending of letters, digits, `_` or `-`."""
    head = f"{PREFIX}{int(clock.wall()):08x}"
    return head + secrets.token_urlsafe(length)[: length - len(head)] + ending


def made_at(name: str) -> int | None:
    """When a name was made, in seconds since 1970; None for one that does not have the form of ours."""
    found = _NAME.fullmatch(name)
    short = len(name.encode("utf-8", "replace")) <= _LONGEST
    return int(found[1], 16) if found and short else None


def is_ours(name: str) -> bool:
    """Whether a name has the form of ours."""
    return made_at(name) is not None
