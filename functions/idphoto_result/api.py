"""The record of: finished ID photos."""

from shared.call import Call
from shared.capability import Capability
from shared.kept import names
from shared.leqi import Form, links, senders


def _ours(call: Call) -> bool:
    """Whether we made the photo; Leqi's are not found in our store."""
    return links.PICTURE in call.document or names.is_ours(str(call.document.get("file_name", "")))


API = Capability(
    function="idphoto_result",
    paths=(links.PATH,),
    wire=Form("idphoto_result", methods=("HEAD", "GET"), links=True, images=False),
    vendor=senders.get("file_name"),  # it can be asked for again without costs
    megabytes=256,
    seconds=70,  # Leqi may take 60 seconds
    needs=("store_url", "public_base_url", "signing_key"),
    ours=_ours,
    below=True,
)
