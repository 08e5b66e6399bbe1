"""The emulator's web application: the gateway, the try-it page, and errors to order."""

import flask

import functions
from gateway.app import NOWHERE, Gateway, refused
from gateway.table import mounted
from shared import errors
from shared.body import REFUSED

from . import site
from .ordered import HEADER, ordered


class Emulator:
    """Every function at the vendor's paths, and what shows a developer how they answer."""

    def __init__(self) -> None:
        self.gateway = Gateway(mounted(functions.names()))

    def __call__(self, request: flask.Request) -> flask.Response:
        """Answer one request. Never raises."""
        try:
            page = None if REFUSED in request.environ else site.response(request.path.rstrip("/").lower())
        except errors.UnknownPath as error:
            return refused(NOWHERE, request, error)
        if page is not None:
            return page
        wish = request.headers.get(HEADER)
        if wish is not None:
            endpoint = self.gateway.endpoint(request)
            form, asked_for = ordered(wish, endpoint.wire if endpoint else NOWHERE)
            return refused(form, request, asked_for)
        return self.gateway(request)
