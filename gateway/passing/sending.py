"""Sends a call on to WeChat as it came, but for what tells who calls."""

import logging
from functools import partial

import requests

from shared import errors
from shared.backend import Answer, Passed
from shared.bilingual import Bilingual
from shared.call import Credential
from shared.clock import Deadline
from shared.config import settings
from shared.kinds import Kind
from shared.vendor import exchange
from shared.wechat import errcodes, upstream
from shared.wechat.request import TOKEN_FIELDS

from .form import Passage
from .query import replaced

_SECRET_REFUSED = frozenset({40001, 40013, 40125, 40243})
"""What WeChat answers where appid and secret are wrong, or blocked."""
logger = logging.getLogger(__name__)


def with_our_token(passage: Passage) -> Answer:
    """WeChat's answer to a call with this deployment's token, which is renewed once. Raises VendorFailure."""
    deadline = Deadline.after(settings().vendor_seconds)

    def send(credential: Credential) -> Answer:
        # One SDK sends its secret along with some of these calls; that is ours, and nothing to WeChat.
        query = replaced(passage.query, {credential.field: credential.value}, (*TOKEN_FIELDS, "secret"))
        return _sent(passage, query, deadline, credential.value)

    return upstream.with_token(passage, send, deadline)


def with_our_secret(passage: Passage) -> Answer:
    """WeChat's answer to a call with this deployment's appid and secret. Raises VendorFailure."""
    appid, secret = upstream.account()
    # One SDK sends its token along; that is ours, and nothing to WeChat.
    query = replaced(passage.query, {"appid": appid, "secret": secret}, TOKEN_FIELDS)
    answer = _sent(passage, query, Deadline.after(settings().vendor_seconds), secret)
    upstream.log_refusal(passage, answer)
    if errcodes.number_of(answer.document) in _SECRET_REFUSED:
        raise errors.VendorRefusal(
            Bilingual(
                "the vendor refuses this deployment's appid or secret: its operator finds more in the log",
                "微信拒绝了本部署的 appid 或 secret：部署者可在日志中查到详情",
            )
        )
    return answer


def _sent(passage: Passage, query: str, deadline: Deadline, credential: str) -> Passed:
    answer = exchange.once(partial(_send, passage, query), deadline, passage.rid)
    told = (answer.content, *(value.encode() for value in (answer.content_type, *answer.headers.values())))
    ours = [text.encode() for text in (credential, settings().wechat_secret) if text]
    if any(own in text for own in ours for text in told):
        logger.error("the vendor's answer holds our token or secret", extra={"facts": {"rid": passage.rid}})
        advice = Bilingual(
            "the vendor's answer repeats what is this deployment's own: it is not passed on",
            "微信的响应中含有本部署自己的凭据：不予转发",
        )
        raise errors.VendorFailure(advice, kind=Kind.UNKNOWN)
    return answer


def _send(passage: Passage, query: str, session: requests.Session, seconds: float) -> requests.Response:
    headers = {"Content-Type": passage.content_type} if passage.content_type else {}
    request = requests.Request(passage.method, settings().wechat_api_base, headers, data=passage.body or None)
    prepared = session.prepare_request(request)
    prepared.url = f"{settings().wechat_api_base}{passage.path}?{query}"  # requests would write its escapes anew
    return session.send(prepared, timeout=seconds, allow_redirects=False, stream=True)
