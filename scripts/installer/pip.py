"""Programs that take a while: pip, above all. What they print is kept for the case that they fail."""

import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from . import failures

_UNPACKING = "Installing collected packages"
_PAUSE_S = 0.25


def run(python: Path, words: Sequence[str], scratch: Path, tick: Callable[[bool], None]) -> None:
    """Run pip with `scratch` for its downloads; `tick` is told a few times a second whether it unpacks already.

    Raises InstallError.
    """
    command = [str(python), "-m", "pip", words[0], "--disable-pip-version-check", "--no-input", *words[1:]]
    lines: list[str] = []

    def look() -> None:
        tick(any(line.startswith(_UNPACKING) for line in lines))

    code = watched(command, {**os.environ, "TMPDIR": str(scratch)}, lines, look)
    look()
    if code:
        raise failures.explained("".join(lines))


def watched(command: Sequence[str], variables: dict[str, str], lines: list[str], look: Callable[[], None]) -> int:
    """Run a program, and call `look` a few times a second; its output goes to `lines`. Returns its exit status."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", env=variables
    ) as process:
        reader = threading.Thread(target=_keep, args=(process.stdout, lines), daemon=True)
        reader.start()
        while reader.is_alive():
            look()
            reader.join(_PAUSE_S)
    return process.returncode


def _keep(output: Iterable[str], lines: list[str]) -> None:
    for line in output:  # one by one, so that they are seen while the program goes on
        lines.append(line)
