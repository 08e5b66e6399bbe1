"""The command line of scripts/package."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from . import contents, report
from .artifact import Artifact, build
from .limits import PLATFORMS
from .shelf import Shelf
from .target import GATEWAY, MACHINES, PYTHONS, ROOT, PackageError, Target, artifacts

_ALL = "all"


def main(arguments: Sequence[str] | None = None) -> int:
    """Package what is named, or all; 2 means that the command is wrong, 1 that something could not be packaged."""
    chosen = _parser().parse_args(arguments)
    if chosen.function not in (_ALL, *artifacts()):
        print(f"there is no function {chosen.function!r}: choose one of {', '.join(artifacts())}", file=sys.stderr)
        return 2
    python = chosen.python or (PLATFORMS[chosen.platform].python if chosen.platform else PYTHONS[0])
    names = artifacts() if chosen.function == _ALL else [chosen.function]
    targets = [Target(name, chosen.backend, python, chosen.machine) for name in names]
    chosen.output.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=chosen.output, prefix=".libraries-") as folder,  # where they can be linked
        ThreadPoolExecutor(os.cpu_count()) as pool,  # threads: the work is pip's, the compiler's and zlib's
    ):
        shelf = Shelf(Path(folder))
        if len(targets) > 1:
            largest = replace(targets[0], function=GATEWAY)
            shelf.fill(largest, contents.requirements(contents.modules(largest)))
        outcomes = list(pool.map(lambda target: _attempt(target, chosen, shelf), targets))
    made = [outcome for outcome in outcomes if isinstance(outcome, Artifact)]
    for outcome in outcomes:
        if isinstance(outcome, str):
            print(outcome, file=sys.stderr)
    if made:
        print(report.of_one(made[0]) if chosen.function != _ALL else report.of_all(made))
    return int(len(made) < len(targets))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="package", description="Make dist/<function>/ and dist/<function>.zip.")
    parser.add_argument("function", help=f"all, or one of {', '.join(artifacts())}")
    parser.add_argument(
        "--backend", choices=("any", "vendor"), default="any", help="vendor: without the engine's libraries"
    )
    zipping = parser.add_mutually_exclusive_group()
    zipping.add_argument("--no-zip", dest="zipped", action="store_false", help="only the folder, for an image")
    zipping.add_argument(
        "--for", dest="platform", choices=sorted(PLATFORMS), help="refuse what this platform would not take as a zip"
    )
    parser.add_argument("--python", choices=PYTHONS, help="the interpreter there (the platform's, else 3.11)")
    parser.add_argument("--machine", choices=MACHINES, default=MACHINES[0], help="the processor there (x86_64)")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="the folder to write to (dist)")
    return parser


def _attempt(target: Target, chosen: argparse.Namespace, shelf: Shelf) -> Artifact | str:
    """The artifact, or the sentence that says why there is none."""
    try:
        return _build(target, chosen, shelf)
    except PackageError as error:
        return f"cannot package {target.function}: {error}"


def _build(target: Target, chosen: argparse.Namespace, shelf: Shelf) -> Artifact:
    if chosen.platform is None:
        return build(target, chosen.output, shelf, zipped=chosen.zipped)
    platform = PLATFORMS[chosen.platform]
    platform.refuse_target(target)
    made = build(target, chosen.output, shelf, zipped=True)
    try:
        platform.refuse(made)
    except PackageError:
        made.discard()  # so that nobody uploads it
        raise
    return made
