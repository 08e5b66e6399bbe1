"""Callers whose token only the vendor can judge. What it refused just now costs nothing.

Without this, a stranger with a refused token would have us download an img_url and send it to the vendor, call by call.
"""

import hashlib
import threading
from collections import OrderedDict
from functools import cache

from shared import clock, errors
from shared.bilingual import Bilingual
from shared.call import Call, Credential

KEPT_S = 60.0
KEPT = 4096  # hashes of refused tokens, the latest; of 32 bytes each


def checked(call: Call) -> Call:
    """The call. Raises InvalidToken if a caller whom we do not know brings a token that the vendor has just refused."""
    if call.token is not None and not call.admitted and _refused().holds(call.token):
        raise errors.InvalidToken(
            Bilingual(
                "the vendor refused this token less than a minute ago: get a new one",
                "不到一分钟前，上游刚拒绝过此 token：请重新获取",
            )
        )
    return call


def remember(token: Credential) -> None:
    """Note that the vendor has refused a caller's token."""
    _refused().add(token)


class _Refused:
    """The tokens refused of late: their hashes, with the time at which each is forgotten."""

    def __init__(self) -> None:
        self._until: OrderedDict[bytes, float] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, token: Credential) -> None:
        with self._lock:
            self._until[_hash(token)] = clock.now() + KEPT_S
            self._until.move_to_end(_hash(token))
            if len(self._until) > KEPT:
                self._until.popitem(last=False)

    def holds(self, token: Credential) -> bool:
        with self._lock:
            return clock.now() < self._until.get(_hash(token), float("-inf"))


def _hash(token: Credential) -> bytes:
    return hashlib.sha256(f"{token.field}={token.value}".encode("utf-8", "replace")).digest()


@cache
def _refused() -> _Refused:
    """The process's memory of refused tokens."""
    return _Refused()
