"""Reading driving licences: GET or POST /cv/ocr/drivinglicense."""

import flask
import functions_framework

from shared.backend import Handler
from shared.starting import started

from .api import API


def load_local() -> Handler:
    """Our own engine."""
    from . import local

    return local.recognize


endpoint = started(API, load_local)


@functions_framework.http
def drivinglicense(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
