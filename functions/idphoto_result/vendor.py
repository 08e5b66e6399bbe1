"""Back end "vendor": photos that Leqi made."""

from collections.abc import Mapping
from typing import Any

from shared import leqi_upstream
from shared.call import Call


def get(call: Call) -> Mapping[str, Any]:
    """The vendor's answer, untouched. A file_name can be asked for again without costs."""
    return leqi_upstream.get(call, "/get_pic_3", query=("file_name",))
