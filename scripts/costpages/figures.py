"""What was measured, as `measure` keeps it, and what each function's record gives it."""

import json
from dataclasses import dataclass

import functions


@dataclass(frozen=True)
class Figures:
    """A function's CPU seconds for a call and up to its first answer, MB in use, and the MB of its record."""

    name: str
    seconds: float
    start: float
    used: int
    megabytes: int


def figures(measured: str) -> list[Figures]:
    """A row for each function that was measured and still is one, the dearest last."""
    found = [
        Figures(name, one["seconds"], one["start"], one["megabytes"], functions.record(name).megabytes)
        for name, one in json.loads(measured)["functions"].items()
        if name in functions.names()
    ]
    return sorted(found, key=lambda one: one.seconds)


def circumstances(measured: str) -> dict[str, str]:
    """The day of the measurement, the machine's cores, and the load before it: how many other processes wanted one."""
    found = json.loads(measured)
    return {name: str(found[name]) for name in ("day", "load", "cores")}
