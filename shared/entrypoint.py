"""The boundary: a Flask request goes in, a response in the vendor's form comes out, whatever happens between."""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

import flask

from shared import access, config, errors, log, request, wechat
from shared.call import Call
from shared.relay import Relay

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
        self._relay = Relay(partial(self._ask, "vendor"), partial(self._ask, "local"))
        settings = config.start(public=public, needs=needs)
        if settings.eager:
            log.configure(settings)
            self._make_ready()

    def __call__(self, flask_request: flask.Request, pretend: errors.ServiceError | None = None) -> flask.Response:
        """Answer one request and log it. Never raises. `pretend` is an error to answer with instead of serving."""
        started = time.perf_counter()
        rid = wechat.new_rid()
        call, served_by = Call(rid=rid), self._backend()
        answer: Answer
        try:
            call = replace(_read(flask_request, self.api.methods), rid=rid)
            if pretend is not None:
                raise pretend
            answer, served_by = self._serve(call)
        except errors.ServiceError as error:
            answer = wechat.failure(error, self.api, rid)
        except Exception as error:
            logger.exception("system error", extra={"facts": {"function": self.api.function, "rid": rid}})
            answer = wechat.failure(error, self.api, rid)
        self._log(call, answer, served_by, started)
        body = wechat.encode(answer, self.api, cloud_call=call.cloud_call)
        return flask.Response(body, mimetype="application/json", headers={"X-Served-By": served_by})

    def _serve(self, call: Call) -> tuple[Answer, str]:
        backend = self._backend()
        if not self._public:
            call = access.authorise(call, vendor_judges=backend != "local")
        if backend == "relay":
            return self._relay(call)
        return self._ask(backend, call), backend

    def _ask(self, name: str, call: Call) -> Answer:
        return self._handler(name)(call)

    def _backend(self) -> str:
        backend = config.settings().backend
        return backend if backend in self._loaders or (backend == "relay" and "vendor" in self._loaders) else "local"

    def _handler(self, name: str) -> Handler:
        with self._lock:
            if name not in self._handlers:
                self._handlers[name] = self._loaders[name]()
            return self._handlers[name]

    def _make_ready(self) -> None:
        """Load what answers at process start; the relay's local back end beside, in each worker: no thread is forked."""
        backend = self._backend()
        self._handler("vendor" if backend == "relay" else backend)
        if backend == "relay":
            os.register_at_fork(after_in_child=lambda: threading.Thread(target=self._handler, args=("local",)).start())
        gc.freeze()  # what was loaded stays: a collection that visits it all takes 10 ms of an early call

    def _log(self, call: Call, answer: Answer, served_by: str, started: float) -> None:
        size = answer.get("img_size") or {}
        facts = {
            "function": self.api.function,
            "rid": call.rid,
            "errcode": answer.get("errcode", 0),  # the token endpoint's success has none
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
    return request.parse(flask_request.method, flask_request.path, query, flask_request.headers, body)
