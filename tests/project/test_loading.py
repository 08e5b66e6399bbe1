"""What a process loads and what it does not, in processes of their own: what the tests have loaded would hide a fault.

One process imports all modules of a kind in turn: where none of them may load a thing, the first that does is found.
"""

import json
import subprocess
import sys
from pathlib import Path

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


PROGRAM = """
import importlib, json, sys
loaded = {}
for module in sys.argv[1:]:
    importlib.import_module(module)
    loaded[module] = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps(loaded))
"""


def loaded_by(*modules: str, **variables: str) -> dict[str, set[str]]:
    """The top names of all that a process has loaded when it has imported each of `modules`, one after the other."""
    known = environment(Path("/nowhere"), PYTHONPATH=".", **variables)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *modules], cwd=ROOT, env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {module: set(names) for module, names in json.loads(done.stdout).items()}


def test_a_function_that_asks_the_vendor_loads_no_engine() -> None:
    loaded = loaded_by(*(f"functions.{name}.main" for name in functions.names()), **VENDOR)
    assert all("flask" in names for names in loaded.values())
    heavy = {module: names & (ENGINE_LIBRARIES | {"obstore"}) for module, names in loaded.items()}
    assert not any(heavy.values()), f"the first of these loads them at its top: import them in load_local: {heavy}"


def test_token_loads_no_client() -> None:
    assert not loaded_by("functions.token.main")["functions.token.main"] & HEAVY


def test_a_record_loads_no_engine_and_no_client() -> None:
    """The packager, the emulator and the deployment files read records without having what the functions need."""
    loaded = loaded_by(*(f"functions.{name}.api" for name in functions.names()))
    heavy = {module: names & (HEAVY | {"flask"}) for module, names in loaded.items()}
    assert not any(heavy.values()), f"the first of these loads them: {heavy}"


def test_the_name_of_a_room_loads_nothing_heavy() -> None:
    """Whoever imports one module of a room imports its __init__ too."""
    loaded = loaded_by(*(".".join(room.parts) for room in ROOMS))
    heavy = {module: names & HEAVY for module, names in loaded.items()}
    assert not any(heavy.values()), f"the first of these loads them: {heavy}"
