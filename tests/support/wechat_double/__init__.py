"""A WeChat that can be run: a real HTTP server on 127.0.0.1 that speaks the vendor's protocol, with its faults.

    with WechatDouble() as vendor:
        vendor.fail_next("qrcode", Fault.errcode(45009))
        ...  # point WECHAT_API_BASE at vendor.url
        assert [call.file.filename for call in vendor.calls_of("qrcode")] == ["img.jpg"]

Endpoints are named token, stable_token, qrcode, aicrop, superresolution, ocr and media, those for cards and the others
as the vendor names them; EVERY means all of them.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from .endpoints import World, judge
from .faults import EVERY, Fault, Plan
from .records import Part, Recorded
from .replies import EXAMPLES, PICTURE, Reply, Suffix
from .server import Server
from .tokens import FORCED_A_DAY, Tokens

__all__ = ["EVERY", "EXAMPLES", "FORCED_A_DAY", "PICTURE", "Fault", "Part", "Recorded", "WechatDouble"]

_TOKEN_ENDPOINTS = ("token", "stable_token")


class WechatDouble:
    """The vendor's stand-in. Everything here may be used from any thread while requests are under way.

    `clock` (seconds since the epoch) may be replaced at any time; it rules tokens and quotas, not real waiting.
    `token_delay_s` is how long the token endpoints take.
    """

    def __init__(
        self,
        appid: str = "wx0123456789abcdef",
        secret: str = "0123456789abcdef0123456789abcdef",
        *,
        expires_in: float = 7200,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.appid = appid
        self.secret = secret
        self.clock = clock
        self.token_delay_s = 0.0
        self._lock = threading.Lock()
        self._calls: list[Recorded] = []
        self._numbers: Counter[str] = Counter()
        self._plan = Plan()
        self._world = World(appid, secret, Tokens(self.now, expires_in))
        self._server: Server | None = None
        self._port = 0

    def __enter__(self) -> Self:
        self.revive()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    # -- life and death

    @property
    def url(self) -> str:
        """Where the vendor listens, without a trailing slash; the same before and after a death."""
        return f"http://127.0.0.1:{self._port}"

    def kill(self) -> None:
        """Stop listening and reset all connections. Returns when nothing of the server is left."""
        server, self._server = self._server, None
        if server is not None:
            server.kill()

    def revive(self) -> None:
        """Listen again, at the same port."""
        if self._server is None:
            self._server = Server(("127.0.0.1", self._port), self)
            self._port = self._server.server_port

    # -- faults

    def fail_next(self, endpoint: str, fault: Fault, times: int = 1, *, after: int = 0) -> None:
        """Let the next `times` requests to `endpoint` meet `fault`, after `after` more good ones."""
        self._plan.add(endpoint, fault, self.count(endpoint) + after + 1, times)

    def always(self, endpoint: str, fault: Fault, *, after: int = 0) -> None:
        """Let every request to `endpoint` meet `fault`, after `after` more good ones, until `heal`."""
        self._plan.add(endpoint, fault, self.count(endpoint) + after + 1, None)

    def heal(self, endpoint: str = EVERY) -> None:
        """Forget the faults of this endpoint, or all."""
        self._plan.clear(endpoint)

    def take_down(self, endpoint: str) -> None:
        """Withdraw an endpoint, as the vendor did with superresolution: it answers 40066."""
        self._world.taken_down.add(endpoint)

    def put_up(self, endpoint: str) -> None:
        """Offer an endpoint that was withdrawn."""
        self._world.taken_down.discard(endpoint)

    # -- tokens and answers

    @property
    def tokens(self) -> Tokens:
        """The tokens: `grant` one, `expire` (42001), `rotate` (40001) or `revoke` them."""
        return self._world.tokens

    def expire_tokens(self) -> None:
        """End the life of every token now: each is answered 42001, and the endpoints mint new ones."""
        self.tokens.expire()

    @property
    def suffix(self) -> Suffix:
        """What follows the texts: set `.rid` and `.hint`."""
        return self._world.suffix

    @property
    def extra(self) -> dict[str, Any]:
        """Fields to add to every documented example, such as one that no client knows."""
        return self._world.extra

    @property
    def media(self) -> dict[str, bytes]:
        """What media/get serves, by media_id."""
        return self._world.media

    # -- what happened

    @property
    def calls(self) -> list[Recorded]:
        """All requests whose body arrived whole with a Content-Length, in that order (a copy)."""
        with self._lock:
            return list(self._calls)

    def calls_of(self, endpoint: str) -> list[Recorded]:
        """The recorded requests to one endpoint."""
        return [call for call in self.calls if call.endpoint == endpoint]

    def count(self, endpoint: str = EVERY) -> int:
        """How many requests came in for an endpoint, or for all: also those that were reset or answered 412."""
        with self._lock:
            return self._numbers[endpoint]

    @property
    def token_requests(self) -> int:
        """How many requests the two token endpoints got."""
        return sum(self.count(endpoint) for endpoint in _TOKEN_ENDPOINTS)

    @property
    def forced_refreshes(self) -> int:
        """How many of the recorded requests to stable_token asked for force_refresh."""
        return sum(call.json.get("force_refresh") is True for call in self.calls_of("stable_token") if call.json)

    def forget(self) -> None:
        """Drop the recorded requests and start all counts again; faults planned with `after` count anew too."""
        with self._lock:
            self._calls.clear()
            self._numbers.clear()

    # -- what the server asks

    def now(self) -> float:
        """Return the double's time."""
        return self.clock()

    def arrived(self, endpoint: str) -> tuple[dict[str, int], bool]:
        """Count a request and let the early faults act; True if the connection is to be reset."""
        with self._lock:
            self._numbers.update((endpoint, EVERY))
            numbers = {endpoint: self._numbers[endpoint], EVERY: self._numbers[EVERY]}
        fault = self._plan.take(numbers, lambda fault: fault.early)
        if fault and fault.rotates:
            self.tokens.rotate()
        return numbers, fault is not None and fault.reset_now

    def answer(self, request: Recorded, numbers: dict[str, int]) -> Reply:
        """Record a request and return the honest reply, or what a fault makes of it."""
        with self._lock:
            self._calls.append(request)
        reply = judge(self._world, request)
        fault = self._plan.take(numbers, lambda fault: not fault.early and not (fault.polite and reply.refused))
        if fault:
            reply = fault.change(reply)
        if request.endpoint in _TOKEN_ENDPOINTS:
            reply = replace(reply, wait_s=reply.wait_s + self.token_delay_s)
        return reply
