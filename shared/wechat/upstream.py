"""Sends a call on to WeChat with the right token and gives back what WeChat answers."""

import functools
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import requests

from shared import errors
from shared.backend import Answer, File, Passed
from shared.bilingual import Bilingual
from shared.call import Call, Credential
from shared.clock import Deadline
from shared.config import settings
from shared.kinds import Kind
from shared.vendor import exchange, strangers

from . import errcodes
from .errcodes import kind_of_answer
from .stable_tokens import StableTokens

STABLE_TOKEN_PATH = "/cgi-bin/stable_token"  # noqa: S105  # a path
logger = logging.getLogger(__name__)


def forward(call: Call, path: str, *, query: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """The vendor's answer to `call` at `path`, untouched; of the call's fields those named are sent on in the query.

    Raises VendorFailure where the vendor gives no answer that the caller could act upon, and what `load_image` raises.
    """
    upload = _Upload(call, path, _chosen(call, query))
    answer = with_token(call, upload.send, upload.deadline)
    assert not isinstance(answer, File)  # noqa: S101  # for the type checker: `exchange` gives none
    return answer


def download(call: Call, path: str, *, query: tuple[str, ...]) -> Answer:
    """The file, or the answer without one, that the vendor gives for `call` at `path`; raises VendorFailure."""
    deadline, url = Deadline.after(settings().vendor_seconds), settings().wechat_api_base + path

    def send(credential: Credential) -> Answer:
        def get(session: requests.Session, seconds: float) -> requests.Response:
            params = {credential.field: credential.value, **_chosen(call, query)}
            return session.get(url, params=params, timeout=seconds, allow_redirects=False, stream=True)

        return exchange.download(get, deadline, call.rid, kind_of_answer)

    return with_token(call, send, deadline)


def _chosen(call: Call, names: tuple[str, ...]) -> dict[str, str]:
    return {name: call.fields[name] for name in names if name in call.fields}


def with_token(call: Call, send: Callable[[Credential], Answer], deadline: Deadline) -> Answer:
    """The vendor's answer, with the caller's token or with ours, which is renewed once when the vendor refuses it."""
    credential = call.token or _own_credential(deadline)
    answer = send(credential)
    if call.token is None and kind_of_answer(answer) is Kind.REFRESH:
        renewed = _renewed(credential, deadline)
        answer = send(renewed) if renewed else answer
    log_refusal(call, answer)
    if kind_of_answer(answer) is Kind.REFRESH:
        if call.token is None:
            # The caller did not bring this token and could get no other: a refresh code would send SDKs into a loop.
            raise errors.VendorRefusal(
                Bilingual(
                    "the vendor refuses this deployment's token: its operator finds more in the log",
                    "微信拒绝了本部署的 token：部署者可在日志中查到详情",
                )
            )
        strangers.remember(call.token)
    return answer


class _Upload:
    """One call to the vendor, which can be sent again with another token: always the same bytes."""

    def __init__(self, call: Call, path: str, query: Mapping[str, str]) -> None:
        # Always as a file: the vendor's own download of an img_url fails at random.
        self._image = call.load_image()
        self._url = settings().wechat_api_base + path
        self._query = query
        self._rid = call.rid
        self.deadline = Deadline.after(settings().vendor_seconds)

    def send(self, credential: Credential) -> Mapping[str, Any]:
        def post(session: requests.Session, seconds: float) -> requests.Response:
            return session.post(
                self._url,
                params={credential.field: credential.value, **self._query},
                files={"img": ("image.jpg", self._image, "image/jpeg")},  # a name is a must; the bytes tell the format
                timeout=seconds,
                allow_redirects=False,
                stream=True,
            )

        return exchange.exchange(post, self.deadline, self._rid, kind_of_answer)


def _own_credential(deadline: Deadline) -> Credential:
    """The deployment's token: the platform's, where it runs at the vendor, else that of appid and secret."""
    platform = _platform_token()
    if platform:
        return Credential("cloudbase_access_token", platform)
    return Credential("access_token", _stable_tokens().get(deadline))


def _renewed(refused: Credential, deadline: Deadline) -> Credential | None:
    ours = refused.field == "access_token"  # of the other kind the platform writes a new one by itself
    token = _stable_tokens().renew(refused.value, deadline) if ours else _platform_token()
    return Credential(refused.field, token) if token and token != refused.value else None


def _platform_token() -> str:
    try:
        return Path(settings().wechat_token_file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def account() -> tuple[str, str]:
    """The appid and the secret of this deployment's account. Raises VendorRefusal where it has none."""
    chosen = settings()
    if not (chosen.wechat_appid and chosen.wechat_secret):
        logger.error("no token for the vendor: set WECHAT_APPID and WECHAT_SECRET")
        raise errors.VendorRefusal(
            Bilingual(
                "this deployment has no account at the vendor: send a WeChat access_token of your own",
                "本部署没有微信账号：请发送你自己的微信 access_token",
            )
        )
    return chosen.wechat_appid, chosen.wechat_secret


def _stable_tokens() -> StableTokens:
    return _tokens_of(settings().wechat_api_base, *account())


@functools.cache
def _tokens_of(base: str, appid: str, secret: str) -> StableTokens:
    def fetch(document: dict[str, Any], deadline: Deadline) -> Mapping[str, Any]:
        def post(session: requests.Session, left: float) -> requests.Response:
            url = base + STABLE_TOKEN_PATH
            return session.post(url, json=document, timeout=left, allow_redirects=False, stream=True)

        return exchange.exchange(post, deadline, "", kind_of_answer)

    return StableTokens(appid, secret, fetch)


def log_refusal(call: Call, answer: Answer) -> None:
    """Note what the vendor refuses, and what an operator can do about it; of what is passed on, if there is that."""
    told = answer.document if isinstance(answer, Passed) else answer
    if isinstance(told, File) or (code := errcodes.number_of(told)) == 0:
        return
    advice = errcodes.advice_of(code, str(told.get("errmsg", "")))
    if advice or told is answer:
        logger.warning(
            "refused by the vendor", extra={"facts": {"rid": call.rid, "errcode": code, "operator": advice or ""}}
        )
