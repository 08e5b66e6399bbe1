"""scripts/package: each artifact starts from an empty folder with nothing but an interpreter, and can be made again."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.artifacts import bare, package, packaged, unpack
from tests.support import ROOT
from tests.support.function_process import FUNCTIONS, WITHOUT_TOKEN, Served, code_of, served, works

sys.path.insert(0, str(ROOT / "scripts"))
from scripts.packager import contents, libraries
from scripts.packager.archive import write
from scripts.packager.target import GATEWAY, MACHINES, PYTHONS, Machine, Target


@pytest.fixture(scope="module", params=FUNCTIONS)
def function(
    request: pytest.FixtureRequest, folders: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    start = folders / request.param / "scf_bootstrap"
    with served(request.param, [str(start)], home, bare(home)) as running:
        yield running


def test_the_artifact_answers_from_an_empty_folder(function: Served) -> None:
    assert code_of(function.answer()) == WITHOUT_TOKEN.get(function.name, 41001)


def test_the_artifact_does_its_work(function: Served) -> None:
    works(function)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_artifact_holds_what_a_buildpack_needs_and_no_more(name: str, folders: Path) -> None:
    folder = folders / name
    tops = {path.name for path in folder.iterdir()} - ({"engines"} if contents.needs_engine(name) else set())
    assert tops == {"functions", "main.py", "requirements.txt", "scf_bootstrap", "shared", "vendor"}
    assert {path.parent.name for path in folder.glob("functions/*/*.py")} == {name}
    pins = (folder / "requirements.txt").read_text().split()
    assert all("==" in pin for pin in pins)
    assert any(pin.startswith("functions-framework==") for pin in pins)
    assert (folder / "main.py").read_text() == f"from functions.{name}.main import {name} as {name}\n"
    assert not [path for path in folder.rglob("*") if path.name in ("tests", "RECORD") or path.suffix == ".pyi"]


def test_the_zip_file_holds_the_same_and_starts(token_zip: Path, tmp_path: Path) -> None:
    start = unpack(token_zip, tmp_path / "unpacked")
    with served("token", [str(start)], tmp_path, bare(tmp_path)) as running:
        works(running)


def test_two_packages_of_the_same_code_are_equal_made_alone_or_beside_all_others(
    token_zip: Path, folders: Path, tmp_path: Path
) -> None:
    write(folders / "token", tmp_path / "token.zip")
    assert (tmp_path / "token.zip").read_bytes() == token_zip.read_bytes()


def test_beside_the_artifacts_nothing_is_left(folders: Path) -> None:
    assert {path.name for path in folders.iterdir()} == {*FUNCTIONS, GATEWAY}


def test_the_vendors_artifact_has_no_engine_and_starts(tmp_path: Path) -> None:
    archive = packaged(tmp_path, "printed_text_ocr", "--backend", "vendor") / "printed_text_ocr-vendor.zip"
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
    assert not [name for name in names if name.startswith(("vendor/numpy", "vendor/cv2", "vendor/PIL"))]
    assert not [name for name in names if name.startswith("engines") or name.endswith((".onnx", "ocr/local.py"))]
    start = unpack(archive, tmp_path / "unpacked")
    with served("printed_text_ocr", [str(start)], tmp_path, bare(tmp_path)) as running:
        assert running.answer()["errcode"] == 41001


def test_an_engines_artifact_has_its_networks_and_their_terms_and_not_what_they_are_made_of(folders: Path) -> None:
    held = {path.name for path in (folders / "printed_text_ocr" / "engines" / "text").rglob("*") if path.is_file()}
    others = {name for name in held if not name.endswith((".py", ".pyc"))}
    networks = {f"text-{name}.onnx" for name in ("detection", "recognition", "recognition-exact")}
    assert others == {*networks, "LICENSE", "MODEL_LICENSES.md", "NOTICE"}


def test_an_artifact_for_the_newest_interpreter_holds_its_machine_code(tmp_path: Path) -> None:
    newest = PYTHONS[-1].replace(".", "")
    archive = packaged(tmp_path, "token", "--python", PYTHONS[-1]) / f"token-py{newest}.zip"
    with zipfile.ZipFile(archive) as packed:
        assert any(f"cpython-{newest}-" in name for name in packed.namelist())


@pytest.mark.parametrize("version", ["3.12", "3.13"])  # what machines have beside 3.11
def test_an_artifact_for_another_interpreter_does_its_work(version: str, tmp_path: Path) -> None:
    there = bare(tmp_path, version)
    archive = f"token-py{version.replace('.', '')}.zip"
    start = unpack(packaged(tmp_path, "token", "--python", version) / archive, tmp_path / "unpacked")
    with served("token", [str(start)], tmp_path, there) as running:
        works(running)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_wheels_are_those_of_the_machine_that_is_named_wherever_they_are_packaged(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    libraries.install(Target("qrcode", machine=machine), ["numpy==2.4.6"], tmp_path)
    (command,) = asked
    named = [command[place + 1] for place, word in enumerate(command) if word == "--platform"]
    ending = {"x86_64": "_x86_64", "arm64": "_aarch64"}[machine]
    assert named
    assert all(name.startswith("manylinux") and name.endswith(ending) for name in named)
    assert "--only-binary=:all:" in command


def test_what_only_a_module_needs_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    texts = {
        "PIL/_imaging.x.so": b"libjpeg-1.so.62\0",
        "PIL/_avif.x.so": b"libavif-1.so\0",
        "pillow.libs/libjpeg-1.so.62": b"",
        "pillow.libs/libavif-1.so": b"libaom-1.so\0",
        "pillow.libs/libaom-1.so": b"libavif-1.so\0",
        "other.libs/libaom-1.so": b"",
    }
    for name, content in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    libraries.lighten(tmp_path)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"PIL/_imaging.x.so", "pillow.libs/libjpeg-1.so.62", "other.libs/libaom-1.so"}


def test_heics_library_comes_with_its_terms(folders: Path) -> None:
    folder = folders / "qrcode"
    assert {path.name for path in folder.glob("shared/images/[LN]*")} == {"LICENSE.GPL-3", "LICENSE.LGPL-3", "NOTICE"}
    assert list(folder.glob("vendor/pi_heif-*.dist-info/licenses/LICENSE*"))


def test_an_unknown_function_is_named_with_those_that_exist() -> None:
    done = package("qr-code")
    assert done.returncode == 2
    assert done.stderr == f"there is no function 'qr-code': choose one of {', '.join([*FUNCTIONS, GATEWAY])}\n"
