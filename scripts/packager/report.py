"""What the command line says about the artifacts that it made."""

from collections.abc import Sequence

from .artifact import Artifact
from .limits import PLATFORMS

_MB = 1_000_000


def of_one(made: Artifact) -> str:
    """A few lines: where it is, how large, its checksum, where it runs."""
    needs = f" with glibc 2.{made.glibc} or newer" if made.glibc else ""
    lines = [
        f"{made.folder}: {made.size / _MB:.1f} MB unpacked",
        f"runs on Linux {made.target.machine}{needs}, Python {made.target.python}",
        f"as a zip file on: {_zip_platforms(made)}",
    ]
    if made.zip:
        lines.insert(1, f"{made.zip.path}: {made.zip.size / _MB:.1f} MB, sha256 {made.zip.sha256}")
    if not made.compiled:
        lines.append(f"without bytecode, so it starts slower: python{made.target.python} is not on the PATH")
    return "\n".join(lines)


def of_all(made: Sequence[Artifact]) -> str:
    """A table with one line for each artifact."""
    rows = [("artifact", "unpacked MB", "zip MB", "glibc", "as a zip on", "sha256 of the zip")]
    for one in made:
        zipped, sha256 = (f"{one.zip.size / _MB:.1f}", one.zip.sha256) if one.zip else ("-", "-")
        glibc = f"2.{one.glibc}" if one.glibc else "any"
        rows.append((one.target.name, f"{one.size / _MB:.1f}", zipped, glibc, _zip_platforms(one), sha256))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _zip_platforms(made: Artifact) -> str:
    return ", ".join(name for name, platform in PLATFORMS.items() if platform.takes(made)) or "none: image only"
