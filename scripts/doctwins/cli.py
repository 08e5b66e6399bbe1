"""The command line of scripts/docs-twins."""

import argparse
import sys
from collections.abc import Sequence

from ..packager.target import ROOT
from .copying import Differs, copied
from .pages import english_pages, twin


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy; 1: pages are built differently or, with --check, a twin is stale. A sentence names each."""
    parser = argparse.ArgumentParser(prog="docs-twins", description="Copy code and figures into the Chinese pages.")
    parser.add_argument("--check", action="store_true", help="only say which pages are not up to date")
    check = parser.parse_args(arguments).check
    faults = 0
    for page in english_pages():
        english, name = page.read_text("utf-8"), page.relative_to(ROOT)
        other = twin(page)
        if not other.is_file():
            print(f"{name} has no twin: write {other.relative_to(ROOT)}", file=sys.stderr)
            faults = 1
            continue
        old = other.read_text("utf-8")
        try:
            new = copied(english, old, page)
        except Differs as error:
            print(f"{name} has {error}", file=sys.stderr)
            faults = 1
            continue
        if new == old:
            continue
        if check:
            print(f"{other.relative_to(ROOT)} is not what {name} says: run scripts/docs-twins", file=sys.stderr)
            faults = 1
        else:
            other.write_text(new, "utf-8")
            print(other.relative_to(ROOT))
    return faults
