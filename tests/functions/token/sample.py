"""A new token."""

from tests.support.sample_calls import SampleCall, request


def call() -> SampleCall:
    fields = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}
    return request(b'"expires_in":7200', params=fields)
