"""Senders, for records: how a call is sent on to Leqi. The HTTP client is loaded when the first one is."""

from functools import partial

from shared.backend import Handler
from shared.capability import Sender


def post() -> Sender:
    """Sends the call's whole document."""

    def load(path: str) -> Handler:
        from . import upstream

        return partial(upstream.post, path=path)

    return load


def get(*query: str) -> Sender:
    """Asks by those of the document's values that are named."""

    def load(path: str) -> Handler:
        from . import upstream

        return partial(upstream.get, path=path, query=query)

    return load
