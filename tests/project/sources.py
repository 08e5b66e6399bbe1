"""The product's modules, as the tests of its rules read them."""

import ast
from functools import cache
from pathlib import Path

from tests.support import ROOT

PRODUCT = ("functions", "engines", "shared", "gateway", "emulator")
SOURCES = sorted(path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache  # twenty rules look at each file
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache  # to walk through it takes as long as to read it
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def name_of(node: ast.expr) -> str:
    """What stands for something, alone or in a module, as text; none for what is longer, as ast.unparse takes long."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
