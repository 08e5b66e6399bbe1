"""The boundary: a Flask request goes in, a response in the vendor's form comes out, whatever happens between."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import flask

from shared import config, errors, log, request, tokens, wechat
from shared.call import Call

Answer = Mapping[str, Any]
Handler = Callable[[Call], Answer]
Loader = Callable[[], Handler]
logger = logging.getLogger(__name__)

_BODY_FACTOR = 4  # a serialised Node Buffer writes a byte in up to four characters: "255,"
_BODY_EXTRA = 64 * 1024  # other fields, boundaries, headers of parts


class Entrypoint:
    """One capability: who may call it and which back end answers.

    A loader imports its back end and gives the handler. It runs once, under a lock: at process start where the process
    is one function, at the first call in the emulator and in tests. A function without the chosen back end uses its
    local one.
    """

    def __init__(
        self, api: wechat.Api, loaders: Mapping[str, Loader], *, public: bool = False, needs: tuple[str, ...] = ()
    ) -> None:
        """`public` lets callers in without a token; `needs` names the settings that must not be empty."""
        self.api = api
        self._loaders = loaders
        self._public = public
        self._handlers: dict[str, Handler] = {}
        self._lock = threading.Lock()
        settings = config.start(public=public, needs=needs)
        if settings.eager:
            log.configure(settings)
            self._handler()

    def __call__(self, flask_request: flask.Request, pretend: errors.ServiceError | None = None) -> flask.Response:
        """Answer one request and log it. Never raises. `pretend` is an error to answer with instead of serving."""
        started = time.perf_counter()
        rid = wechat.new_rid()
        call = Call()
        try:
            call = _read(flask_request, self.api.methods)
            if pretend is not None:
                raise pretend
            self._authorise(call)
            answer = self._handler()(call)
        except errors.ServiceError as error:
            answer = wechat.failure(error, self.api, rid)
        except Exception as error:
            logger.exception("system error", extra={"facts": {"function": self.api.function, "rid": rid}})
            answer = wechat.failure(error, self.api, rid)
        served_by = config.settings().backend
        self._log(call, answer, rid, served_by, started)
        body = wechat.encode(answer, self.api, cloud_call=call.cloud_call)
        return flask.Response(body, mimetype="application/json", headers={"X-Served-By": served_by})

    def _authorise(self, call: Call) -> None:
        settings = config.settings()
        if self._public or settings.access == "platform":
            return
        if call.token is None:
            raise errors.MissingToken("add access_token=... to the URL; /cgi-bin/stable_token gives one")
        tokens.verify(settings.signing_key, call.token)

    def _handler(self) -> Handler:
        backend = config.settings().backend
        name = backend if backend in self._loaders else "local"
        with self._lock:
            if name not in self._handlers:
                self._handlers[name] = self._loaders[name]()
            return self._handlers[name]

    def _log(self, call: Call, answer: Answer, rid: str, served_by: str, started: float) -> None:
        size = answer.get("img_size") or {}
        facts = {
            "function": self.api.function,
            "rid": rid,
            "errcode": answer.get("errcode"),
            "served_by": served_by,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "bytes": len(call.image) if call.image else 0,
            "width": size.get("w"),
            "height": size.get("h"),
        }
        logger.info(log.REQUEST, extra={"facts": facts})


def _read(flask_request: flask.Request, methods: tuple[str, ...]) -> Call:
    """The call in a Flask request, of which no more than the limit is ever read."""
    limit = _BODY_FACTOR * config.settings().max_image_bytes + _BODY_EXTRA
    stream = flask_request.stream
    # The framework reads what is left of the body after the function, into memory: nothing must be left to it.
    flask_request.stream = BytesIO()
    if flask_request.method not in methods:
        raise errors.WrongMethod(methods[-1])
    if (flask_request.content_length or 0) > limit:
        raise errors.ImageTooLarge(f"send an image of at most {config.settings().max_image_bytes} bytes")
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise errors.ImageTooLarge(f"send an image of at most {config.settings().max_image_bytes} bytes")
    query = flask_request.query_string.decode("utf-8", "replace")
    return request.parse(
        flask_request.method, flask_request.path, query, flask_request.headers.get("Content-Type", ""), body
    )
