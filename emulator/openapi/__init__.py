"""The OpenAPI description of all paths of the emulator: built from the tables and limits that the functions use.

Built, not written by hand, so that codes, texts and limits stand in one place; tests check it against real answers.
"""

import functools
import json
from typing import Any

from shared.bilingual import Language
from shared.openapi.words import said


def document(language: Language = "en") -> dict[str, Any]:
    """The description in one language, as a new object at each call."""
    from .assembly import assemble  # not at the top: it takes limits from engines, whose libraries load slowly

    document: dict[str, Any] = said(assemble(), language)
    return document


@functools.cache
def encoded(language: Language = "en") -> bytes:
    """The description as the emulator serves it and as docs/ and docs/zh/ hold it: indented JSON in UTF-8."""
    return (json.dumps(document(language), ensure_ascii=False, indent=1) + "\n").encode()
