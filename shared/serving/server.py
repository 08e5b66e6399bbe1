"""The server: accepts connections, keeps all of them together within bounds, and stops without losing an answer."""

import logging
import resource
import signal
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from shared import capacity, clock, errors
from shared.bilingual import Bilingual
from shared.clock import Deadline

from .channel import Channel
from .limits import CONNECTIONS, GRACE_SECONDS, HEAD_BYTES, SPARE_THREADS, UNTAKEN_BYTES, Limits

_TEND_SECONDS, _WEIGH_SECONDS = 0.25, 0.02
"""How often connections are looked at for their time, and for what they hold: a fast network brings 100 MB a second."""
_GREETING_SECONDS = 0.2
"""For the first bytes of a client."""
_FAREWELL_SECONDS = 5.0
"""For threads whose answers are out already."""
_FILES_ASIDE = 100
"""Files that the process opens beside its connections."""
_SILENCE_SECONDS = 60.0
"""Between two lines of the log about the same bound: who attacks must not fill it."""
_NEVER = 1 << 40
"""Bytes: answers are held in memory, within the bound for all of them, and no thread waits for one to be taken."""

logger = logging.getLogger(__name__)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Threads(ThreadedTaskDispatcher):
    """Worker threads, made when they are needed: most functions never need a tenth of them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def add_task(self, task: Any) -> None:
        """Have a task done by a thread that is free, or by a new one."""
        super().add_task(task)
        with self.lock:
            wanted = self.active_count + len(self.queue)
        if len(self.threads) < min(wanted, self._most):
            self.set_thread_count(min(wanted, self._most))


class Server(TcpWSGIServer):
    """A WSGI server for one application. Raises OSError where the port is not to be had."""

    channel_class = Channel
    active_channels: dict[int, Channel]

    def __init__(self, application: Application, host: str, port: int, limits: Limits) -> None:
        adjustments = Adjustments(
            listen=f"{host}:{port}",
            ident=None,
            backlog=1024,
            clear_untrusted_proxy_headers=False,
            max_request_header_size=HEAD_BYTES,
            max_request_body_size=limits.body_bytes + 1,
            inbuf_overflow=_NEVER,
            outbuf_overflow=_NEVER,
            outbuf_high_watermark=_NEVER,
            log_socket_errors=False,
        )
        # waitress says so for each request that waits for a moment; how many wait is a figure of /metrics.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._limits = limits
        self._connections = _connections(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        self._tend_at = self._weigh_at = 0.0
        self._told_at: dict[str, float] = {}
        self._untaken, self._most_untaken = 0, min(UNTAKEN_BYTES, capacity.memory() // 4)
        self._stop: Deadline | None = None
        dispatcher = _Threads(limits.calls + SPARE_THREADS)
        super().__init__(application, dispatcher=dispatcher, adj=adjustments, sockinfo=adjustments.listen[0])

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; then finish the calls in flight, for up to GRACE_SECONDS."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        while not self._done():
            wasyncore.loop(timeout=_TEND_SECONDS, use_poll=True, map=self._map, count=1)
        self.task_dispatcher.shutdown(timeout=0 if self._stop is None or self._stop.passed() else _FAREWELL_SECONDS)
        wasyncore.close_all(self._map)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._stop is not None:
            raise SystemExit(1)  # asked a second time
        self._stop = Deadline.after(GRACE_SECONDS)
        self.pull_trigger()

    def _done(self) -> bool:
        if self._stop is None:
            return False
        busy = any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())
        return not busy or self._stop.passed()

    @property
    def stopping(self) -> bool:
        """Whether the process was asked to stop."""
        return self._stop is not None

    @property
    def crowded(self) -> bool:
        """Whether further answers might cost others the ones that they are still taking."""
        return self._untaken > self._most_untaken // 2

    # -- waitress's hooks

    def add_task(self, channel: Channel) -> None:
        """Have a channel's next request served, unless its client has yet to take the last answer.

        Else a client that sends many requests at once, and reads nothing, would have all their answers in memory.
        """
        if channel.total_outbufs_len:
            channel.postponed = True
        else:
            super().add_task(channel)

    def readable(self) -> bool:
        """Whether a further connection would be taken; called in each round."""
        now = clock.now()
        if now >= self._tend_at:
            self._tend_at = now + _TEND_SECONDS
            for channel in list(self.active_channels.values()):
                channel.tend(now, self._limits)
        if now >= self._weigh_at:
            self._weigh_at = now + _WEIGH_SECONDS
            self._keep_within_memory()
        full = len(self.active_channels) >= self._connections and not self._idle()
        return not (self.stopping or full)

    def handle_accept(self) -> None:
        """Take a connection; where there are too many, the one that has been waited for longest goes."""
        super().handle_accept()
        if len(self.active_channels) > self._connections and (idle := self._idle()):
            self._tell("too many connections: the one that was silent for longest is closed")
            min(idle, key=lambda channel: channel.waiting_since).handle_close()

    def _idle(self) -> list[Channel]:
        """Those that may go; not the ones that were just accepted, whose request may be here and is yet to be read."""
        before = clock.now() - _GREETING_SECONDS
        idle = (channel for channel in self.active_channels.values() if not (channel.working or channel.will_close))
        return [channel for channel in idle if channel.waiting_since < before]

    def _keep_within_memory(self) -> None:
        """Refuse the largest requests that are still on their way; cut off who has taken nothing for longest."""
        waiting = [channel for channel in self.active_channels.values() if channel.held and not channel.working]
        arriving = [channel for channel in waiting if not channel.total_outbufs_len]
        held = sum(channel.held for channel in arriving)
        for channel in sorted(arriving, key=lambda channel: -channel.held):
            if held <= self._limits.held_bytes:
                break
            held -= channel.held
            channel.refuse(
                errors.Busy(
                    Bilingual(
                        "too many large requests are on their way: try again in a few seconds",
                        "传输中的大请求过多：请过几秒重试",
                    )
                )
            )
        answered = [channel for channel in waiting if channel.total_outbufs_len]
        self._untaken = sum(channel.held for channel in answered)
        for channel in sorted(answered, key=lambda channel: channel.waiting_since):
            if self._untaken <= self._most_untaken:
                break
            self._untaken -= channel.held
            self._tell("too many answers wait to be taken: who was silent for longest is cut off")
            channel.handle_close()

    def _tell(self, bound: str) -> None:
        """Warn that a bound was reached, once a minute."""
        now = clock.now()
        if now - self._told_at.get(bound, float("-inf")) > _SILENCE_SECONDS:
            self._told_at[bound] = now
            logger.warning(bound)


def _connections(files: int) -> int:
    """How many connections there may be where the process may open so many files."""
    if files == resource.RLIM_INFINITY:
        return CONNECTIONS
    return min(CONNECTIONS, max(files - _FILES_ASIDE, files // 2))
