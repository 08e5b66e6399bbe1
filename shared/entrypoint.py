"""The boundary: a Flask request goes in, a response in the vendor's form comes out, whatever happens between."""

import atexit
import gc
import logging
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import replace

import flask
import functions_framework

from shared import access, body, config, errors, log, request, wechat
from shared.backend import Answer, Backend, Loader
from shared.call import Call
from shared.relay import Relay

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
        self._backends = {name: Backend(load) for name, load in loaders.items()}
        self._public = public
        vendor = self._backends.get("vendor")
        self._relay = Relay(vendor, self._backends["local"]) if vendor else None
        settings = config.start(public=public, needs=needs)
        if settings.eager:
            log.configure(settings)
            self._make_ready()
            # The framework keeps two paths from the function, and would answer there with a page.
            functions_framework.errorhandler(404)(lambda _error: self(flask.request, errors.UnknownPath()))

    def __call__(self, flask_request: flask.Request, pretend: errors.ServiceError | None = None) -> flask.Response:
        """Answer one request and log it. Never raises. `pretend` is an error to answer with instead of serving."""
        started = time.perf_counter()
        rid = wechat.new_rid()
        call, served_by = Call(rid=rid), "local"
        answer: Answer
        try:
            call = replace(_read(flask_request, self.api.methods), rid=rid)
            if pretend is not None:
                raise pretend
            if not self._public:
                call = access.authorise(call, vendor_judges=self._backend() != "local")
            answer, served_by = self._serve(call)
        except errors.ServiceError as error:
            answer = wechat.failure(error, self.api, rid)
            served_by = "vendor" if isinstance(error, errors.VendorFailure) else "local"
        except Exception as error:
            logger.exception("system error", extra={"facts": {"function": self.api.function, "rid": rid}})
            answer = wechat.failure(error, self.api, rid)
        self._log(call, answer, served_by, started)
        document = wechat.encode(answer, self.api, cloud_call=call.cloud_call)
        return flask.Response(document, mimetype="application/json", headers={"X-Served-By": served_by})

    def _serve(self, call: Call) -> tuple[Answer, str]:
        backend = self._backend()
        if self._relay is not None and backend == "relay":
            return self._relay(call)
        return self._backends[backend](call), backend

    def _backend(self) -> str:
        chosen = config.settings().backend
        return chosen if "vendor" in self._backends else "local"

    def _make_ready(self) -> None:
        """Load what answers: our engine at process start; a vendor's HTTP client, and the relay's engine, beside.

        Beside means a thread in each worker, after the fork that makes it: threads do not survive a fork, and the locks
        that they hold stay locked.
        """
        backend = self._backend()
        if backend == "local":
            self._backends["local"].ready()
        else:
            names = ("vendor", "local") if backend == "relay" else ("vendor",)
            os.register_at_fork(after_in_child=threading.Thread(target=self._load, args=names).start)
        gc.freeze()  # what was loaded stays: a collection that visits it all takes 10 ms of an early call
        atexit.register(gc.unfreeze)  # else zxing-cpp's binding reports what is left at the end as leaked

    def _load(self, *names: str) -> None:
        for name in names:
            self._backends[name].ready()

    def _log(self, call: Call, answer: Answer, served_by: str, started: float) -> None:
        size = answer.get("img_size")
        width, height = (size.get("w"), size.get("h")) if isinstance(size, Mapping) else (None, None)
        facts = {
            "function": self.api.function,
            "rid": call.rid,
            "errcode": answer.get("errcode", 0),  # the token endpoint's success has none
            "served_by": served_by,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "bytes": call.size(),
            "width": width,
            "height": height,
        }
        logger.info(log.REQUEST, extra={"facts": facts})


def _read(flask_request: flask.Request, methods: tuple[str, ...]) -> Call:
    if methods and flask_request.method not in methods:
        raise errors.WrongMethod(methods[-1])
    settings = config.settings()
    body_bytes = body.read(
        flask_request, _BODY_FACTOR * settings.max_image_bytes + _BODY_EXTRA, settings.upload_seconds
    )
    query = flask_request.query_string.decode("utf-8", "replace")
    return request.parse(flask_request.method, flask_request.path, query, flask_request.headers, body_bytes)
