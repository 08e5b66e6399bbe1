"""The record of: reading driving licences."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="drivinglicense",
    paths=("/cv/ocr/drivinglicense",),
    wire=Form("drivinglicense", "openapi.ocr.driverLicense", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="drivinglicense.jpg",
)
