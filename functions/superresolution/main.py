"""Super-resolution: GET or POST /cv/img/superresolution."""

import flask
import functions_framework

from shared.backend import Handler
from shared.entrypoint import Entrypoint
from shared.wechat import Api


def load_local() -> Handler:
    """Our own engine."""
    from . import local

    return local.enlarge


def load_vendor() -> Handler:
    """WeChat, which has taken this capability down."""
    from . import vendor

    return vendor.enlarge


api = Api("superresolution", "openapi.img.superresolution")
endpoint = Entrypoint(api, {"local": load_local, "vendor": load_vendor}, needs=("store_url",))


@functions_framework.http
def superresolution(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
