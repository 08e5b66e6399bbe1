"""Access tokens for callers: GET /cgi-bin/token, POST /cgi-bin/stable_token."""

import flask
import functions_framework

from shared.backend import Handler
from shared.entrypoint import Entrypoint
from shared.wechat import Api


def load_local() -> Handler:
    """The only back end: the bundle's own tokens, whoever serves the images."""
    from . import local

    return local.issue


api = Api("token", "openapi.auth.getAccessToken", methods=(), images=False)
endpoint = Entrypoint(api, {"local": load_local}, public=True, needs=("signing_key", "client_id", "client_secret"))


@functions_framework.http
def token(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
