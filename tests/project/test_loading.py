"""What a process loads and what it does not, each in a process of its own: an import elsewhere would hide a fault."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import functions
from tests.support import ROOT
from tests.support.function_process import environment

ENGINE_LIBRARIES = {"numpy", "cv2", "PIL", "onnxruntime", "zxingcpp", "engines"}
HEAVY = ENGINE_LIBRARIES | {"obstore", "requests"}
VENDOR = {
    "BACKEND": "vendor",
    "CARDS_BACKEND": "vendor",
    "WECHAT_APPID": "wx0",
    "WECHAT_SECRET": "x",
    "LEQI_APPCODE": "x",
}
ROOMS = sorted(path.parent.relative_to(ROOT) for path in (ROOT / "shared").rglob("__init__.py"))


def loaded_by(module: str, **variables: str) -> set[str]:
    """The top names of all that a process has loaded when it has imported `module`."""
    code = f"import sys, json, {module}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    known = environment(Path("/nowhere"), PYTHONPATH=".", **variables)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("name", functions.names())
def test_a_function_that_asks_the_vendor_loads_no_engine(name: str) -> None:
    loaded = loaded_by(f"functions.{name}.main", **VENDOR)
    assert "flask" in loaded
    heavy = loaded & (ENGINE_LIBRARIES | {"obstore"})
    assert heavy == set(), f"functions/{name}/main.py loads them at its top: import them in load_local"


def test_token_loads_no_client() -> None:
    assert not loaded_by("functions.token.main") & HEAVY


@pytest.mark.parametrize("name", functions.names())
def test_a_record_loads_no_engine_and_no_client(name: str) -> None:
    """The packager, the emulator and the deployment files read records without having what the functions need."""
    assert loaded_by(f"functions.{name}.api") & (HEAVY | {"flask"}) == set(), f"functions/{name}/api.py loads them"


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_the_name_of_a_room_loads_nothing_heavy(room: Path) -> None:
    """Whoever imports one module of a room imports its __init__ too."""
    assert not loaded_by(".".join(room.parts)) & HEAVY
