"""The gateway's artifact: every function at its paths, from an empty folder, in one process."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

import functions
from scripts.deployfiles.function import rooms
from scripts.packager import contents
from scripts.packager.target import GATEWAY, Target
from tests.deploy.artifacts import bare, packaged
from tests.support import ROOT, SIGNING_KEY
from tests.support.function_process import FUNCTIONS, PATIENCE_S, Served, refusal, served, works

ENGINES = """
import gc
from shared import starting
starting.share_process()
from engines.text import Engine
from gateway.app import Gateway
from gateway.table import mounted
gateway = Gateway(mounted({names}))
gateway.load()
print(sum(isinstance(one, Engine) for one in gc.get_objects()))
"""


@pytest.fixture(scope="module")
def gateway(folders: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The artifact, started as a platform does."""
    home = tmp_path_factory.mktemp("home")
    with served(GATEWAY, [str(folders / GATEWAY / "scf_bootstrap")], home, bare(home)) as running:
        yield running


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_artifact_does_the_work_of_every_function(name: str, gateway: Served) -> None:
    for path in functions.record(name).paths[:1]:
        works(replace(gateway, name=name, url=gateway.url.rstrip("/") + path))


def test_it_says_that_it_is_alive_and_ready(gateway: Served) -> None:
    for path in ("healthz", "readyz"):
        assert requests.get(gateway.url + path, timeout=PATIENCE_S).json() == {"status": "ok"}


def test_the_artifact_holds_every_function_and_its_engine_and_no_more(folders: Path) -> None:
    folder = folders / GATEWAY
    tops = {path.name for path in folder.iterdir()}
    assert tops == {"engines", "functions", "gateway", "requirements.txt", "scf_bootstrap", "shared", "vendor"}
    assert {path.parent.name for path in folder.glob("functions/*/main.py")} == set(FUNCTIONS)
    engines = {path.name for path in contents.engines(contents.modules(Target(GATEWAY)))}
    assert {path.name for path in (folder / "engines").iterdir() if path.is_dir()} - {"__pycache__"} == engines
    assert not [path for path in folder.rglob("*") if path.name in ("tests", "emulator", "openapi.py")]


def test_the_eight_functions_that_read_text_share_one_engine() -> None:
    names = [name for name in FUNCTIONS if "engines/text" in rooms(name)]
    assert len(names) == 8
    done = subprocess.run(
        [sys.executable, "-c", ENGINES.format(names=names)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "SIGNING_KEY": SIGNING_KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = packaged(tmp_path_factory.mktemp("dist"), GATEWAY, "--no-zip", "--backend", "vendor")
    return made / f"{GATEWAY}-vendor"


class TestVendor:
    """Without the engines, for WeChat's and Leqi's answers."""

    def test_it_holds_no_engine_and_no_library_of_one(self, folder: Path) -> None:
        assert not (folder / "engines").exists()
        assert not [name for name in ("numpy", "cv2", "onnxruntime", "PIL") if (folder / "vendor" / name).exists()]

    def test_it_serves(self, folder: Path, tmp_path: Path) -> None:
        variables = bare(tmp_path, CARDS_BACKEND="vendor")
        with served(GATEWAY, [str(folder / "scf_bootstrap")], tmp_path, variables) as running:
            works(replace(running, name="token", url=running.url.rstrip("/") + "/cgi-bin/token"))
            answer = requests.get(running.url + "cv/img/qrcode", timeout=PATIENCE_S).json()
            assert answer["errcode"] == 41001

    def test_it_does_not_start_where_cards_would_need_the_engine_that_it_has_not(
        self, folder: Path, tmp_path: Path
    ) -> None:
        said = refusal([str(folder / "scf_bootstrap")], tmp_path, bare(tmp_path))
        assert said == (
            "cannot start: CARDS_BACKEND must be vendor, not 'local': the engine of bankcard was left out of this "
            "package. bankcard needs it: FUNCTIONS can leave that one out\n"
        )


def test_for_the_other_processor_it_holds_its_machine_code_and_the_same_models(tmp_path: Path) -> None:
    """All libraries of all functions are in it, so that no function is packaged for it besides."""
    folder = packaged(tmp_path, GATEWAY, "--no-zip", "--machine", "arm64") / f"{GATEWAY}-arm64"
    libraries = [path for path in (folder / "vendor").rglob("*.so*") if path.is_file()]
    found = {path.relative_to(folder / "vendor").parts[0].partition(".")[0] for path in libraries}
    assert {"numpy", "cv2", "PIL", "zxingcpp", "_pi_heif", "pi_heif", "obstore", "onnxruntime"} <= found
    assert {path.read_bytes()[18:20] for path in libraries} == {(183).to_bytes(2, "little")}
    tables = [path for path in (folder / "engines").rglob("*") if path.suffix in {".npz", ".onnx"}]
    assert {path.suffix for path in tables} == {".npz", ".onnx"}
    assert all(path.read_bytes() == (ROOT / path.relative_to(folder)).read_bytes() for path in tables)
