"""Back end "vendor": WeChat reads the text."""

from collections.abc import Mapping
from typing import Any

from shared import upstream
from shared.call import Call


def recognize(call: Call) -> Mapping[str, Any]:
    """The vendor's answer, untouched. `type`, which its older documents have, is sent on in the query as there."""
    return upstream.forward(call, "/cv/ocr/comm", query=("type",))
