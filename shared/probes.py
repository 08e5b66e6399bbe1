"""What platforms and operators ask any function: whether it lives, and whether it is ready. Neither takes a token."""

from collections.abc import Callable

import flask

ALIVE, READY = "/healthz", "/readyz"


def response(request: flask.Request, ready: Callable[[], bool]) -> flask.Response | None:
    """The answer to a probe; None for any other request. It leaves no line in the log: one comes each few seconds."""
    if request.method not in ("GET", "HEAD") or request.path not in (ALIVE, READY):
        return None
    well = request.path == ALIVE or ready()
    content = b'{"status":"ok"}' if well else b'{"status":"not ready"}'
    headers = {"Cache-Control": "no-store"}
    return flask.Response(content, 200 if well else 503, mimetype="application/json", headers=headers)
