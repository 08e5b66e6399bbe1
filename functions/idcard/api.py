"""The record of: reading identity cards."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="idcard",
    paths=("/cv/ocr/idcard",),
    wire=Form("idcard", "openapi.ocr.idcard", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="idcard.jpg",
)
