"""The record of: temporary media, such as the results of superresolution."""

from shared.call import Call
from shared.capability import Capability
from shared.kept import names
from shared.wechat import Form, senders


def _ours(call: Call) -> bool:
    """Whether the media_id is one of ours; WeChat's are not found in our store."""
    return names.is_ours(call.fields.get("media_id", ""))


API = Capability(
    function="media",
    paths=("/cgi-bin/media/get",),
    wire=Form("media", "openapi.media.getTempMedia", methods=("HEAD", "GET"), images=False),
    vendor=senders.download("media_id"),
    megabytes=256,
    seconds=20,
    needs=("store_url",),
    ours=_ours,
)
