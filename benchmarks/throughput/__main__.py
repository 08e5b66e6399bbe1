"""Run the measurement: python -m benchmarks.throughput [--seconds 5]. Needs wrk."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.coldstart.artifacts import rows, under_framework

from .load import Load, load

HEAD = """\
| function | server | calls/s | x gunicorn | median (ms) | 99th of 100 (ms) | calls | errors |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def main() -> int:
    """Package every function, put it under load, print the table; 1 if an answer was not the right one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    seconds = parser.parse_args().seconds
    errors = 0
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        print(HEAD)
        for row in rows(home, vendor=False):
            scripts = {"gunicorn": under_framework(row.folder), "ours": row.folder / "scf_bootstrap"}
            loads = {server: load(row, script, home, seconds) for server, script in scripts.items()}
            for server, one in loads.items():
                print(_line(row.name, server, one, loads["gunicorn"]), flush=True)
                errors += one.errors
    return int(errors > 0)


def _line(name: str, server: str, one: Load, first: Load) -> str:
    rates = f"{one.rate:.1f} | {one.rate / first.rate:.2f}"
    return f"| {name} | {server} | {rates} | {one.median_ms:.1f} | {one.late_ms:.1f} | {one.calls} | {one.errors} |"


if __name__ == "__main__":
    sys.exit(main())
