"""Back end "vendor": pictures that WeChat keeps."""

from shared import upstream
from shared.backend import Answer
from shared.call import Call


def get(call: Call) -> Answer:
    """The vendor's file, or its answer without one, untouched."""
    return upstream.download(call, "/cgi-bin/media/get", query=("media_id",))
