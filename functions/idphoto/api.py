"""The record of: ID photos."""

from shared.capability import Capability
from shared.leqi import Api, vendor

from .refusals import CODES

API = Capability(
    function="idphoto",
    paths=("/aliyun_api/pic_handle_3",),
    wire=Api("idphoto", methods=("POST",), codes=CODES),
    vendor=vendor.post(),
    megabytes=1024,
    seconds=120,  # Leqi may take 60 seconds, and our engine 30 after it
    settings=("idphoto_seconds", "matting_model"),
    needs=("store_url", "public_base_url", "signing_key"),
    sample="astronaut.jpg",
)
