"""Back end "local": pictures out of the store."""

from shared import errors
from shared.backend import File
from shared.bilingual import Bilingual
from shared.call import Call
from shared.kept import storage

KINDS = {b"\x89PNG": ("image/png", "png"), b"\xff\xd8\xff": ("image/jpeg", "jpg")}


def get(call: Call) -> File:
    """The picture that the call's media_id names."""
    media_id = call.fields.get("media_id")
    if media_id is None:
        raise errors.MissingMediaId(
            Bilingual(
                "add media_id=..., as superresolution has answered it",
                "请加上 media_id=...，其值来自 superresolution 的响应",
            )
        )
    content = storage.MEDIA.get(media_id)
    kind, extension = next(found for magic, found in KINDS.items() if content.startswith(magic))
    return File(content, kind, f"{media_id}.{extension}")
