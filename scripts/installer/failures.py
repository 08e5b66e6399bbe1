"""What stopped an installation, from what the tool printed: one sentence that says what to do."""

import platform
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / ".cache" / "install.log"


class InstallError(Exception):
    """Something cannot be installed; the text is one sentence that says what to do."""


class UnreachableError(InstallError):
    """No package index was reached."""


@dataclass(frozen=True)
class _Kind:
    """A failure, known by one of `signs` in what was printed."""

    signs: tuple[str, ...]
    sentence: str
    error: type[InstallError] = InstallError


_HERE = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
# The first that fits counts. pip calls a network that is down a conflict of versions, so that is looked for before.
_KINDS = (
    _Kind(
        ("No space left on device", "[Errno 28]", "quota exceeded"),
        "the disk is full: free some space, then start again",
    ),
    _Kind(
        ("is not a trusted or secure host",),
        "the package index is asked without encryption: let the address in PIP_INDEX_URL begin with https://",
    ),
    _Kind(
        (  # not what stands in a warning about a try that was repeated
            "Retry(total=0",
            "Max retries exceeded",
            "urllib3.exceptions.",
            "incomplete-download",
            "HTTP error",
        ),
        "no package index was reached: check the network and the proxy, or name a mirror of PyPI in PIP_INDEX_URL, then"
        " start again",
        UnreachableError,
    ),
    _Kind(
        ("Permission denied", "[Errno 13]", "Operation not permitted", "Read-only file system"),
        "a folder of the project cannot be written to: make it yours (chown), or clone the project into a folder of"
        " your own",
    ),
    _Kind(
        ("No module named pip",),
        "this Python has no pip: install it (on Debian and Ubuntu: apt install python3-pip), then start again",
    ),
    _Kind(
        ("No matching distribution", "ResolutionImpossible", "is not a supported wheel"),
        f"the package index has not every pinned library for {_HERE}: take Python 3.11 to 3.14 on Linux with glibc 2.28"
        " or newer, or on macOS 14 or newer with an Apple processor, and an index that is up to date",
    ),
)


def explained(output: str) -> InstallError:
    """The failure that `output` tells of; all of it goes to LOG, which the sentence names."""
    kind = next((kind for kind in _KINDS if any(sign in output for sign in kind.signs)), None)
    if kind is None:
        lines = [line for line in output.splitlines() if line.strip()] or ["it said nothing"]
        errors = [line for line in lines if line.startswith("ERROR")]
        kind = _Kind((), f"it could not be installed: {(errors or lines)[-1].removeprefix('ERROR: ').rstrip('. ')}")
    return kind.error(f"{kind.sentence[0].upper()}{kind.sentence[1:]}{_logged(output)}.")


def _logged(output: str) -> str:
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(output, encoding="utf-8")
    except OSError:  # a full or a foreign disk is what the sentence is about
        return ""
    return f" (the installer's own words: {LOG.relative_to(ROOT)})"
