"""What happens to a call that is passed on: first it is seen who calls; and who calls our functions does not wait."""

import logging
from dataclasses import replace
from functools import lru_cache

import flask

from functions.token import clients, refusals
from shared import admission, capacity
from shared.answering import Answering
from shared.backend import Answer
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.kinds import Kind
from shared.vendor.breaker import Breaker
from shared.wechat import access

from .form import BODY_BYTES, Passage, PassageForm
from .paths import LOGINS, below, passed_on

_METHODS = ("HEAD", "DELETE", "PATCH", "PUT", "GET", "POST")
_COPIES = 2
"""Of an answer while it is read: as it comes, and as a whole."""
_CIRCUITS = 256
"""Paths whose circuits are remembered, the latest: callers choose them."""
_SHOWN = 128
"""Characters of a path in the log."""
logger = logging.getLogger(__name__)


@admission.Single
def _passages() -> admission.Line:
    """Half of the calls that there may be at once: a slow WeChat leaves the rest to our own functions.

    And so few that all their answers, whatever WeChat sends, take a quarter of the memory.
    """
    from shared.vendor.answers import MAX_FILE_BYTES  # the HTTP client comes with it: see _sent

    fitting = capacity.memory() // 4 // (_COPIES * MAX_FILE_BYTES)
    return admission.Line(max(min(settings().threads // 2, fitting), 1))


@admission.Single
def _bodies() -> admission.Line:
    """The bytes of all bodies on their way to WeChat: so few that those of our own functions have room beside them."""
    return admission.Line(BODY_BYTES)


class Passing:
    """Answers calls by what WeChat answers. While it gives none at a path, calls there are refused at once."""

    def __init__(self) -> None:
        # Each path has its own: one where WeChat is slow or down, or that a caller made up, closes no other.
        self._vendor_at = lru_cache(_CIRCUITS)(lambda _path: Breaker(_sent, lambda _answer: Kind.OK))
        form = PassageForm("pass_on", "openapi", _METHODS, codes=refusals.CODES, images=False, token_in_body=False)
        self._answer = Answering(form, _admitted, self._serve)

    def __call__(self, request: flask.Request) -> flask.Response:
        """Answer one request and log it. Never raises."""
        return self._answer(request)

    @staticmethod
    def takes(path: str) -> bool:
        """Whether calls to this path are passed on."""
        return passed_on(path, settings().pass_on)

    @staticmethod
    def body_limit() -> int:
        """The bytes that a request may have: none where nothing is passed on."""
        return BODY_BYTES if settings().pass_on else 0

    def _serve(self, call: Call) -> tuple[Answer, str]:
        now = Deadline.after(0)
        with _passages().held(1, now), _bodies().held(call.size(), now):
            # Who calls what in the account's name: the line of the request has the same rid, and no path.
            facts = {"rid": call.rid, "client": call.client, "method": call.method, "path": call.path[:_SHOWN]}
            logger.info("passed on", extra={"facts": facts})
            return self._vendor_at(call.path.lower().rstrip("/"))(call), "vendor"


def _admitted(call: Call) -> Call:
    """The call of a caller whom we know, by a token of ours or by a client's id and secret; no credential is left."""
    if below(call.path, LOGINS) and settings().access == "token":
        return replace(call, token=None, admitted=True, client=clients.identified(call.fields))
    return replace(access.authorise(call, vendor_judges=False), token=None)


def _sent(call: Call) -> Answer:
    # Imported at the first call: the HTTP client takes as long as the rest of a light process.
    from . import sending

    assert isinstance(call, Passage)  # noqa: S101  # for the type checker: the form reads nothing else
    return sending.with_our_secret(call) if below(call.path, LOGINS) else sending.with_our_token(call)
