"""The record of: smart crop."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="aicrop",
    paths=("/cv/img/aicrop",),
    wire=Form("aicrop", "openapi.img.aiCrop"),
    vendor=senders.upload("ratios"),
    megabytes=1024,  # a WebP of 50 megapixels takes 580 MiB, the rest up to 320: docs/benchmarks.md, Memory of decoding
    seconds=40,
    settings=("aicrop_seconds",),
    sample="astronaut.jpg",
)
