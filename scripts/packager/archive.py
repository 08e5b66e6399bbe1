"""A folder becomes a zip file whose bytes depend on nothing but the folder's files."""

import hashlib
import stat
import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold
_LEVEL = 6


def write(folder: Path, archive: Path) -> None:
    """Pack `folder` into `archive`: sorted names, one date for all, modes 0644 or 0755."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out:
        for path in files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            mode = 0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644
            entry.create_system = 3  # Unix, also when packed elsewhere, so that the mode is heeded
            entry.external_attr = (stat.S_IFREG | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, path.read_bytes(), compresslevel=_LEVEL)


def files(folder: Path) -> list[Path]:
    """Every file below `folder`, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size(folder: Path) -> int:
    """The bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in files(folder))


def digest(archive: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with archive.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
