"""Back end "vendor": WeChat enlarges the image, where it still does."""

from collections.abc import Mapping
from typing import Any

from shared import upstream
from shared.call import Call


def enlarge(call: Call) -> Mapping[str, Any]:
    """The vendor's answer, untouched."""
    return upstream.forward(call, "/cv/img/superresolution")
