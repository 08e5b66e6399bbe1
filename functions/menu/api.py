"""The record of: reading menus."""

from shared.capability import Capability
from shared.wechat import Form, senders

API = Capability(
    function="menu",
    paths=("/cv/ocr/menu",),
    wire=Form("menu", "openapi.ocr.menu", texts={101002: "decode image failed"}),
    vendor=senders.upload("type"),  # older documents have a type
    megabytes=2048,
    seconds=65,
    settings=("ocr_seconds",),
    backend="cards_backend",
    sample="menu.jpg",
)
