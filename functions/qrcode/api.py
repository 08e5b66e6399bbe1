"""The record of: barcode and QR-code recognition."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="qrcode",
    paths=("/cv/img/qrcode",),
    wire=Form("qrcode", "openapi.img.scanQRCode"),
    vendor=senders.upload(),
    megabytes=1024,  # a WebP of 50 megapixels takes 580 MiB, the rest up to 320: docs/benchmarks.md, Memory of decoding
    seconds=45,
    settings=("qrcode_seconds",),
    sample="codes.png",
)
