"""Run one: python -m benchmarks.hostile attacks | fuzz [--requests 100000 --seed 1] | soak [--minutes 60]."""

import argparse

from .attacks import attacks
from .fuzz import fuzz
from .soak import soak

_SHARES = {"emulator": 0.5, "token": 0.3, "aicrop": 0.2}
"""Of the requests of a fuzz, by service."""


def main() -> None:
    """Run what the command line names, and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("attacks", "fuzz", "soak"))
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=int, default=60)
    chosen = parser.parse_args()
    print_table = {"attacks": _attacks, "fuzz": _fuzz, "soak": _soak}[chosen.what]
    print_table(chosen)


def _attacks(_chosen: argparse.Namespace) -> None:
    print("| attack | longest wait of a plain GET (s) | memory grew by (MB) |")
    print("| --- | ---: | ---: |")
    for row in attacks():
        print(f"| {row.name} | {row.wait:.2f} | {row.growth} |", flush=True)


def _fuzz(chosen: argparse.Namespace) -> None:
    print("| service | requests | answers | complaints | slowest (s) | RSS (MB) on the way | traces, odd lines |")
    print("| --- | ---: | ---: | ---: | ---: | --- | ---: |")
    for name, share in _SHARES.items():
        count = round(share * chosen.requests)
        found = fuzz(name, count, chosen.seed)
        logged = f"{found.answers['log lines with a trace']}, {found.answers['log lines that are no JSON']}"
        memory = " ".join(map(str, found.memory))
        answered, complaints = found.answers["answered"], len(found.complaints)
        cells = (name, count, answered, complaints, f"{found.slowest:.1f}", memory, logged)
        print("|", " | ".join(map(str, cells)), "|", flush=True)
        for problem, request in found.complaints[:10]:
            print(f"    {problem}\n        {request!r}")


def _soak(chosen: argparse.Namespace) -> None:
    print("| minute | calls | failed | RSS (MB) | files | threads |\n| ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in soak(chosen.minutes):
        print(row, flush=True)


if __name__ == "__main__":
    main()
