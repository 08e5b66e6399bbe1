"""The command line of scripts/docs-costs."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from typing import get_args

from ..packager.target import ROOT
from .figures import circumstances, figures
from .measure import MEASURED, measure
from .tables import Language, tables

PAGES: Mapping[Language, str] = {"en": "docs/costs.md", "zh": "docs/zh/costs.md"}
_MARKED = re.compile(r"(<!-- scripts/docs-costs: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables of the pages; 1: with --check, one of them is not what was measured and the prices say."""
    parser = argparse.ArgumentParser(prog="docs-costs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is stale")
    parser.add_argument("--measure", action="store_true", help="measure all functions anew before, for some minutes")
    options = parser.parse_args(arguments)
    if options.measure:
        measure()
    measured = MEASURED.read_text(encoding="utf-8")
    stale = 0
    for language in get_args(Language):
        page = ROOT / PAGES[language]
        old = page.read_text(encoding="utf-8")
        new = filled(old, tables(figures(measured), circumstances(measured), language))
        if new == old:
            continue
        if options.check:
            print(
                f"{PAGES[language]} is not what was measured and the prices say: run scripts/docs-costs",
                file=sys.stderr,
            )
            stale = 1
        else:
            page.write_text(new, encoding="utf-8")
    return stale


def filled(page: str, lines: Mapping[str, Sequence[str]]) -> str:
    """A page with its tables in their places. Raises KeyError for a place that no table is meant for."""
    return _MARKED.sub(lambda found: found[1] + "".join(f"{line}\n" for line in lines[found[2]]) + found[3], page)
