"""Back end "vendor": Leqi makes the photos."""

from collections.abc import Mapping
from typing import Any

from shared import leqi_upstream
from shared.call import Call


def make(call: Call) -> Mapping[str, Any]:
    """The vendor's answer to the whole document, untouched."""
    return leqi_upstream.post(call, "/aliyun_api/pic_handle_3")
