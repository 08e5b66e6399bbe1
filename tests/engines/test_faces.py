"""An engine is used by its face, what its package names in `__all__`; its rooms are its own."""

import importlib
import re
from pathlib import Path

import pytest

from tests.support import ROOT

FACES = sorted(path.parent.name for path in (ROOT / "engines").glob("*/__init__.py") if path.parent.name != "runtime")
USERS = [path for folder in ("functions", "emulator") for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("face", FACES)
def test_an_engine_has_a_face(face: str) -> None:
    engine = importlib.import_module(f"engines.{face}")
    assert engine.__all__
    assert all(hasattr(engine, name) for name in engine.__all__)


@pytest.mark.parametrize("path", USERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_reaches_into_an_engines_rooms(path: Path) -> None:
    reached = re.findall(r"^\s*(?:from|import) engines\.\w+\.[\w.]+", path.read_text("utf-8"), re.MULTILINE)
    assert reached == []
