"""HTTP responses of the boundary: an answer as JSON or as a file, with the headers that every answer has."""

import flask
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_range_header

from shared.backend import File, Passed


def json(content: bytes) -> flask.Response:
    """An answer in JSON. Nobody on the way may keep it: it may hold a token, or what is in a picture."""
    return flask.Response(content, mimetype="application/json", headers={"Cache-Control": "no-store"})


def file(content: File, request: flask.Request) -> flask.Response:
    """A file, or the range of it that was asked for."""
    headers = {
        "Content-disposition": f'{content.disposition}; filename="{content.name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    response = flask.Response(content.content, mimetype=content.content_type, headers=headers)
    try:
        response.make_conditional(_conditions(request), accept_ranges=True, complete_length=len(content.content))
    except RequestedRangeNotSatisfiable:
        refused = flask.Response(status=416, headers={"Content-Range": f"bytes */{len(content.content)}"})
        del refused.headers["Content-Type"]  # Flask's own is that of HTML; there is no body
        return refused
    return response


def passed(answer: Passed) -> flask.Response:
    """A vendor's answer as it came. Nobody on the way may keep it."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    response = flask.Response(answer.content, answer.status, headers, content_type=answer.content_type)
    response.headers.update(answer.headers)  # afterwards: to HEAD, the Content-Length is that of the body left out
    return response


def _conditions(request: flask.Request) -> dict[str, object]:
    """The request's environment. RFC 9110, 14.2: a range that is malformed or in other units counts as none.

    Several ranges may be answered by the whole file as well (14.2), which is simpler for both sides. Our files name no
    date and no tag: what asks about a date is ignored, and If-Range never holds (13.1.3, 13.1.5). Werkzeug would read
    the dates, and raise OverflowError on one without end.
    """
    environment = dict(request.environ)
    environment.pop("HTTP_IF_MODIFIED_SINCE", None)
    bound = environment.pop("HTTP_IF_RANGE", None)
    asked = parse_range_header(environment.get("HTTP_RANGE"))
    if bound or asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        environment.pop("HTTP_RANGE", None)
    return environment
