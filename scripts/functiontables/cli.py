"""The command line of scripts/docs-functions."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..deployfiles.function import Function, described
from ..packager.target import ROOT
from .tables import TABLES, Table

BEGIN = "<!-- scripts/docs-functions writes this table from the functions' records: change these, and run it again -->"
END = "<!-- end of the table -->"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables; 1: with --check, a row is not what the record says. The sentence names the record."""
    parser = argparse.ArgumentParser(prog="docs-functions", description="Write the tables of functions in docs/.")
    parser.add_argument("--check", action="store_true", help="only say which rows are not up to date")
    check = parser.parse_args(arguments).check
    functions = described()
    stale = 0
    for name, table in TABLES.items():
        page = ROOT / name
        before, old, after = parts(page)
        lines = [*table.head(), *map(table.row, functions)]
        if old == lines:
            continue
        stale = 1
        if check:
            for who in differing(table, functions, old):
                print(f"{name} is not what {who} says: run scripts/docs-functions", file=sys.stderr)
        else:
            page.write_text("\n".join([before + BEGIN, *lines, END + after]), encoding="utf-8")
            print(name)
    return stale if check else 0


def parts(page: Path) -> tuple[str, list[str], str]:
    """What stands in a page before its table, the table's lines, and what stands behind it."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    return before, table.strip().splitlines(), after


def differing(table: Table, functions: Sequence[Function], old: Sequence[str]) -> list[str]:
    """Whose rows are missing in the lines `old` or are others; the generator itself for any other line."""
    records = [f"functions/{one.name}/api.py" for one in functions if table.row(one) not in old]
    return records or ["scripts/functiontables"]
