"""Temporary media: GET or HEAD /cgi-bin/media/get."""

import flask
import functions_framework

from shared import names
from shared.backend import Handler
from shared.call import Call
from shared.entrypoint import Entrypoint
from shared.wechat import Api


def load_local() -> Handler:
    """What superresolution has stored."""
    from . import local

    return local.get


def load_vendor() -> Handler:
    """WeChat."""
    from . import vendor

    return vendor.get


def ours(call: Call) -> bool:
    """Whether the media_id is one of ours; WeChat's are not found in our store."""
    return names.is_ours(call.fields.get("media_id", ""))


api = Api("media", "openapi.media.getTempMedia", methods=("HEAD", "GET"), images=False)
endpoint = Entrypoint(api, {"local": load_local, "vendor": load_vendor}, needs=("store_url",), ours=ours)


@functions_framework.http
def media(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
