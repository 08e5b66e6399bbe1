"""The language of the terminal: what its locale says, as the emulator has it in `shared.config`."""

import os
import sys

_LOCALE = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
_CHINESE = _LOCALE.lower().startswith("zh")


def say(en: str, zh: str) -> str:
    """The one of two texts that the reader of the terminal understands."""
    return zh if _CHINESE else en


def tell(en: str, zh: str) -> None:
    """Print the one of two texts that the reader understands, on standard error."""
    print(say(en, zh), file=sys.stderr)
