"""Build one artifact: a folder that starts by itself where there is only an interpreter, and the same as a zip file."""

import shutil
from pathlib import Path
from string import Template

from modelfiles import cli as models

from . import archive, bytecode, libraries
from .target import ROOT, PackageError, Target

_BOOTSTRAP = Path(__file__).with_name("scf_bootstrap.template")
_NOT_CODE = ("__pycache__", ".*", "README*", "requirements*.txt", "tests")
_LEFT_OUT = shutil.ignore_patterns(*_NOT_CODE)
_LEFT_OUT_AND_MODELS = shutil.ignore_patterns(*_NOT_CODE, "models")


def build(target: Target, output: Path) -> str:
    """Make `output`/<name>/ and `output`/<name>.zip, in place of older ones; the report of what was made."""
    folder, zipped = output / target.name, output / f"{target.name}.zip"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _code(target, folder)
    libraries.install(target, folder / "vendor")
    libraries.lighten(folder / "vendor")
    pins = libraries.pinned(folder / "vendor")
    (folder / "requirements.txt").write_text("\n".join([*pins, ""]), encoding="utf-8")
    compiled = bytecode.compile_modules(target, folder)
    archive.write(folder, zipped)
    return _report(target, folder, zipped, compiled)


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


def _report(target: Target, folder: Path, zipped: Path, compiled: bool) -> str:
    glibc = libraries.glibc(folder / "vendor")
    lines = [
        f"{folder}: {archive.size(folder) / 1e6:.1f} MB unpacked, {len(archive.files(folder))} files",
        f"{zipped}: {zipped.stat().st_size / 1e6:.1f} MB, sha256 {archive.digest(zipped)}",
        f"runs on Linux {target.machine}{f' with glibc {glibc} or newer' if glibc else ''}, Python {target.python}",
    ]
    if not compiled:
        lines.append(f"without bytecode, so it starts slower: python{target.python} is not on the PATH")
    return "\n".join(lines)
