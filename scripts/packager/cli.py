"""The command line of scripts/package."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .artifact import build
from .target import ROOT, PackageError, Target, functions


def main(arguments: Sequence[str] | None = None) -> int:
    """Package one function; 2 means that the command is wrong, 1 that a library could not be had."""
    parser = argparse.ArgumentParser(prog="package", description="Make dist/<function>/ and dist/<function>.zip.")
    parser.add_argument("function", help=f"one of {', '.join(functions())}")
    parser.add_argument(
        "--backend", choices=("any", "vendor"), default="any", help="vendor: without the engine's libraries"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="the folder to write to (dist)")
    chosen = parser.parse_args(arguments)
    if chosen.function not in functions():
        print(f"there is no function {chosen.function!r}: choose one of {', '.join(functions())}", file=sys.stderr)
        return 2
    try:
        print(build(Target(chosen.function, chosen.backend), chosen.output))
    except PackageError as error:
        print(f"cannot package {chosen.function}: {error}", file=sys.stderr)
        return 1
    return 0
