"""Finished ID photos: GET /get_pic_3."""

import flask
import functions_framework

from shared.backend import Handler
from shared.starting import started

from .api import API


def load_local() -> Handler:
    """What idphoto has stored."""
    from . import local

    return local.get


endpoint = started(API, load_local)


@functions_framework.http
def idphoto_result(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
