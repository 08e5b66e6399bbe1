"""The libraries of an artifact: installed from wheels for the target machine, then made lighter and reproducible."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.failures import explained

from .target import ROOT, PackageError, Target

# Type stubs and headers, which nothing reads at run time.
_NEEDLESS = ("*.pyi", "*.pxd", "*.h", "*.a", "*.pth")
# Test suites, programs for developers, and build tools that numpy imports only when somebody compiles an extension.
_NEEDLESS_FOLDERS = (
    *("tests", "bin", "__pycache__", "numpy/f2py", "numpy/distutils", "numpy/_core/include"),
    *(f"onnxruntime/{name}" for name in ("quantization", "tools", "transformers")),
)
# Pillow's AVIF, which is not read, its fonts and its windows, and the folder in which what only they need lies.
_NEEDLESS_MODULES = ("_avif.*.so", "_imagingft.*.so", "_imagingtk.*.so")
_PILLOW, _PILLOWS_LIBRARIES = "PIL", "pillow.libs"
_OLD_NAMES = {"manylinux1": 5, "manylinux2010": 12, "manylinux2014": 17}


def install(target: Target, requirements: Sequence[str], vendor: Path) -> None:
    """Put libraries for the target's machine into `vendor`. Raises PackageError when pip does not find one."""
    options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--only-binary=:all:", "--upgrade"]
    options += ["--no-warn-conflicts"]  # with the libraries of this environment, which have no part in it
    options += ["--target", str(vendor), "--constraint", str(ROOT / "constraints.txt")]
    machine = ["--implementation", "cp", "--python-version", target.python]
    machine += [word for platform in target.platforms for word in ("--platform", platform)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, *machine, *requirements],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PackageError(f"pip could not install its libraries: {explained(done.stderr)}")


def lighten(vendor: Path) -> None:
    """Remove what is never read at run time, and what would make two packages of the same input differ."""
    for folder in _NEEDLESS_FOLDERS:
        for path in sorted(vendor.rglob(folder)) if "/" not in folder else [vendor / folder]:
            shutil.rmtree(path, ignore_errors=True)
    for pattern in _NEEDLESS:
        for path in vendor.rglob(pattern):
            path.unlink()
    for pattern in _NEEDLESS_MODULES:
        for path in (vendor / _PILLOW).glob(pattern):
            path.unlink()
    _remove_orphans(vendor / _PILLOWS_LIBRARIES, vendor / _PILLOW)


def _remove_orphans(libraries: Path, users: Path) -> None:
    """Remove the shared libraries of a wheel that none of its modules leads to any more, by the names in the files."""
    orphans = set(libraries.glob("*.so*"))
    waiting = list(users.rglob("*.so"))
    while waiting:
        content = waiting.pop().read_bytes()
        named = {path for path in orphans if path.name.encode() + b"\0" in content}
        orphans -= named
        waiting += named
    for path in orphans:
        path.unlink()


def glibc(vendor: Path) -> int | None:
    """The oldest glibc on which every library in `vendor` runs, 17 for 2.17; None when none asks for one."""
    floors = []
    for path in vendor.glob("*.dist-info/WHEEL"):
        text = path.read_text(encoding="utf-8")
        minors = [int(minor) for minor in re.findall(r"manylinux_2_(\d+)", text)]
        minors += [minor for name, minor in _OLD_NAMES.items() if f"{name}_" in text]
        if minors:
            floors.append(min(minors))
    return max(floors, default=None)
