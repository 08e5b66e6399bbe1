"""The emulator's web application: the vendor's paths, the try-it page, a health check, and errors to order."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module

import flask
from werkzeug.exceptions import HTTPException

import functions
from shared import errors
from shared.backend import Answer
from shared.body import REFUSED
from shared.call import Call
from shared.capability import Capability
from shared.entrypoint import Entrypoint, refusal_of
from shared.wechat import Api
from shared.wire import Wire

from . import site


def _mounted() -> Iterator[tuple[str, Entrypoint]]:
    for name in functions.names():
        endpoint = import_module(f"functions.{name}.main").endpoint
        yield from ((path, endpoint) for path in endpoint.capability.paths)


MOUNTED: Mapping[str, Entrypoint] = dict(_mounted())
"""What answers at each of the vendor's paths."""
EMULATE = "X-Emulate-Errcode"
_CODE = re.compile(r"\s*-?[0-9]{1,9}\s*")
_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")


def create_app() -> flask.Flask:
    """The application. Vendor paths count without regard to case and to slashes at the end."""
    _NOWHERE.load()
    app = flask.Flask(__name__, static_folder=None)
    app.before_request(_serve)  # ahead of Flask's own routing, whose redirects and error pages are HTML
    app.register_error_handler(HTTPException, lambda error: _NOWHERE(flask.request, refusal_of(error)))
    return app


def _serve() -> flask.Response:
    path = flask.request.path.rstrip("/").lower()
    try:
        page = None if REFUSED in flask.request.environ else site.response(path)
    except errors.UnknownPath as error:
        return _NOWHERE(flask.request, error)
    return page or _answer(MOUNTED.get(path, _NOWHERE))


def _answer(endpoint: Entrypoint) -> flask.Response:
    wish = flask.request.headers.get(EMULATE)
    return endpoint(flask.request, None if wish is None else _pretend(wish, endpoint.wire))


def _pretend(wish: str, wire: Wire) -> errors.ServiceError:
    """The error that a caller ordered with the header X-Emulate-Errcode."""
    code = int(wish) if _CODE.fullmatch(wish) else 0
    advice = wire.advice(code) if code else None
    if advice is None:
        return errors.InvalidParameter(f"{EMULATE} takes an error code of docs/errcodes.md, such as 45009")
    return errors.Emulated(code, f"as {EMULATE} asked for: {advice}")


def _unknown(_call: Call) -> Answer:
    raise errors.UnknownPath("the page at /reference lists the paths")


_NOWHERE = Entrypoint(
    Capability("none", (), Api("none", "openapi", _METHODS), megabytes=0, seconds=0, public=True),
    lambda: _unknown,
)
