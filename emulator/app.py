"""The emulator's web application: the vendor's paths, the try-it page, a health check, and errors to order."""

from collections.abc import Iterator, Mapping
from importlib import import_module

import flask
from werkzeug.exceptions import HTTPException

import functions
from shared import errors, probes
from shared.answering import Answering
from shared.backend import Answer
from shared.body import REFUSED
from shared.call import Call
from shared.entrypoint import Entrypoint
from shared.starting import refusal_of
from shared.wechat import Form
from shared.wire import Wire

from . import site
from .ordered import HEADER, ordered


def _mounted() -> Iterator[tuple[str, Entrypoint]]:
    for name in functions.names():
        endpoint = import_module(f"functions.{name}.main").endpoint
        yield from ((path, endpoint) for path in endpoint.capability.paths)


MOUNTED: Mapping[str, Entrypoint] = dict(_mounted())
"""What answers at each of the vendor's paths."""
_NOWHERE = Form("none", "openapi", ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"))
"""The form of what is said where nothing is mounted."""


def create_app() -> flask.Flask:
    """The application. Vendor paths count without regard to case and to slashes at the end."""
    app = flask.Flask(__name__, static_folder=None)
    app.before_request(_serve)  # ahead of Flask's own routing, whose redirects and error pages are HTML
    app.register_error_handler(HTTPException, lambda error: _refused(_NOWHERE, refusal_of(error)))
    return app


def largest_body() -> int:
    """The bytes that a request may have at most, at the path that takes the most."""
    return max(endpoint.wire.body_limit() for endpoint in MOUNTED.values())


def _serve() -> flask.Response:
    request = flask.request
    path = request.path.rstrip("/").lower()
    try:
        page = None if REFUSED in request.environ else site.response(path)
    except errors.UnknownPath as error:
        return _refused(_NOWHERE, error)
    if page is not None:
        return page
    endpoint, wish = MOUNTED.get(path), request.headers.get(HEADER)
    if wish is not None:
        return _refused(*ordered(wish, endpoint.wire if endpoint else _NOWHERE))
    if endpoint is not None:
        return endpoint(request)
    return probes.response(request, lambda: True) or _answering(_NOWHERE)(request)


def _refused(wire: Wire, error: errors.ServiceError) -> flask.Response:
    return _answering(wire)(flask.request, error)


def _answering(wire: Wire) -> Answering:
    return Answering(wire, lambda call: call, _nothing)


def _nothing(_call: Call) -> tuple[Answer, str]:
    raise errors.UnknownPath("the page at /reference lists the paths")
