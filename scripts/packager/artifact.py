"""Build one artifact: a folder that starts by itself where there is only an interpreter, and the same as a zip file."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from modelfiles import cli as models

from . import archive, bytecode, contents, imports, libraries
from .shelf import Shelf
from .target import GATEWAY, ROOT, PackageError, Target

_BOOTSTRAP = Path(__file__).with_name("scf_bootstrap.template")
_DATA = (".onnx", ".tflite", ".json", ".npz")
_TERMS = re.compile("(MODEL_)?LICENSE|NOTICE")


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


def build(target: Target, output: Path, shelf: Shelf, *, zipped: bool = True) -> Artifact:
    """Make `output`/<name>/ and, if `zipped`, <name>.zip, in place of older ones. Raises PackageError."""
    modules = contents.modules(target)
    folder = output / target.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _code(target, modules, folder)
    vendor = folder / "vendor"
    held = shelf.put(target, contents.requirements(modules), vendor)
    (folder / "requirements.txt").write_text("".join(sorted(f"{one.pin}\n" for one in held)), encoding="utf-8")
    compiled = bytecode.compile_modules(target, folder, imports.OURS, bytecode.OURS)
    made = _zipped(folder, output / f"{target.name}.zip") if zipped else None
    return Artifact(target, folder, archive.size(folder), libraries.glibc(vendor), compiled, made)


def _zipped(folder: Path, path: Path) -> Zip:
    archive.write(folder, path)
    return Zip(path, path.stat().st_size, archive.digest(path))


def _code(target: Target, modules: Sequence[Path], folder: Path) -> None:
    """The modules that the function needs, its engines' files, the entry point and the start script."""
    name = target.function
    for source in [*modules, *_files_of_engines(modules), *_terms(modules)]:
        place = folder / source.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place)
    if name != GATEWAY:
        (folder / "main.py").write_text(f"from functions.{name}.main import {name} as {name}\n", encoding="utf-8")
    backend = "vendor" if target.backend == "vendor" else "local"
    text = Template(_BOOTSTRAP.read_text(encoding="utf-8")).substitute(
        function=name,
        module="gateway" if name == GATEWAY else "shared.serving",
        backend=backend,
        python=target.python,
        digits=target.python.replace(".", ""),
    )
    script = folder / "scf_bootstrap"
    script.write_text(text, encoding="utf-8")
    script.chmod(0o755)


def _terms(modules: Sequence[Path]) -> list[Path]:
    """The licences that lie beside modules of rooms: of libraries whose own wheels do not hold them."""
    folders = {path.parent for path in modules if path.is_relative_to(ROOT / "shared")}
    return sorted(path for folder in folders for path in folder.iterdir() if _TERMS.match(path.name))


def _files_of_engines(modules: Sequence[Path]) -> list[Path]:
    """What engines need beside their modules: networks, tables, licences; seen to be in place, and right."""
    engines = contents.engines(modules)
    if engines and models.main([str(engine) for engine in engines]):
        raise PackageError("its model files are not in place (above)")
    files = (path for engine in engines for path in archive.files(engine))
    return [path for path in files if path.suffix in _DATA or _TERMS.match(path.name)]
