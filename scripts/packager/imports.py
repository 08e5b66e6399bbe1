"""Which modules of ours a module needs: what it imports, what that imports, and the packages that they lie in."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .target import ROOT

OURS = ("functions", "engines", "shared", "gateway")
Statement = tuple[int, str | None, tuple[str, ...]]
"""Of an import: how many packages up, the module, and what is taken out of it."""


def needed(starts: Iterable[str], without: frozenset[str] = frozenset()) -> list[Path]:
    """The files of the modules that `starts` need, they themselves among them, but none that only `without` leads to.

    Imports within functions count as well: most of ours stand there, as they are slow. Not so those by a name in a
    string (importlib): whoever writes one sees to it that the module comes by another way.
    """
    found: dict[str, Path | None] = dict.fromkeys(without)
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = path = file_of(name)
        if path is not None:
            waiting += [*_parents(name), *imported(path)]
    return sorted(path for path in found.values() if path is not None)


def file_of(name: str) -> Path | None:
    """The file of one of our modules; None for any other name, such as that of a function in a module."""
    if name.partition(".")[0] not in OURS:
        return None
    path = ROOT.joinpath(*name.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def imported(path: Path) -> Iterator[str]:
    """The absolute names of all that a module of ours imports: modules, and what is taken out of them."""
    package = path.relative_to(ROOT).parent.parts
    for level, module, names in _statements(path.read_text("utf-8")):
        above = package[: len(package) - level + 1] if level else ()
        base = ".".join([*above, *([module] if module else [])])
        yield from (base, *(f"{base}.{name}" for name in names))


@cache  # most functions need the same modules
def _statements(text: str) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found += ((0, alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.append((node.level, node.module, tuple(alias.name for alias in node.names)))
    return tuple(found)


def _parents(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name
