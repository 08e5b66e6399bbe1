"""The OpenAPI description of all paths of the emulator: built from the tables and limits that the functions use.

Built, not written by hand, so that codes, texts and limits stand in one place; tests check it against real answers.
"""

import functools
import json
from typing import Any


def document() -> dict[str, Any]:
    """The description, as a new object at each call."""
    from .assembly import assemble  # not at the top: it takes limits from engines, whose libraries load slowly

    return assemble()


@functools.cache
def encoded() -> bytes:
    """The description as the emulator serves it and as docs/openapi.json holds it: indented JSON in UTF-8."""
    return (json.dumps(document(), ensure_ascii=False, indent=1) + "\n").encode()
