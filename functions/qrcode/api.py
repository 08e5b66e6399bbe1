"""The record of: barcode and QR-code recognition."""

from shared.capability import Capability
from shared.wechat import Api, vendor

API = Capability(
    function="qrcode",
    paths=("/cv/img/qrcode",),
    wire=Api("qrcode", "openapi.img.scanQRCode"),
    vendor=vendor.upload(),
    megabytes=1024,  # a WebP of 50 megapixels takes 580 MiB, the rest up to 320: docs/benchmarks.md, Memory of decoding
    seconds=45,
    settings=("qrcode_seconds",),
    sample="codes.png",
)
