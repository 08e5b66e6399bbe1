"""What is packaged, and for which machine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

ROOT = Path(__file__).resolve().parents[2]
# The glibc versions (2.x) for which wheels may be built; pip takes the first that it finds, so the oldest is first.
_GLIBC = (17, 24, 26, 27, 28)

GATEWAY = "gateway"
"""The artifact of all functions in one process."""

Backends = Literal["any", "vendor"]
Python = Literal["3.11", "3.12", "3.13", "3.14"]
Machine = Literal["x86_64", "arm64"]
PYTHONS: tuple[Python, ...] = get_args(Python)
MACHINES: tuple[Machine, ...] = get_args(Machine)
_WHEELS_CALL_IT = {"x86_64": "x86_64", "arm64": "aarch64"}


class PackageError(Exception):
    """A package cannot be made; the text says why and what helps."""


@dataclass(frozen=True)
class Target:
    """One function, or the gateway, with one choice of back ends, on one kind of machine."""

    function: str
    backend: Backends = "any"
    python: Python = "3.11"
    machine: Machine = "x86_64"

    @property
    def name(self) -> str:
        """The name of the folder and of the zip file: the function's, and what is not the default."""
        parts = [self.function]
        parts += [self.backend] if self.backend != "any" else []
        parts += [f"py{self.python.replace('.', '')}"] if self.python != PYTHONS[0] else []
        parts += [self.machine] if self.machine != MACHINES[0] else []
        return "-".join(parts)

    @property
    def platforms(self) -> list[str]:
        """The wheel platforms that run there, the one that asks least of the system first."""
        machine = _WHEELS_CALL_IT[self.machine]
        return [f"manylinux2014_{machine}", *(f"manylinux_2_{minor}_{machine}" for minor in _GLIBC)]


def functions() -> list[str]:
    """The names of all functions: the folders that have an entry point."""
    return sorted(entry.parent.name for entry in (ROOT / "functions").glob("*/main.py"))


def artifacts() -> list[str]:
    """The names of all that can be packaged."""
    return [*functions(), GATEWAY]
