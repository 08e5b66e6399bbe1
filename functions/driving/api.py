"""The record of: reading vehicle licences."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="driving",
    paths=("/cv/ocr/driving",),
    wire=Form("driving", "openapi.ocr.drivingLicense", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="driving.jpg",
)
