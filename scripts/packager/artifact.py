"""Build one artifact: a folder that starts by itself where there is only an interpreter, and the same as a zip file."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from string import Template

from modelfiles import cli as models

from . import archive, bytecode, libraries
from .target import ROOT, PackageError, Target

_BOOTSTRAP = Path(__file__).with_name("scf_bootstrap.template")
_NOT_CODE = ("__pycache__", ".*", "README*", "requirements*.txt", "tests")
_LEFT_OUT = shutil.ignore_patterns(*_NOT_CODE)
_LEFT_OUT_AND_MODELS = shutil.ignore_patterns(*_NOT_CODE, "models", "*.onnx", "*.tflite")


@dataclass(frozen=True)
class Zip:
    """A zip file: where it is, its bytes, its SHA-256."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class Artifact:
    """What was made of a target: a folder of so many bytes, whose libraries need glibc 2.<glibc>."""

    target: Target
    folder: Path
    size: int
    glibc: int | None
    compiled: bool
    zip: Zip | None

    def discard(self) -> None:
        """Remove it again."""
        shutil.rmtree(self.folder)
        if self.zip:
            self.zip.path.unlink()


def build(target: Target, output: Path, *, zipped: bool = True) -> Artifact:
    """Make `output`/<name>/ and, if `zipped`, <name>.zip, in place of older ones. Raises PackageError."""
    folder = output / target.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _code(target, folder)
    vendor = folder / "vendor"
    libraries.install(target, vendor)
    libraries.lighten(vendor)
    (folder / "requirements.txt").write_text("\n".join([*libraries.pinned(vendor), ""]), encoding="utf-8")
    compiled = bytecode.compile_modules(target, folder)
    made = _zipped(folder, output / f"{target.name}.zip") if zipped else None
    return Artifact(target, folder, archive.size(folder), libraries.glibc(vendor), compiled, made)


def _zipped(folder: Path, path: Path) -> Zip:
    archive.write(folder, path)
    return Zip(path, path.stat().st_size, archive.digest(path))


def _code(target: Target, folder: Path) -> None:
    """The function, the common module, the entry point and the start script."""
    name = target.function
    if target.backend != "vendor":
        _models(target)
    left_out = _LEFT_OUT if target.backend != "vendor" else _LEFT_OUT_AND_MODELS
    shutil.copytree(target.folder, folder / "functions" / name, ignore=left_out)
    shutil.copy(ROOT / "functions" / "__init__.py", folder / "functions" / "__init__.py")
    shutil.copytree(ROOT / "shared", folder / "shared", ignore=_LEFT_OUT)
    (folder / "main.py").write_text(f"from functions.{name}.main import {name} as {name}\n", encoding="utf-8")
    backend = "vendor" if target.backend == "vendor" else "local"
    text = Template(_BOOTSTRAP.read_text(encoding="utf-8")).substitute(
        function=name, backend=backend, python=target.python, digits=target.python.replace(".", "")
    )
    script = folder / "scf_bootstrap"
    script.write_text(text, encoding="utf-8")
    script.chmod(0o755)


def _models(target: Target) -> None:
    """See that the function's model files are in place, and right."""
    if models.main([str(target.folder)]):
        raise PackageError("its model files are not in place (above)")
