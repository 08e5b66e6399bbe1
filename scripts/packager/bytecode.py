"""Compile an artifact's modules, as its folder is read-only on most platforms and would be compiled at each start."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from .target import Target

LIBRARIES = "unchecked-hash"
"""Libraries are trusted as they are."""
OURS = "checked-hash"
"""Our own are compared with their source at import: whoever edits a file in an unpacked artifact sees the change."""


def compile_modules(target: Target, folder: Path, parts: Iterable[str], mode: str) -> bool:
    """Write .pyc files of some parts of a folder, which hold no time and no path of this machine.

    False if there is no such interpreter here.
    """
    interpreter = _interpreter(target.python)
    if interpreter is None:
        return False
    options = ["-q", "-s", str(folder), "--invalidation-mode", mode]
    subprocess.run(
        [interpreter, "-W", "ignore", "-m", "compileall", *options, *(str(folder / part) for part in parts)],
        check=False,  # libraries hold templates that are no Python; what cannot be compiled is left as source
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "0"},  # the order of constants in sets follows it
    )
    return True


def _interpreter(version: str) -> str | None:
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        return sys.executable
    found = shutil.which(f"python{version}")
    # A version manager's stand-in may be on the PATH without the version itself.
    return found if found and not subprocess.run([found, "-V"], check=False, capture_output=True).returncode else None
