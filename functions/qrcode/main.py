"""Barcode and QR-code recognition: GET or POST /cv/img/qrcode."""

import flask
import functions_framework

from shared.backend import Handler
from shared.entrypoint import Entrypoint
from shared.wechat import Api


def load_local() -> Handler:
    """Our own engine."""
    from . import local

    return local.recognize


def load_vendor() -> Handler:
    """WeChat."""
    from . import vendor

    return vendor.recognize


endpoint = Entrypoint(Api("qrcode", "openapi.img.scanQRCode"), {"local": load_local, "vendor": load_vendor})


@functions_framework.http
def qrcode(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
