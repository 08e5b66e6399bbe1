"""The record of: reading number plates."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="platenum",
    paths=("/cv/ocr/platenum",),
    wire=Form("platenum", "openapi.ocr.plateNum", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="platenum.jpg",
)
