"""The command line of scripts/docs-costs."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from typing import get_args

from ..packager.target import ROOT
from .figures import figures
from .tables import Language, tables

BENCHMARKS = ROOT / "docs" / "benchmarks.md"
PAGES: Mapping[Language, str] = {"en": "docs/costs.md", "zh": "docs/zh/costs.md"}
_MARKED = re.compile(r"(<!-- scripts/docs-costs: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables of the pages; 1: with --check, one of them is not what the benchmarks and the prices say."""
    parser = argparse.ArgumentParser(prog="docs-costs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is stale")
    check = parser.parse_args(arguments).check
    rows = figures(BENCHMARKS.read_text(encoding="utf-8"))
    stale = 0
    for language in get_args(Language):
        page = ROOT / PAGES[language]
        old = page.read_text(encoding="utf-8")
        new = filled(old, tables(rows, language))
        if new == old:
            continue
        if check:
            print(
                f"{PAGES[language]} is not what docs/benchmarks.md and the prices say: run scripts/docs-costs",
                file=sys.stderr,
            )
            stale = 1
        else:
            page.write_text(new, encoding="utf-8")
    return stale


def filled(page: str, lines: Mapping[str, Sequence[str]]) -> str:
    """A page with its tables in their places. Raises KeyError for a place that no table is meant for."""
    return _MARKED.sub(lambda found: found[1] + "".join(f"{line}\n" for line in lines[found[2]]) + found[3], page)
