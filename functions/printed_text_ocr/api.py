"""The record of: printed-text recognition."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="printed_text_ocr",
    paths=("/cv/ocr/comm",),
    wire=Form("printed_text_ocr", "openapi.ocr.printedText", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # its older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    sample="text.png",
)
