"""A picture that is in the store."""

from shared.kept import names, storage
from tests.support import text_png
from tests.support.sample_calls import MEDIA_ID_LENGTH, SampleCall, access_token, keep, request


def call() -> SampleCall:
    media_id, picture = names.new(MEDIA_ID_LENGTH), text_png("Order 4711")
    keep(storage.MEDIA, media_id, picture)
    return request(picture, params={"access_token": access_token(), "media_id": media_id})
