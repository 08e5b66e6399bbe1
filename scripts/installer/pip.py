"""pip as a process: what it prints is kept for the case that it fails."""

import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from . import failures

UNPACKING = "Installing collected packages"
_PAUSE_S = 0.25


def run(python: Path, words: Sequence[str], scratch: Path, tick: Callable[[bool], None]) -> None:
    """Run pip with `scratch` for its downloads; `tick` is told a few times a second whether it unpacks already.

    Raises InstallError.
    """
    command = [python, "-m", "pip", words[0], "--disable-pip-version-check", "--no-input", *words[1:]]
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "TMPDIR": str(scratch)},
    ) as process:
        output = process.stdout or ()
        reader = threading.Thread(target=lambda: [lines.append(line) for line in output], daemon=True)
        reader.start()
        while reader.is_alive():
            tick(any(line.startswith(UNPACKING) for line in lines))
            reader.join(_PAUSE_S)
    if process.returncode:
        raise failures.explained("".join(lines))
