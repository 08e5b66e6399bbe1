"""Access tokens for callers: GET /cgi-bin/token, POST /cgi-bin/stable_token."""

import flask
import functions_framework

from shared.backend import Handler
from shared.starting import started

from .api import API


def load_local() -> Handler:
    """The bundle's own tokens, whoever serves the images."""
    from . import local

    return local.issue


endpoint = started(API, load_local)


@functions_framework.http
def token(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
