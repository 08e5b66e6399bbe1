"""The gateway's web application: the vendor's paths, the probes, and what is passed on."""

from collections.abc import Callable, Mapping

import flask
from werkzeug.exceptions import HTTPException

from shared import errors, probes
from shared.answering import Answering
from shared.backend import Answer
from shared.call import Call
from shared.config import settings
from shared.entrypoint import Entrypoint
from shared.starting import refusal_of
from shared.wechat import Form
from shared.wire import Wire

from .passing import Passing

NOWHERE = Form("none", "openapi", ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"))
"""The form of what is said where nothing is mounted."""


class Gateway:
    """The functions of one process, each at its paths. Paths count without regard to case and to slashes at the end."""

    def __init__(self, table: Mapping[str, Entrypoint]) -> None:
        """`table` has what answers at each path."""
        self._table = table
        self._below = {f"{path}/": one for path, one in table.items() if one.capability.below}
        self._endpoints = tuple(dict.fromkeys(table.values()))
        self._passing = Passing()

    def __call__(self, request: flask.Request) -> flask.Response:
        """Answer one request. Never raises."""
        endpoint = self.endpoint(request)
        if endpoint is not None:
            return endpoint(request)
        probe = probes.response(request, self.ready)
        if probe is not None:
            return probe
        if self._passing.takes(request.path):
            return self._passing(request)
        return _nothing_there(request)

    def endpoint(self, request: flask.Request) -> Entrypoint | None:
        """The function that is mounted at the path of a request."""
        path = request.path.rstrip("/").lower()
        return self._table.get(path) or next((one for at, one in self._below.items() if path.startswith(at)), None)

    def load(self) -> None:
        """Load all that may have to answer, so that no call waits for it."""
        for endpoint in self._endpoints:
            endpoint.dispatch.load()

    def ready(self) -> bool:
        """Whether calls can be served: what PRELOAD asked for is loaded, and the store gives an answer."""
        if settings().preload and not all(endpoint.dispatch.loaded for endpoint in self._endpoints):
            return False
        return next((endpoint.reaches_store() for endpoint in self._endpoints if endpoint.keeps), True)

    def largest_body(self) -> int:
        """The bytes that a request may have at most, at the path that takes the most."""
        own = [endpoint.wire.body_limit() for endpoint in self._endpoints]
        return max([*own, self._passing.body_limit()])


def application(name: str, serve: Callable[[flask.Request], flask.Response]) -> flask.Flask:
    """A web application in which `serve` answers every request, but for what no web framework takes."""
    app = flask.Flask(name, static_folder=None)
    # Ahead of Flask's own routing, whose redirects and error pages are HTML.
    app.before_request(lambda: serve(flask.request))
    app.register_error_handler(HTTPException, lambda error: refused(NOWHERE, flask.request, refusal_of(error)))
    return app


def refused(wire: Wire, request: flask.Request, error: errors.ServiceError) -> flask.Response:
    """The answer to a request that is not served, in a form."""
    return _answering(wire)(request, error)


def _nothing_there(request: flask.Request) -> flask.Response:
    return _answering(NOWHERE)(request)


def _answering(wire: Wire) -> Answering:
    return Answering(wire, lambda call: call, _nothing)


def _nothing(_call: Call) -> tuple[Answer, str]:
    raise errors.UnknownPath.of_url()
