"""One connection: how long each of its parts may take, what becomes of one that is cut off, refused or left alone."""

import contextlib
import socket
from typing import Any

from waitress.channel import HTTPChannel

from shared import clock, errors
from shared.bilingual import Bilingual
from shared.body import DRAIN_BYTES

from .limits import ANSWER_SECONDS, HEAD_SECONDS, IDLE_SECONDS, STALLED_SECONDS, Limits
from .request import Request, slow
from .task import Task

_RECV_BYTES, _RECV_BODY_BYTES = 8192, 65536


class Channel(HTTPChannel):
    """waitress's channel with a limit for every wait, answers for half-closed clients, and drained refusals."""

    parser_class = Request
    task_class = error_task_class = Task
    request: Request | None
    requests: list[Request]
    close_when_flushed: bool

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._active_at = self._answered_at = self._free_at = clock.now()
        self.postponed = False  # the next request, until what was answered to the last one has been taken
        self._ended = False  # the client sends nothing more, and may still listen
        self._dropping_since: float | None = None  # the last answer is out, and what still comes is dropped
        self._dropped = 0

    # -- what the server asks

    @property
    def held(self) -> int:
        """Bytes of requests and of answers in memory."""
        requests = [*self.requests, *([self.request] if self.request else [])]
        return sum(request.held for request in requests) + int(self.total_outbufs_len)

    @property
    def working(self) -> bool:
        """Whether a request is being served or waits for a thread."""
        return bool(self.requests) and not self.postponed

    @property
    def waiting_since(self) -> float:
        """When the client was last heard of (clock.now)."""
        return self.request.phase_began if self.request and self._arriving else self._active_at

    def tend(self, now: float, limits: Limits) -> None:
        """End what takes too long."""
        request = self.request
        if self.working:
            return
        if self._arriving and request is not None:
            allowed = limits.body_seconds if request.headers_finished else HEAD_SECONDS
            # Behind another request in the same packet it waits for our answer to that one, not for its client.
            if now - max(request.phase_began, self._free_at) > allowed:
                self.refuse(slow(allowed))
        elif self._left_alone(now, limits):
            self.handle_close()  # at once: waitress's `will_close` waits until the socket takes bytes

    def _left_alone(self, now: float, limits: Limits) -> bool:
        silent = now - self._active_at
        if self._dropping_since is not None:
            return now - self._dropping_since > limits.body_seconds
        if self.total_outbufs_len:
            return silent > STALLED_SECONDS or now - self._answered_at > ANSWER_SECONDS
        return silent > IDLE_SECONDS

    @property
    def _arriving(self) -> bool:
        """Whether a part of a request has come, and the rest of it would be read."""
        request, free = self.request, self._dropping_since is None and not self.total_outbufs_len
        return free and request is not None and request.started

    def refuse(self, refusal: errors.ServiceError) -> None:
        """Answer what has come of a request with an error, and take no other."""
        with self.requests_lock:
            request = self.request or Request(self.adj)
            request.refuse(refusal)
            self.request = None
            self.requests.append(request)
            if len(self.requests) == 1:
                self.server.add_task(self)

    # -- waitress's hooks, on the thread of the network

    def readable(self) -> bool:
        """Whether there may be something to read that can be taken."""
        if self._dropping_since is not None:
            return not self.will_close
        return not self._ended and bool(super().readable())

    def writable(self) -> bool:
        """Whether there may be something to send, or to do when all is sent."""
        return self.postponed or bool(super().writable())

    def handle_expt(self) -> None:
        """Let go of who sends urgent data: HTTP has none, and what is left unread would wake the loop for ever."""
        self.handle_close()

    def handle_read(self) -> None:
        """Take what has come."""
        if self._dropping_since is not None:
            self._drop()
            return
        body_comes = self.request is not None and self.request.content_length > 0
        data = self._received(_RECV_BODY_BYTES if body_comes else _RECV_BYTES)
        if data:
            self.received(data)
        elif data is not None:
            self._end()

    def _received(self, most: int) -> bytes | None:
        """What there is to read: nothing where the client has closed its side, None where nothing has come."""
        try:
            data = self.socket.recv(most)
        except BlockingIOError:
            return None
        except OSError:
            self.handle_close()
            return None
        self._active_at = clock.now()
        return bytes(data)

    def _drop(self) -> None:
        """Read to the end of what is here: where both sides have closed, the loop closes the socket next."""
        while (data := self._received(_RECV_BODY_BYTES)) and self._dropped <= DRAIN_BYTES:
            self._dropped += len(data)
        if data is not None:
            self.handle_close()

    def _end(self) -> None:
        """The client has closed its side; some do so behind a whole request, and wait for the answer."""
        self._ended = True
        if self._arriving:
            self.refuse(
                errors.InvalidData(
                    Bilingual(
                        "the request was cut off: nothing was done, send all of it",
                        "请求中途断开：未做任何处理，请完整重发",
                    )
                )
            )
        elif not (self.requests or self.total_outbufs_len):
            self.handle_close()

    def handle_write(self) -> None:
        """Send what there is, and after the last answer nothing more."""
        if self.total_outbufs_len:
            self._flush_exception(self._flush_some_if_lockable)
            self._free_at = clock.now()
        if self.will_close:
            self.handle_close()
        elif self.connected and not self.total_outbufs_len:
            self._go_on()

    def _go_on(self) -> None:
        if self.close_when_flushed:
            self._part()
        elif self.postponed:
            self.postponed = False
            self.server.add_task(self)

    def _part(self) -> None:
        """Close our side. Who still sends is let read the answer: to close both would reset the connection."""
        self.close_when_flushed = False
        if self._ended:
            self.handle_close()
            return
        self._dropping_since = clock.now()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send some bytes; the number of those that were taken."""
        sent: int = super().send(data, do_close)
        if sent:
            self._active_at = clock.now()
        return sent

    # -- on a worker thread

    def service(self) -> None:
        """Serve the first of the requests."""
        super().service()
        self._answered_at = self._active_at = self._free_at = clock.now()
        if self._ended and not self.requests:
            self.close_when_flushed = True
            self.server.pull_trigger()
