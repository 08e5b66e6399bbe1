"""Wrong secrets of a client: so few of them are looked at that nobody finds the right one by trying.

Ten different ones within a minute are free. From then on, one attempt a second is looked at, and all others are
refused, right or wrong: if right ones always got through, whoever tries would lose nothing by the refusals. Hence
somebody who keeps trying also keeps the client itself from new tokens, though not those that it has from working, and
no other client. A program with an outdated secret does not: it sends the same one again, which tells it nothing.
"""

import functools
import hashlib
import logging
import secrets
import threading
from collections import deque

from shared import clock
from shared.bilingual import Bilingual

from . import refusals

FREE = 10
WINDOW_S = 60.0
GAP_S = 1.0

logger = logging.getLogger(__name__)
_SALT = secrets.token_bytes(16)


class Attempts:
    """What was tried in vain for one client lately. It remembers FREE digests and times, however many there were."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._lock = threading.Lock()
        self._tried: dict[bytes, float] = {}  # of each different wrong secret, when it came first
        self._wrong_at: deque[float] = deque(maxlen=FREE)
        self._next = self._next_warning = float("-inf")

    def judge(self, secret: str, *, right: bool) -> None:
        """Count an attempt. Raises TooManyAttempts if it is not to be looked at, whether it was right or not."""
        digest = hashlib.blake2b(secret.encode("utf-8", "surrogatepass"), key=_SALT).digest()
        with self._lock:
            now = clock.now()
            self._tried = {tried: at for tried, at in self._tried.items() if at > now - WINDOW_S}
            again = digest in self._tried
            guessing = len(self._tried) >= FREE
            if (again and self._many(now)) or (guessing and not again and now < self._next):
                self._refuse(now)
            if guessing and not again:
                self._next = now + GAP_S
            if not right:
                self._note(digest, now)

    def _many(self, now: float) -> bool:
        return len(self._wrong_at) == FREE and self._wrong_at[0] > now - WINDOW_S

    def _note(self, digest: bytes, now: float) -> None:
        self._wrong_at.append(now)
        self._tried.setdefault(digest, now)
        if len(self._tried) > FREE:
            del self._tried[next(iter(self._tried))]

    def _refuse(self, now: float) -> None:
        if now >= self._next_warning:
            self._next_warning = now + WINDOW_S
            logger.warning("wrong secrets are refused unseen", extra={"facts": {"client": self._client_id}})
        raise refusals.TooManyAttempts(
            Bilingual(
                "too many wrong secrets were sent for this appid: send the right one, once a second at most",
                "此 appid 的错误 secret 次数过多：请发送正确的 secret，每秒最多一次",
            )
        )


@functools.cache
def of(client_id: str) -> Attempts:
    """Those of a client that exists: one that does not has no secret that could be found."""
    return Attempts(client_id)
