"""What the description of the API says of: super-resolution."""

from shared.openapi.codes import IMAGE
from shared.openapi.images import ImageFunction
from shared.openapi.words import Words

from .api import API

_MEDIA_ID = {"type": "string", "pattern": "^local-[0-9a-f]{8}[A-Za-z0-9_-]{50}$"}

OPENAPI = ImageFunction(
    API,
    name="Superresolution",
    summary=Words("Double width and height", "图片放大两倍"),
    description=Words(
        "Answers the name of a picture of exactly twice the width and height. "
        "`/cgi-bin/media/get` gives it, for three days.",
        "返回一张新图片的编号，宽和高都正好是原图的两倍。三天内可以用 `/cgi-bin/media/get` 取图。",
    ),
    answer={"media_id": _MEDIA_ID},
    example={
        "errcode": 0,
        "errmsg": "ok",
        "media_id": "local-6b050c2eOq4Vw8m2sY1nT7xZ0aKdR5uE3hLcP9fGjB6iNvXoQyWtSzDkMe",
    },
    lacks=Words(
        "No network was through in time: the picture was enlarged by interpolation alone.",
        "时限内没有一个网络算完，图片只用插值放大。",
    ),
    when={
        **IMAGE,
        -1: Words(
            "Too many calls at once, or no time left for a result, or the store does not work, which the text says. "
            "Else a fault of ours: our log holds the cause by the rid.",
            "同时到达的请求太多、时限内算不完或图片存储不可用，文字里会写明；"
            "否则是本项目内部出错，凭 rid 在日志里查原因。",
        ),
        45001: Words(
            "`MAX_IMAGE_BYTES` is the image's limit, 2 MB unless set otherwise; `MAX_MEDIA_BYTES` the result's.",
            "图片上限由 `MAX_IMAGE_BYTES` 决定，默认 2 MB；结果上限由 `MAX_MEDIA_BYTES` 决定。",
        ),
        101002: Words(
            "Read are JPEG, PNG, WebP, GIF, BMP, TIFF and HEIC, of at most `SUPERRESOLUTION_PIXELS`.",
            "支持 JPEG、PNG、WebP、GIF、BMP、TIFF 和 HEIC，像素数不超过 `SUPERRESOLUTION_PIXELS`。",
        ),
    },
    failure=(45001, "media size out of limit hint: [send an image of at most 2097152 bytes]"),
).describe()
