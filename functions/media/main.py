"""Temporary media: GET or HEAD /cgi-bin/media/get."""

import flask
import functions_framework

from shared.backend import Handler
from shared.starting import started

from .api import API


def load_local() -> Handler:
    """What superresolution has stored."""
    from . import local

    return local.get


endpoint = started(API, load_local)


@functions_framework.http
def media(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
