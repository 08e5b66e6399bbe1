"""Smart crop: GET or POST /cv/img/aicrop."""

import flask
import functions_framework

from shared.backend import Handler
from shared.entrypoint import Entrypoint
from shared.wechat import Api


def load_local() -> Handler:
    """Our own engine."""
    from . import local

    return local.crop


def load_vendor() -> Handler:
    """WeChat."""
    from . import vendor

    return vendor.crop


endpoint = Entrypoint(Api("aicrop", "openapi.img.aiCrop"), {"local": load_local, "vendor": load_vendor})


@functions_framework.http
def aicrop(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
