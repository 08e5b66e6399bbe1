"""The boundary: a Flask request goes in, a response in the vendor's form comes out, whatever happens between."""

import atexit
import gc
import logging
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import flask
import functions_framework
from werkzeug.exceptions import HTTPException

from shared import accounts, admission, body, config, errors, forms, log, probes, responses
from shared.backend import Answer, Backend, File, Loader
from shared.call import Call, new_rid
from shared.capability import Capability
from shared.vendor.breaker import Breaker
from shared.vendor.relay import Relay

logger = logging.getLogger(__name__)
_started: list["Entrypoint"] = []


class Entrypoint:
    """One capability: who may call it and which back end answers.

    A loader imports its back end and gives the handler. It runs once, under a lock: at process start where the process
    is one function, at the first call in the emulator and in tests. A function that no vendor has uses its local one.
    """

    def __init__(self, capability: Capability, local: Loader) -> None:
        """`local` loads our own back end; the vendor's is that of the record."""
        self.capability, self.wire = capability, capability.wire
        self._backends = {"local": Backend(local)}
        self._vendor = self._relay = None
        send = capability.vendor
        if send is not None:
            self._backends["vendor"] = vendor = Backend(lambda: send(capability.paths[0]))
            self._vendor = Breaker(vendor, self.wire.kind)
            self._relay = Relay(self._vendor, self._backends["local"], self.wire)
        settings = config.start(self._required)
        _started.append(self)
        if settings.eager:
            log.configure(settings)
            try:
                self._make_ready()
            except config.SettingError as error:
                raise SystemExit(f"cannot start: {error}") from error
            # What the framework refuses by itself, such as its own two paths or a strange Host, it answers with a page.
            functions_framework.errorhandler(HTTPException)(lambda error: self(flask.request, refusal_of(error)))
            functions_framework.errorhandler(404)(lambda error: self(flask.request, refusal_of(error)))

    def __call__(self, flask_request: flask.Request, instead: errors.ServiceError | None = None) -> flask.Response:
        """Answer one request and log it. Never raises. `instead` is an error to answer with instead of serving."""
        probe = probes.response(flask_request, self.ready) if instead is None else None
        return probe or self._respond(flask_request, instead)

    def _respond(self, flask_request: flask.Request, instead: errors.ServiceError | None) -> flask.Response:
        started = time.perf_counter()
        rid = new_rid()
        call, served_by = Call(rid=rid), "local"
        answer: Answer
        try:
            content = self._body(flask_request)
            call = replace(call, cloud_call=forms.looks_like_cloud_call(content))
            if instead is not None:
                raise instead
            if content:
                self._judge_head(flask_request)
            with admission.called(len(content)):
                call = self._admitted(replace(self._read(flask_request, content), rid=rid))
                answer, served_by = self._serve(call)
            response = (
                responses.file(answer, flask_request)
                if isinstance(answer, File)
                else responses.json(self.wire.encode(answer, call))
            )
        except Exception as error:
            if not isinstance(error, errors.ServiceError):
                logger.exception("system error", extra={"facts": {"function": self.wire.function, "rid": rid}})
            answer = self.wire.failure(error, rid)
            served_by = "vendor" if isinstance(error, errors.VendorFailure) else "local"
            response = responses.json(self.wire.encode(answer, call))
            if retry_after := getattr(error, "retry_after_s", None):
                response.headers["Retry-After"] = str(max(1, round(retry_after)))
        response.headers["X-Served-By"] = served_by
        if accounts.partial(answer):
            response.headers["X-Partial"] = "1"
        trace = log.trace_of(flask_request.headers)
        accounts.note(self.wire, call, answer, served_by, time.perf_counter() - started, trace)
        return response

    def ready(self) -> bool:
        """Whether what answers is loaded, and reaches the store if it has to do with it."""
        backend = self._backend()
        if not all(self._backends[name].loaded for name in ("vendor", "local") if backend in (name, "relay")):
            return False
        if "store_url" not in self._required(config.settings()):
            return True
        from shared.kept import storage  # a package for BACKEND=vendor has not its library

        return storage.reachable()

    def _required(self, settings: config.Settings) -> Iterator[str]:
        """The settings that must not be empty."""
        if not self.capability.public and settings.access == "token":
            yield from self.wire.keys
        if settings.backend != "vendor" or "vendor" not in self._backends:
            yield from self.capability.needs

    def _body(self, flask_request: flask.Request) -> bytes:
        """The body of a request by a method that is taken; of any other one nothing is kept."""
        seconds = config.settings().upload_seconds
        if self.wire.methods and flask_request.method not in self.wire.methods:
            body.discard(flask_request, seconds)
            raise errors.WrongMethod(self.wire.methods[-1])
        return body.read(flask_request, self.wire.body_limit(), seconds)

    def _judge_head(self, flask_request: flask.Request) -> None:
        """Judge a token that stands in front of the body before that is parsed, which may take long."""
        head = self._read(flask_request, b"")
        if head.token is not None or not self.wire.token_in_body:
            self._admitted(head)

    def _read(self, flask_request: flask.Request, content: bytes) -> Call:
        method, path, headers = flask_request.method, flask_request.path, flask_request.headers
        query = flask_request.query_string.decode("utf-8", "replace")
        return self.wire.read(method, path, query, headers, content)

    def _admitted(self, call: Call) -> Call:
        return call if self.capability.public else self.wire.authorise(call, vendor_judges=self._backend() != "local")

    def _serve(self, call: Call) -> tuple[Answer, str]:
        backend = self._backend()
        ours = self.capability.ours
        if ours is not None and backend != "local":
            backend = "local" if ours(call) else "vendor"
        if self._relay is not None and backend == "relay":
            return self._relay(call)
        if self._vendor is not None and backend == "vendor":
            return self._vendor(call), "vendor"
        return self._backends[backend](call), backend

    def _backend(self) -> str:
        chosen = config.settings().backend
        return chosen if "vendor" in self._backends else "local"

    def _make_ready(self) -> None:
        """Load what answers: our engine at process start; a vendor's HTTP client, and the relay's engine, beside.

        Beside means a thread: under a server that forks in each worker, as threads do not survive a fork, and the locks
        that they hold stay locked; under ours by load_beside.
        """
        if self._backend() == "local":
            self._backends["local"].ready()
        else:
            os.register_at_fork(after_in_child=load_beside)
        gc.freeze()  # what was loaded stays: a collection that visits it all takes 10 ms of an early call
        atexit.register(gc.unfreeze)  # else zxing-cpp's binding reports what is left at the end as leaked

    def load(self) -> None:
        """Load all that may have to answer."""
        backend = self._backend()
        for name in ("vendor", "local") if backend == "relay" else (backend,):
            self._backends[name].ready()


def refusal_of(error: HTTPException) -> errors.ServiceError:
    """What a web framework refuses, in our own words."""
    if error.code == 404:
        return errors.UnknownPath()
    if error.code is not None and error.code < 500:
        return errors.InvalidData("the request is no valid HTTP: correct its target and its headers")
    return errors.ServiceError("try again; the log holds the cause")


def load_beside() -> None:
    """Load what answers in a thread, while the process begins to serve."""
    for entrypoint in _started:
        threading.Thread(target=entrypoint.load).start()


def largest_body() -> int:
    """The bytes that a request may have at most, to the function of this process or the largest one of several."""
    return max(entrypoint.wire.body_limit() for entrypoint in _started)
