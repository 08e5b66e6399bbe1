"""Making artifacts with scripts/package, and unpacking and starting them as a platform does."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.function_process import environment


def package(*arguments: str) -> subprocess.CompletedProcess[str]:
    """scripts/package as somebody calls it from another folder."""
    command = [sys.executable, str(ROOT / "scripts" / "package"), *arguments]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def packaged(output: Path, *arguments: str) -> Path:
    """The folder into which scripts/package has written what `arguments` ask for."""
    done = package("--output", str(output), *arguments)
    if done.returncode and not _reachable(output):
        pytest.skip("pip reaches no package index, so nothing can be packaged")
    assert done.returncode == 0, done.stderr
    return output


def _reachable(folder: Path) -> bool:
    """Tell whether pip can fetch a wheel at all."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "itsdangerous"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack as the platforms do, with the files' modes; the start script."""
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            Path(packed.extract(entry, folder)).chmod(entry.external_attr >> 16)
    return folder / "scf_bootstrap"


def bare(home: Path, version: str = "3.11", **more: str) -> dict[str, str]:
    """An environment in which the interpreter has no library but its own: neither this repository's nor the tests'."""
    python = home / "python"
    python.write_text(f'#!/bin/sh\nexec "{interpreter(version)}" -S "$@"\n')
    python.chmod(0o755)
    return {**environment(home, **more), "PYTHON": str(python), "PATH": os.defpath}


def interpreter(version: str) -> str:
    """The path of an interpreter without a virtual environment."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        return str(sys._base_executable)  # type: ignore[attr-defined]
    found = shutil.which(f"python{version}")
    if found is not None:
        asked = [found, "-c", "import sys; print(sys.executable)"]
        variables = {**os.environ, "PYENV_VERSION": version}  # for pyenv's stand-ins, which else refuse
        said = subprocess.run(asked, capture_output=True, text=True, check=False, env=variables)
        if said.returncode == 0:
            return said.stdout.strip()
    pytest.skip(f"Python {version} is not on the PATH")
