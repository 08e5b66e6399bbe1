"""How far something is: a line that is rewritten on a terminal, a line every few seconds elsewhere."""

import contextlib
import os
import shutil
import sys
import time
from pathlib import Path

from .language import say

_REWRITTEN_S = 0.5
_PRINTED_S = 3.0


class Progress:
    """Shows what goes on, on standard error, with the seconds since it began."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._began = self._shown = time.monotonic()

    def tick(self, text: str) -> None:
        """Show `text`, unless something was shown a moment ago."""
        now = time.monotonic()
        if now - self._shown >= (_REWRITTEN_S if self._live else _PRINTED_S):
            self._shown = now
            self._write(text, "" if self._live else "\n")

    def end(self, text: str) -> None:
        """Show `text` as the last of these lines."""
        self._write(text, "\n")

    def _write(self, text: str, end: str) -> None:
        seconds = round(time.monotonic() - self._began)
        line = say(f"  {text}, {seconds} s", f"  {text}，{seconds} 秒")
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{line[:width]:<{width}}{end}" if self._live else f"{line}{end}")
        sys.stderr.flush()


def megabytes(folder: Path) -> int:
    """The size of all files below a folder that others may be writing to."""
    size = 0
    for inside, _, names in os.walk(folder):  # unlike rglob, it does not mind folders that vanish meanwhile
        for name in names:
            with contextlib.suppress(OSError):
                size += os.lstat(f"{inside}/{name}").st_size
    return round(size / 1_000_000)
