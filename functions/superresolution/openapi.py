"""What the description of the API says of: super-resolution."""

from shared.openapi.codes import IMAGE
from shared.openapi.images import ImageFunction

from .api import API

_MEDIA_ID = {"type": "string", "pattern": "^local-[0-9a-f]{8}[A-Za-z0-9_-]{50}$"}

OPENAPI = ImageFunction(
    API,
    name="Superresolution",
    summary="Double width and height",
    description=(
        "Answers the name of a picture of exactly twice the width and height. "
        "`/cgi-bin/media/get` gives it, for three days."
    ),
    answer={"media_id": _MEDIA_ID},
    example={
        "errcode": 0,
        "errmsg": "ok",
        "media_id": "local-6b050c2eOq4Vw8m2sY1nT7xZ0aKdR5uE3hLcP9fGjB6iNvXoQyWtSzDkMe",
    },
    lacks="No network was through in time: the picture was enlarged by interpolation alone.",
    when={
        **IMAGE,
        -1: "Too many calls at once, or no time left for a result, or the store does not work, which the text says. "
        "Else a fault of ours: our log holds the cause by the rid.",
        45001: "`MAX_IMAGE_BYTES` is the image's limit, 2 MB unless set otherwise; `MAX_MEDIA_BYTES` the result's.",
        101002: "Read are JPEG, PNG, WebP, GIF, BMP, TIFF and HEIC, of at most `SUPERRESOLUTION_PIXELS`.",
    },
    failure=(45001, "media size out of limit hint: [send an image of at most 2097152 bytes]"),
).describe()
