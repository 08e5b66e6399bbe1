"""The record of: reading business licences."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="bizlicense",
    paths=("/cv/ocr/bizlicense",),
    wire=Form("bizlicense", "openapi.ocr.businessLicense", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="bizlicense.jpg",
)
