"""Sends a call on to WeChat as it came, but for what tells who calls."""

from functools import partial

import requests

from shared import errors
from shared.backend import Answer, Passed
from shared.call import Credential
from shared.clock import Deadline
from shared.config import settings
from shared.kinds import Kind
from shared.vendor import exchange
from shared.wechat import upstream
from shared.wechat.request import TOKEN_FIELDS

from .form import Passage
from .query import replaced


def with_our_token(passage: Passage) -> Answer:
    """WeChat's answer to a call with this deployment's token, which is renewed once. Raises VendorFailure."""
    deadline = Deadline.after(settings().vendor_seconds)

    def send(credential: Credential) -> Answer:
        query = replaced(passage.query, {credential.field: credential.value}, frozenset(TOKEN_FIELDS))
        return _sent(passage, query, deadline, credential.value)

    return upstream.with_token(passage, send, deadline)


def with_our_secret(passage: Passage) -> Answer:
    """WeChat's answer to a call with this deployment's appid and secret. Raises VendorFailure."""
    chosen = settings()
    query = replaced(passage.query, {"appid": chosen.wechat_appid, "secret": chosen.wechat_secret})
    return _sent(passage, query, Deadline.after(chosen.vendor_seconds), chosen.wechat_secret)


def _sent(passage: Passage, query: str, deadline: Deadline, secret: str) -> Passed:
    answer = exchange.once(partial(_send, passage, query), deadline, passage.rid)
    told = (answer.content, *(value.encode() for value in (answer.content_type, *answer.headers.values())))
    if any(secret.encode() in text for text in told):
        advice = "the vendor's answer repeats what is this deployment's own: it is not passed on"
        raise errors.VendorFailure(advice, kind=Kind.UNKNOWN)
    return answer


def _send(passage: Passage, query: str, session: requests.Session, seconds: float) -> requests.Response:
    headers = {"Content-Type": passage.content_type} if passage.content_type else {}
    request = requests.Request(passage.method, settings().wechat_api_base, headers, data=passage.body or None)
    prepared = session.prepare_request(request)
    prepared.url = f"{settings().wechat_api_base}{passage.path}?{query}"  # requests would write its escapes anew
    return session.send(prepared, timeout=seconds, allow_redirects=False, stream=True)
