"""What happens to a call that is passed on: first it is seen who calls; and who calls our functions does not wait."""

from dataclasses import replace

import flask

from functions.token import clients, refusals
from shared import admission
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

_METHODS = ("DELETE", "PATCH", "PUT", "GET", "POST")


@admission.Single
def _passages() -> admission.Line:
    """Half of the calls that there may be at once: a slow WeChat leaves the rest to our own functions."""
    return admission.Line(max(settings().threads // 2, 1))


class Passing:
    """Answers calls by what WeChat answers. While WeChat does not, calls are refused at once."""

    def __init__(self) -> None:
        # Loaded at the first call: the HTTP client takes as long as the rest of a light process.
        self._vendor = Breaker(_sent, lambda _answer: Kind.OK)
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
        with _passages().held(1, Deadline.after(0)):
            return self._vendor(call), "vendor"


def _admitted(call: Call) -> Call:
    """The call of a caller whom we know, by a token of ours or by a client's id and secret; no credential is left."""
    if below(call.path, LOGINS) and settings().access == "token":
        return replace(call, token=None, admitted=True, client=clients.identified(call.fields))
    return replace(access.authorise(call, vendor_judges=False), token=None)


def _sent(call: Call) -> Answer:
    from . import sending

    assert isinstance(call, Passage)  # noqa: S101  # for the type checker: the form reads nothing else
    return sending.with_our_secret(call) if below(call.path, LOGINS) else sending.with_our_token(call)
