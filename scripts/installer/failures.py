"""What stopped an installation, from what the tool printed: one sentence that says what to do."""

import platform
from dataclasses import dataclass
from pathlib import Path

from .language import say

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


_HERE = say("Python {} on {} {}", "Python {}（{} {}）").format(
    platform.python_version(), platform.system(), platform.machine()
)
# The first that fits counts. pip calls a network that is down a conflict of versions, so that is looked for before.
_KINDS = (
    _Kind(
        ("No space left on device", "[Errno 28]", "quota exceeded"),
        say("the disk is full: free some space, then start again", "磁盘已满：请腾出空间，再重新启动"),
    ),
    _Kind(
        ("is not a trusted or secure host",),
        say(
            "the package index is asked without encryption: let the address in PIP_INDEX_URL begin with https://",
            "软件源未加密：PIP_INDEX_URL 的地址应以 https:// 开头",
        ),
    ),
    _Kind(
        (  # not what stands in a warning about a try that was repeated
            "Retry(total=0",
            "Max retries exceeded",
            "urllib3.exceptions.",
            "incomplete-download",
            "HTTP error",
        ),
        say(
            "no package index was reached: check the network and the proxy, or name a mirror of PyPI in PIP_INDEX_URL,"
            " then start again",
            "连不上软件源：请检查网络和代理，或用 PIP_INDEX_URL 指定 PyPI 镜像，再重新启动",
        ),
        UnreachableError,
    ),
    _Kind(
        ("Permission denied", "[Errno 13]", "Operation not permitted", "Read-only file system"),
        say(
            "a folder of the project cannot be written to: make it yours (chown), or clone the project into a folder of"
            " your own",
            "项目里有目录不可写：请改为自己所有（chown），或把项目克隆到自己的目录",
        ),
    ),
    _Kind(
        ("No module named pip",),
        say(
            "this Python has no pip: install it (on Debian and Ubuntu: apt install python3-pip), then start again",
            "这个 Python 没有 pip：请先安装（Debian 和 Ubuntu：apt install python3-pip），再重新启动",
        ),
    ),
    _Kind(
        ("No matching distribution", "ResolutionImpossible", "is not a supported wheel"),
        say(
            f"the package index has not every pinned library for {_HERE}: take Python 3.11 to 3.14 on Linux with glibc"
            " 2.28 or newer, or on macOS 14 or newer with an Apple processor, and an index that is up to date",
            f"软件源里缺少 {_HERE} 所需的库：请用 Python 3.11 至 3.14，系统为 glibc 2.28 以上的 Linux，"
            "或搭载 Apple 芯片的 macOS 14 以上，软件源也要是最新的",
        ),
    ),
)


def explained(output: str) -> InstallError:
    """The failure that `output` tells of; all of it goes to LOG, which the sentence names."""
    kind = next((kind for kind in _KINDS if any(sign in output for sign in kind.signs)), None)
    if kind is None:
        lines = [line for line in output.splitlines() if line.strip()] or [say("it said nothing", "没有任何输出")]
        errors = [line for line in lines if line.startswith("ERROR")]
        last = (errors or lines)[-1].removeprefix("ERROR: ").rstrip(". ")
        kind = _Kind((), say(f"it could not be installed: {last}", f"安装失败：{last}"))
    return kind.error(f"{kind.sentence[0].upper()}{kind.sentence[1:]}{_logged(output)}{say('.', '。')}")


def _logged(output: str) -> str:
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(output, encoding="utf-8")
    except OSError:  # a full or a foreign disk is what the sentence is about
        return ""
    where = LOG.relative_to(ROOT)
    return say(f" (the installer's own words: {where})", f"（安装程序的原话见 {where}）")
