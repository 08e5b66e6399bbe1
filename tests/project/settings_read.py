"""Which settings a module reads: found in its syntax, without running it."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from shared.config import Settings
from tests.project.sources import name_of, nodes, tree
from tests.support import ROOT

SETTINGS = frozenset(one.name for one in fields(Settings))
_ONLY_WITH_IMAGES = "self.images"
_TYPES = ("Settings", "config.Settings")


@functools.cache
def read_in(path: Path, *, images: bool) -> frozenset[str]:
    """The settings that a module reads; without `images` not those that its text reads only `if self.images`."""
    asking = [] if images else [one for one in nodes(path) if _asks_for_images(one)]
    left_out = {id(part) for one in asking for part in ast.walk(one)}
    names = set(_names(path))
    attributes = {
        node.attr
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and id(node) not in left_out and _is_settings(node.value, names)
    }
    return frozenset(attributes & SETTINGS) | {name for called in attributes for name in _methods().get(called, ())}


def _asks_for_images(node: ast.AST) -> bool:
    return isinstance(node, ast.IfExp) and ast.unparse(node.test) == _ONLY_WITH_IMAGES


def _is_settings(node: ast.expr, names: set[str]) -> bool:
    """Whether an expression is the settings: a call of settings(), or a name that stands for them."""
    if isinstance(node, ast.Call):
        return name_of(node.func) in ("settings", "config.settings", "config.start")
    return isinstance(node, ast.Name) and node.id in names


def _names(path: Path) -> Iterator[str]:
    """The variables and parameters that stand for the settings."""
    for node in nodes(path):
        if isinstance(node, ast.Assign) and _is_settings(node.value, set()):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.arg) and node.annotation is not None and name_of(node.annotation) in _TYPES:
            yield node.arg


@functools.cache
def _methods() -> dict[str, frozenset[str]]:
    """What each method of the settings themselves reads."""
    module = tree(ROOT / "shared" / "config.py")
    (made,) = (node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    return {
        method.name: frozenset(
            node.attr for node in ast.walk(method) if isinstance(node, ast.Attribute) and node.attr in SETTINGS
        )
        for method in made.body
        if isinstance(method, ast.FunctionDef)
    }
