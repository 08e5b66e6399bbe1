"""Back end "vendor": WeChat chooses the crops."""

from collections.abc import Mapping
from typing import Any

from shared import upstream
from shared.call import Call


def crop(call: Call) -> Mapping[str, Any]:
    """The vendor's answer, untouched. `ratios` is sent on as it came, in the query, as common SDKs send it."""
    return upstream.forward(call, "/cv/img/aicrop", query=("ratios",))
