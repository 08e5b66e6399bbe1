"""The record of: super-resolution, which WeChat has taken down."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="superresolution",
    paths=("/cv/img/superresolution",),
    wire=Form("superresolution", "openapi.img.superresolution"),
    vendor=senders.upload(),
    megabytes=1536,  # 16 megapixels with transparency take 1.1 GB, the rest 0.3
    seconds=80,
    settings=("superresolution_pixels", "superresolution_seconds", "max_media_bytes"),
    needs=("store_url",),
    sample="astronaut.jpg",
)
