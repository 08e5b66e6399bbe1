""".venv: filled from requirements files, and made anew when it was left half filled."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import failures, pip
from .failures import ROOT, InstallError
from .language import say
from .progress import Progress, megabytes

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
_SCRATCH = VENV / "tmp"
_HALF_FILLED = VENV / "half-filled"


def stale(files: list[str]) -> list[str]:
    """Those of `files` that .venv does not hold as they are now."""
    return [file for file in files if not _same(file)] if _usable() else files


def fill(files: list[str], download: int, disk: int) -> None:
    """Install what requirements files list: about `download` MB to fetch, `disk` MB unpacked. Raises InstallError."""
    if not _usable():
        _make()
    shutil.rmtree(_SCRATCH, ignore_errors=True)
    _SCRATCH.mkdir()
    progress = Progress()
    begun = False

    def tick(unpacking: bool) -> None:
        nonlocal begun
        begun = unpacking
        much, of = (megabytes(VENV / "lib"), disk) if unpacking else (megabytes(_SCRATCH), download)
        where = say("unpacked", "已解压") if unpacking else say("downloaded", "已下载")
        progress.tick(say(f"libraries: {where} {much} of about {of} MB", f"库：{where} {much} MB，共约 {of} MB"))

    _HALF_FILLED.touch()
    try:
        pip.run(PYTHON, ["install", *(word for file in files for word in ("-r", str(ROOT / file)))], _SCRATCH, tick)
    except InstallError:
        if not begun:
            _HALF_FILLED.unlink()
        raise
    for file in files:
        _stamp(file).write_bytes(_content(file))
    _HALF_FILLED.unlink()
    shutil.rmtree(_SCRATCH)
    progress.end(say("libraries: in .venv", "库：已装入 .venv"))


def _usable() -> bool:
    """Whether .venv has an interpreter that runs, pip, and no library that was left half unpacked."""
    if _HALF_FILLED.exists() or not (VENV / "bin" / "pip").exists():
        return False
    return not subprocess.run([PYTHON, "-c", ""], check=False, capture_output=True).returncode


def _make() -> None:
    if missing := next((name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None), None):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        package = f"apt install python{version}-venv"
        raise InstallError(
            say(
                f"Python {version} comes without {missing} here: install it (on Debian and Ubuntu: {package}), then"
                " start again.",
                f"这里的 Python {version} 没有 {missing}：请先安装（Debian 和 Ubuntu：{package}），再重新启动。",
            )
        )
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    lines: list[str] = []
    progress = Progress()
    if pip.watched(command, dict(os.environ), lines, lambda: progress.tick(say("making .venv", "正在创建 .venv"))):
        raise failures.explained("".join(lines))


def _same(file: str) -> bool:
    return _stamp(file).is_file() and _stamp(file).read_bytes() == _content(file)


def _stamp(file: str) -> Path:
    return VENV / f"{file.replace('/', '-')}.installed"


def _content(file: str) -> bytes:
    """A requirements file with those that it includes."""
    text = (ROOT / file).read_bytes()
    lines = [line.split() for line in text.decode().splitlines()]
    included = [words[1] for words in lines if words[:1] in (["-r"], ["-c"])]
    inner = [((ROOT / file).parent / name).resolve().relative_to(ROOT) for name in included]
    return b"".join([text, *(_content(str(name)) for name in inner)])
