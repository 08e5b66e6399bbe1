"""The functions, each a folder with its record in api.py. They never import each other."""

import pkgutil
from importlib import import_module

from shared.capability import Capability


def names() -> list[str]:
    """The names of all functions, in alphabetical order."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg)


def record(name: str) -> Capability:
    """The record of a function. Raises ModuleNotFoundError."""
    found: Capability = import_module(f"functions.{name}.api").API
    return found
