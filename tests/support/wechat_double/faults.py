"""The double's faults, and the plan that says which request meets which. Knows no sockets."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .replies import Reply, Suffix, dump, error_body

EVERY = "*"  # as an endpoint's name: all of them
_HTML = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"


def _as_it_is(reply: Reply) -> Reply:
    return reply


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail: what it makes of the honest reply.

    `early` ones act before the body is read: `reset_now` resets the connection, `rotates` replaces all tokens.
    `polite` ones give way to a bad token or secret, which the vendor looks at first.
    """

    name: str
    change: Callable[[Reply], Reply] = _as_it_is
    polite: bool = False
    reset_now: bool = False
    rotates: bool = False

    @property
    def early(self) -> bool:
        """Whether the fault acts before the body is read."""
        return self.reset_now or self.rotates

    @classmethod
    def errcode(cls, code: int | str, text: str | None = None, *, rid: bool = True, hint: bool = False) -> "Fault":
        """Answer this errcode; a string stays a string, and "0" is a success whose errcode is text."""

        def change(reply: Reply) -> Reply:
            if int(code) == 0:
                return replace(reply, body=_with_code(reply.body, code))
            return Reply(error_body(code, Suffix(rid=rid, hint=hint), text))

        return cls(f"errcode {code}", change, polite=True)

    @classmethod
    def http(cls, status: int, *, retry_after: str = "") -> "Fault":
        """Answer this HTTP status: 412 is what the vendor's gateway says to chunked bodies, with no body of its own."""
        headers = (("Retry-After", retry_after),) if retry_after else ()
        return cls(f"http {status}", lambda _: Reply(status=status, content_type="text/plain", headers=headers))

    @classmethod
    def raw(cls, answer: bytes, *, drip_s: float = 0.0) -> "Fault":
        """Send these bytes in place of status line, headers and body, and keep the connection open."""
        return cls(f"raw {answer[:40]!r}", lambda reply: replace(reply, raw=answer, drip_s=drip_s))

    @classmethod
    def head(cls, *lines: str) -> "Fault":
        """Answer well, under these header lines in place of the right ones; `{length}` in them is the body's."""

        def change(reply: Reply) -> Reply:
            head = "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).format(length=len(reply.body))
            return replace(reply, raw=head.encode("latin-1") + reply.body)

        return cls(f"head {lines}", change)

    @classmethod
    def body(cls, body: bytes) -> "Fault":
        """Answer 200 with this body."""
        return cls(f"body {body[:40]!r}", lambda reply: replace(reply, body=body))

    @classmethod
    def html(cls, status: int = 200) -> "Fault":
        """Answer a gateway's page instead of JSON."""
        return cls("html", lambda _: Reply(_HTML, status=status, content_type="text/html"))

    @classmethod
    def truncated_json(cls) -> "Fault":
        """Send the first half of the JSON, and a Content-Length that agrees with it."""
        return cls("truncated json", lambda reply: replace(reply, body=reply.body[: len(reply.body) // 2]))

    @classmethod
    def truncated_body(cls) -> "Fault":
        """Promise the whole body in Content-Length, send half of it and close."""
        return cls("truncated body", lambda reply: replace(reply, lacking=len(reply.body) - len(reply.body) // 2))

    @classmethod
    def slow(cls, seconds: float) -> "Fault":
        """Answer well, after this time."""
        return cls("slow", lambda reply: replace(reply, wait_s=seconds))

    @classmethod
    def drip(cls, seconds: float) -> "Fault":
        """Answer well, with this time between any two bytes of the body."""
        return cls("drip", lambda reply: replace(reply, drip_s=seconds))

    @classmethod
    def reset(cls, *, after_body: bool) -> "Fault":
        """Reset the connection instead of answering, before or after the request's body has been read."""
        if after_body:
            return cls("reset after the body", lambda reply: replace(reply, reset=True))
        return cls("reset before the body", reset_now=True)

    @classmethod
    def empty(cls) -> "Fault":
        """Answer 200 with no byte of body."""
        return cls("empty", lambda reply: replace(reply, body=b""))

    @classmethod
    def wrong_type(cls, content_type: str = "text/plain") -> "Fault":
        """Answer well, under another content type."""
        return cls("wrong type", lambda reply: replace(reply, content_type=content_type))

    @classmethod
    def hang_up(cls) -> "Fault":
        """Answer well and promise to keep the connection, then close it: the next request meets a dead one."""
        return cls("hang up", lambda reply: replace(reply, hang_up=True))

    @classmethod
    def rotation(cls) -> "Fault":
        """Replace all tokens just before this request's token is looked at (40001)."""
        return cls("rotation", rotates=True)


def _with_code(body: bytes, code: int | str) -> bytes:
    return dump({"errcode": code, "errmsg": "ok"} | json.loads(body) | {"errcode": code})


@dataclass(slots=True)
class _Planned:
    endpoint: str
    fault: Fault
    first: int  # the number of the first request to the endpoint that meets it
    left: int | None  # None: for ever


class Plan:
    """Which fault meets which request. Passing faults come before lasting ones, else the order of planning counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[_Planned] = []

    def add(self, endpoint: str, fault: Fault, first: int, times: int | None) -> None:
        """Let requests from number `first` on meet `fault`, `times` times or (None) for ever."""
        with self._lock:
            self._planned.append(_Planned(endpoint, fault, first, times))
            self._planned.sort(key=lambda one: one.left is None)  # stable: the order of planning is kept

    def clear(self, endpoint: str) -> None:
        """Forget the faults of this endpoint; EVERY forgets all."""
        with self._lock:
            self._planned = [one for one in self._planned if endpoint not in (EVERY, one.endpoint)]

    def take(self, numbers: Mapping[str, int], suits: Callable[[Fault], bool]) -> Fault | None:
        """Return, and use up, the next fault of a request, if it suits the moment.

        `numbers` says which request this is, counted from 1: by its endpoint's name, and by EVERY among all.
        """
        with self._lock:
            for one in self._planned:
                if numbers.get(one.endpoint, 0) >= one.first and one.left != 0:
                    if not suits(one.fault):
                        return None
                    if one.left is not None:
                        one.left -= 1
                    return one.fault
            return None
