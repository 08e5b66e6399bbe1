"""Finished ID photos: GET /get_pic_3."""

import flask
import functions_framework

from shared import links, names
from shared.backend import Handler
from shared.call import Call
from shared.entrypoint import Entrypoint
from shared.leqi import Api


def load_local() -> Handler:
    """What idphoto has stored."""
    from . import local

    return local.get


def load_vendor() -> Handler:
    """Leqi."""
    from . import vendor

    return vendor.get


def ours(call: Call) -> bool:
    """Whether we made the photo; Leqi's are not found in our store."""
    return links.PICTURE in call.document or names.is_ours(str(call.document.get("file_name", "")))


api = Api("idphoto_result", methods=("HEAD", "GET"), links=True, images=False)
needs = ("store_url", "public_base_url", "signing_key")
endpoint = Entrypoint(api, {"local": load_local, "vendor": load_vendor}, needs=needs, ours=ours)


@functions_framework.http
def idphoto_result(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
