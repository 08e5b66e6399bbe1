"""The Dockerfile's steps give a function that runs as nobody on a read-only disk. No Docker engine is needed.

Each stage is a folder in place of an image's root, with the interpreter of a fresh virtual environment. Commands run
unchanged in the stage's WORKDIR; COPY copies, and heeds .dockerignore.
"""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pip
import pytest

import functions
from scripts.packager.target import GATEWAY
from tests.deploy.artifacts import interpreter
from tests.support import ROOT
from tests.support.function_process import Served, environment, served, works

Instruction = tuple[str, str]
NOBODY = "65532"
# In a mount namespace of its own: the function's folder, read-only, and the interpreter where anybody may go to them.
ISOLATED = """\
mount -t tmpfs none /mnt && mkdir /mnt/function /mnt/python &&
mount --bind "$0" /mnt/function && mount -o remount,bind,ro /mnt/function && mount --bind "$1" /mnt/python &&
shift && exec setpriv --reuid 65532 --regid 65532 --clear-groups --inh-caps=-all --bounding-set=-all "$@"
"""


@dataclass
class Stage:
    """An image in the making: a folder for its root, and what the instructions have set."""

    root: Path
    workdir: str = "/"
    arguments: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)

    def inside(self, path: str) -> Path:
        return self.root / os.path.normpath(Path(self.workdir) / path).lstrip("/")


def instructions() -> list[Instruction]:
    """The Dockerfile's lines, without comments and with continued lines joined."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split(None, 1)[0], line.split(None, 1)[1].strip()) for line in lines if line.strip()]


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a path out: the last pattern that matches it or a parent decides."""
    out = False
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        parents = [path, *(str(parent) for parent in Path(path).parents)]
        anywhere = list(Path(path).parts) if "**/" in line else []
        if not line.startswith("#") and any(fnmatch.fnmatchcase(name, pattern) for name in [*parents, *anywhere]):
            out = not line.startswith("!")
    return out


def context() -> Iterator[str]:
    """The files that are sent to the builder."""
    for folder, folders, files in os.walk(ROOT):
        above = Path(folder).relative_to(ROOT)
        folders[:] = [name for name in folders if not ignored(str(above / name))]
        yield from (name for name in (str(above / file) for file in files) if not ignored(name))


class Builder:
    """Carries out the instructions."""

    def __init__(self, folder: Path, python: Path, function: str) -> None:
        self.folder, self.path = folder, f"{python.parent}:{os.defpath}"
        self.asked = {"FUNCTION": function}
        self.stages: dict[str, Stage] = {}
        self.stage = Stage(folder / "none")

    def build(self) -> Stage:
        for word, rest in instructions():
            getattr(self, word.lower())(rest)
        return self.stage

    def arg(self, rest: str) -> None:
        name, _, default = rest.partition("=")
        self.stage.arguments[name] = self.asked.get(name, default)

    def from_(self, rest: str) -> None:
        name = rest.partition(" AS ")[2] or "final"
        self.stage = self.stages[name] = Stage(self.folder / name)
        self.stage.root.mkdir()

    def workdir(self, rest: str) -> None:
        self.stage.workdir = rest
        self.stage.inside(".").mkdir(parents=True)

    def copy(self, rest: str) -> None:
        if rest == ". .":
            for name in context():
                target = self.stage.inside(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, target)
            return
        option, source, place = rest.split()
        origin = self.stages[option.removeprefix("--from=")]
        inside = origin.root / source.lstrip("/")
        # Links in place of copies: nothing writes to either of them afterwards.
        shutil.copytree(inside, self.stage.inside(place), symlinks=True, copy_function=os.link)

    def run(self, rest: str) -> None:
        variables = {"PATH": self.path, "HOME": str(self.folder), **self.stage.arguments, **self.stage.variables}
        pip = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
        command = ["/bin/sh", "-c", rest]
        done = subprocess.run(
            command, cwd=self.stage.inside("."), env=variables | pip, capture_output=True, text=True, check=False
        )
        if "pip could not install" in done.stderr:
            pytest.skip("pip reaches no package index, so nothing can be packaged")
        assert done.returncode == 0, done.stderr

    def env(self, rest: str) -> None:
        name, _, value = rest.partition("=")
        self.stage.variables[name] = value

    def __getattr__(self, word: str) -> object:
        if word == "from":
            return self.from_
        return lambda rest: self.stage.last.update({word: rest})


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """What the Dockerfile makes of the gateway, which holds every function."""
    folder = tmp_path_factory.mktemp("image")
    venv.create(folder / "venv")
    (libraries,) = folder.glob("venv/lib/python*/site-packages")
    (libraries / "pip").symlink_to(Path(pip.__file__).parent)  # venv's own way to it takes five seconds
    return Builder(folder, folder / "venv" / "bin" / "python3", GATEWAY).build()


def isolated(function: Path, *command: str) -> list[str]:
    """`command` as nobody, where the function's folder is /mnt/function, which nobody can write to."""
    python = Path(interpreter("3.11")).parent.parent
    return ["unshare", "--mount", "sh", "-c", ISOLATED, str(function), str(python), *command]


@pytest.fixture(scope="module")
def container(image: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """What the image starts, as nobody on a read-only disk."""
    home, function = tmp_path_factory.mktemp("home"), image.inside("/function")
    if subprocess.run(isolated(function, "true"), capture_output=True, check=False).returncode:
        pytest.skip("this user may not make a mount namespace")
    variables = {**environment(home, PATH=f"/mnt/python/bin:{os.defpath}"), **image.variables}
    del variables["XDG_RUNTIME_DIR"]
    start = isolated(function, "/mnt/function/scf_bootstrap")
    with served(GATEWAY, start, Path("/"), {**variables, "HOME": str(home)}) as running:
        yield running


def test_the_gateway_of_the_image_does_its_work(container: Served) -> None:
    for name in ("token", "qrcode"):
        path = functions.record(name).paths[0]
        works(replace(container, name=name, url=container.url.rstrip("/") + path))
    status = Path(f"/proc/{container.process.pid}/status").read_text("utf-8")
    assert re.search(rf"^Uid:\t{NOBODY}\t", status, re.MULTILINE)


def test_the_healthcheck_tells_a_running_function_from_none(container: Served, image: Stage) -> None:
    command = json.loads(image.last["healthcheck"].partition("CMD ")[2])
    port = container.url.rstrip("/").rpartition(":")[2]
    command[0] = sys.executable

    def healthy(at: str) -> bool:
        return subprocess.run(command, env={"PORT": at}, capture_output=True, check=False).returncode == 0

    assert healthy(port)
    assert not healthy("1")


def test_it_is_started_as_nobody(image: Stage) -> None:
    assert image.last["user"] == f"{NOBODY}:{NOBODY}"
    assert json.loads(image.last["entrypoint"]) == ["/function/scf_bootstrap"]


def test_the_image_holds_the_artifact_and_no_more(image: Stage) -> None:
    assert [path.name for path in image.root.iterdir()] == ["function"]
    tops = {path.name for path in image.inside("/function").iterdir()}
    assert tops == {"engines", "functions", "gateway", "requirements.txt", "scf_bootstrap", "shared", "vendor"}


def test_what_is_sent_to_the_builder_holds_no_secret_and_no_result() -> None:
    tops = {name.partition("/")[0] for name in context()}
    assert tops == {"constraints.txt", "engines", "functions", "gateway", "scripts", "shared"}
    assert not [name for name in context() if "node_modules" in name or "__pycache__" in name]
