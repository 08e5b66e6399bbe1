"""The boundary: a Flask request goes in, a response in the vendor's form comes out, whatever happens between."""

import atexit
import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import flask
import functions_framework
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from shared import body, config, errors, log
from shared.backend import Answer, Backend, File, Loader
from shared.call import Call, new_rid
from shared.relay import Relay
from shared.wire import Wire

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
        self,
        wire: Wire,
        loaders: Mapping[str, Loader],
        *,
        public: bool = False,
        needs: tuple[str, ...] = (),
        ours: Callable[[Call], bool] | None = None,
    ) -> None:
        """`public` lets callers in without a token. `needs` names settings that the local back end cannot do without.

        With `ours`, a call is about something that was made before, and `ours` tells whether we made it: then our own
        back end answers, whatever BACKEND says, and the vendor every other call.
        """
        self.wire = wire
        self._backends = {name: Backend(load) for name, load in loaders.items()}
        self._public, self._needs, self._ours = public, needs, ours
        vendor = self._backends.get("vendor")
        self._relay = Relay(vendor, self._backends["local"]) if vendor else None
        settings = config.start(self._required)
        if settings.eager:
            log.configure(settings)
            try:
                self._make_ready()
            except config.SettingError as error:
                raise SystemExit(f"cannot start: {error}") from error
            # The framework keeps two paths from the function, and would answer there with a page.
            functions_framework.errorhandler(404)(lambda _error: self(flask.request, errors.UnknownPath()))

    def __call__(self, flask_request: flask.Request, pretend: errors.ServiceError | None = None) -> flask.Response:
        """Answer one request and log it. Never raises. `pretend` is an error to answer with instead of serving."""
        started = time.perf_counter()
        rid = new_rid()
        call, served_by = Call(rid=rid), "local"
        answer: Answer
        try:
            call = replace(self._read(flask_request), rid=rid)
            if pretend is not None:
                raise pretend
            if not self._public:
                call = self.wire.authorise(call, vendor_judges=self._backend() != "local")
            answer, served_by = self._serve(call)
        except errors.ServiceError as error:
            answer = self.wire.failure(error, rid)
            served_by = "vendor" if isinstance(error, errors.VendorFailure) else "local"
        except Exception as error:
            logger.exception("system error", extra={"facts": {"function": self.wire.function, "rid": rid}})
            answer = self.wire.failure(error, rid)
        self._log(call, answer, served_by, started)
        response = (
            _file(answer, flask_request)
            if isinstance(answer, File)
            else flask.Response(self.wire.encode(answer, call), mimetype="application/json")
        )
        response.headers["X-Served-By"] = served_by
        return response

    def _required(self, settings: config.Settings) -> Iterator[str]:
        """The settings that must not be empty."""
        if not self._public and settings.access == "token":
            yield from self.wire.keys
        if settings.backend != "vendor" or "vendor" not in self._backends:
            yield from self._needs

    def _read(self, flask_request: flask.Request) -> Call:
        if self.wire.methods and flask_request.method not in self.wire.methods:
            raise errors.WrongMethod(self.wire.methods[-1])
        settings = config.settings()
        limit = _BODY_FACTOR * settings.max_image_bytes + _BODY_EXTRA
        body_bytes = body.read(flask_request, limit, settings.upload_seconds)
        query = flask_request.query_string.decode("utf-8", "replace")
        return self.wire.read(flask_request.method, flask_request.path, query, flask_request.headers, body_bytes)

    def _serve(self, call: Call) -> tuple[Answer, str]:
        backend = self._backend()
        if self._ours is not None and backend != "local":
            backend = "local" if self._ours(call) else "vendor"
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
        size = None if isinstance(answer, File) else answer.get("img_size")
        width, height = (size.get("w"), size.get("h")) if isinstance(size, Mapping) else (None, None)
        facts = {
            "function": self.wire.function,
            "rid": call.rid,
            "errcode": self.wire.code(answer),
            "served_by": served_by,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "bytes": call.size(),
            "width": width,
            "height": height,
        }
        logger.info(log.REQUEST, extra={"facts": facts})


def _file(file: File, flask_request: flask.Request) -> flask.Response:
    """A file, or the range of it that was asked for."""
    disposition = {"Content-disposition": f'{file.disposition}; filename="{file.name}"'}
    response = flask.Response(file.content, mimetype=file.content_type, headers=disposition)
    try:
        response.make_conditional(flask_request, accept_ranges=True, complete_length=len(file.content))
    except RequestedRangeNotSatisfiable:
        refused = flask.Response(status=416, headers={"Content-Range": f"bytes */{len(file.content)}"})
        del refused.headers["Content-Type"]  # Flask's own is that of HTML; there is no body
        return refused
    return response
