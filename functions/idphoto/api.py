"""The record of: ID photos."""

from shared.capability import Capability
from shared.leqi import Form, senders

from .refusals import CODES

API = Capability(
    function="idphoto",
    paths=("/aliyun_api/pic_handle_3",),
    wire=Form("idphoto", methods=("POST",), codes=CODES),
    vendor=senders.post(),
    megabytes=1024,
    seconds=120,  # Leqi may take 60 seconds, and our engine 30 after it
    settings=("idphoto_seconds", "matting_model", "specs"),
    needs=("store_url", "public_base_url", "signing_key"),
    sample="astronaut.jpg",
)
