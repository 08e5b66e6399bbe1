"""What platforms and operators ask any function, without a token: whether it lives, is ready, what it has done."""

from collections.abc import Callable

import flask

from shared import metrics
from shared.config import settings

ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"


def response(request: flask.Request, ready: Callable[[], bool]) -> flask.Response | None:
    """The answer to a probe; None for any other request. It leaves no line in the log: one comes each few seconds."""
    headers = {"Cache-Control": "no-store"}
    if request.method not in ("GET", "HEAD"):
        return None
    if request.path == METRICS and settings().metrics:
        return flask.Response(metrics.text(), headers=headers, content_type=metrics.CONTENT_TYPE)
    if request.path not in (ALIVE, READY):
        return None
    well = request.path == ALIVE or ready()
    content = b'{"status":"ok"}' if well else b'{"status":"not ready"}'
    return flask.Response(content, 200 if well else 503, mimetype="application/json", headers=headers)
