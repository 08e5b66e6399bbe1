"""Sends a call on to Leqi with the right APPCODE and gives back what Leqi answers."""

import logging
from collections.abc import Mapping
from typing import Any

import requests

from shared import errors
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.kinds import Kind
from shared.vendor import exchange, strangers

from .codes import OK
from .form import kind_of_answer

REFUSED = (400, 401, 403)
"""With these the gateway in front of Leqi turns a code down: wrong, without the right, or used up."""
_OURS_REFUSED = {requests.codes.unauthorized: Kind.CONFIGURATION, requests.codes.forbidden: Kind.DAILY_QUOTA}
"""What that means for the deployment's own code. The gateway says 403 when a package of calls is used up or over."""
logger = logging.getLogger(__name__)


def post(call: Call, path: str) -> Mapping[str, Any]:
    """The answer to the call's whole document. Raises VendorFailure where there is none."""

    def send(session: requests.Session, seconds: float) -> requests.Response:
        url, headers = settings().leqi_api_base + path, _headers(call)
        document = dict(call.document)
        return session.post(url, json=document, headers=headers, timeout=seconds, allow_redirects=False, stream=True)

    return _answer(send, call)


def get(call: Call, path: str, *, query: tuple[str, ...]) -> Mapping[str, Any]:
    """The answer to those of the call's values that are named. Raises VendorFailure where there is none."""
    params = {name: str(call.document[name]) for name in query if name in call.document}

    def send(session: requests.Session, seconds: float) -> requests.Response:
        url, headers = settings().leqi_api_base + path, _headers(call)
        return session.get(url, params=params, headers=headers, timeout=seconds, allow_redirects=False, stream=True)

    return _answer(send, call)


def _headers(call: Call) -> dict[str, str]:
    """With the caller's own code, where it brought one that is not ours, else with the deployment's."""
    code = call.token.value if call.token else settings().leqi_appcode
    if not code:
        logger.error("no code for the vendor: set LEQI_APPCODE")
        raise errors.VendorRefusal(
            Bilingual(
                "this deployment has no account at the vendor: send an APPCODE of Leqi's",
                "本部署没有乐奇的账号：请发送乐奇的 APPCODE",
            )
        )
    return {"Authorization": f"APPCODE {code}"}


def _answer(send: exchange.Send, call: Call) -> Mapping[str, Any]:
    def judged(session: requests.Session, seconds: float) -> requests.Response:
        response = send(session, seconds)
        if call.token and response.status_code in REFUSED:
            response.close()
            strangers.remember(call.token)
            raise errors.InvalidToken(
                Bilingual(
                    "this APPCODE is not one of this deployment's, and the vendor refuses it",
                    "此 APPCODE 不属于本部署，乐奇也拒绝了它",
                )
            )
        if response.status_code in _OURS_REFUSED:
            response.close()
            raise _refusal(response, call.rid)
        return response

    answer = exchange.exchange(judged, Deadline.after(settings().leqi_seconds), call.rid, kind_of_answer)
    if answer.get("code") != OK:
        facts = {"rid": call.rid, "code": answer.get("code"), "error": str(answer.get("error", ""))[:300]}
        logger.warning("refused by the vendor", extra={"facts": facts})
    return answer


def _refusal(response: requests.Response, rid: str) -> errors.VendorRefusal:
    """The error for a gateway that does not let the deployment's code through."""
    reason = response.headers.get("X-Ca-Error-Message", "")[:200]
    facts = {"rid": rid, "cause": f"HTTP {response.status_code} {reason}".strip()}
    logger.warning("the vendor refuses LEQI_APPCODE: see whether its package is used up", extra={"facts": facts})
    advice = Bilingual(
        "the vendor refuses this deployment's code: its operator finds the reason in the log",
        "乐奇拒绝了本部署的 APPCODE：部署者可在日志中查到原因",
    )
    return errors.VendorRefusal(advice, kind=_OURS_REFUSED[response.status_code])
