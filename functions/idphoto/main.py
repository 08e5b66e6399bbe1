"""ID photos: POST /aliyun_api/pic_handle_3."""

import flask
import functions_framework

from shared.backend import Handler
from shared.entrypoint import Entrypoint
from shared.leqi import Api


def load_local() -> Handler:
    """Our own engine."""
    from . import local

    return local.make


def load_vendor() -> Handler:
    """Leqi."""
    from . import vendor

    return vendor.make


needs = ("store_url", "public_base_url", "signing_key")
endpoint = Entrypoint(Api("idphoto", methods=("POST",)), {"local": load_local, "vendor": load_vendor}, needs=needs)


@functions_framework.http
def idphoto(request: flask.Request) -> flask.Response:
    """The Functions Framework target."""
    return endpoint(request)
