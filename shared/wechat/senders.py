"""Senders, for records: how a call is sent on to WeChat. The HTTP client is loaded when the first one is."""

from functools import partial

from shared.backend import Handler
from shared.capability import Sender


def upload(*query: str) -> Sender:
    """Sends the call's image as a file, and in the query those of its fields that are named."""

    def load(path: str) -> Handler:
        from . import upstream

        return partial(upstream.forward, path=path, query=query)

    return load


def download(*query: str) -> Sender:
    """Asks for a file by those of the call's fields that are named."""

    def load(path: str) -> Handler:
        from . import upstream

        return partial(upstream.download, path=path, query=query)

    return load
