"""The record of: reading bank cards."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="bankcard",
    paths=("/cv/ocr/bankcard",),
    wire=Form("bankcard", "openapi.ocr.bankcard", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="bankcard.jpg",
)
