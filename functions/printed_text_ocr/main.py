"""Printed-text recognition: GET or POST /cv/ocr/comm."""

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


api = Api("printed_text_ocr", "openapi.ocr.printedText", texts={101002: "decode image failed"})
endpoint = Entrypoint(api, {"local": load_local, "vendor": load_vendor})


@functions_framework.http
def printed_text_ocr(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
