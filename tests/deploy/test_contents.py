"""What an artifact holds follows from what its function imports."""

from pathlib import Path

import pytest

from scripts.packager import contents, imports
from scripts.packager.target import PackageError, Target
from tests.support import ROOT

WITH_ENGINE = {
    "aicrop": "crop",
    "idphoto": "portrait",
    "printed_text_ocr": "text",
    "qrcode": "codes",
    "superresolution": "superresolution",
}
LIGHT = ("idphoto_result", "media", "token")
LARGE = {"numpy", "onnxruntime", "opencv-python-headless", "pillow", "zxing-cpp"}


def held(function: str, backend: str = "any") -> tuple[set[str], set[str]]:
    """The rooms whose modules an artifact holds, and its libraries."""
    target = Target(function, "vendor" if backend == "vendor" else "any")
    files = contents.modules(target)
    rooms = {str(path.parent.relative_to(ROOT)) for path in files}
    return rooms, {line.partition("==")[0] for line in contents.requirements(files)}


@pytest.mark.parametrize("function", [*WITH_ENGINE, *LIGHT])
def test_an_artifact_holds_the_engine_that_its_function_imports_and_no_other(function: str) -> None:
    engines = {path.name for path in contents.engines(contents.modules(Target(function)))}
    assert engines & set(WITH_ENGINE.values()) == ({WITH_ENGINE[function]} if function in WITH_ENGINE else set())
    assert contents.needs_engine(function) == (function in WITH_ENGINE)


@pytest.mark.parametrize("function", LIGHT)
@pytest.mark.parametrize("backend", ["any", "vendor"])
def test_a_function_without_an_engine_has_no_library_for_pictures_and_is_whole_for_any_back_end(
    function: str, backend: str
) -> None:
    rooms, libraries = held(function, backend)
    assert "shared/images" not in rooms
    assert not libraries & LARGE
    assert held(function) == (rooms, libraries)


@pytest.mark.parametrize("function", WITH_ENGINE)
def test_the_vendors_artifact_leaves_the_engine_and_what_only_it_needs_behind(function: str) -> None:
    rooms, libraries = held(function, "vendor")
    assert not {room for room in rooms if room.startswith("engines")}
    assert not libraries & (LARGE | {"obstore"})
    assert "requests" in libraries
    names = {path.name for path in contents.modules(Target(function, "vendor")) if path.parent.name == function}
    assert "local.py" not in names


def test_token_asks_no_vendor_and_has_no_client_for_one() -> None:
    assert "requests" not in held("token")[1]


def test_onnxruntime_comes_only_to_the_functions_whose_own_networks_need_it() -> None:
    assert {name for name in WITH_ENGINE if "onnxruntime" in held(name)[1]} == {"printed_text_ocr", "superresolution"}


class Tree:
    """A small project of our shape."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("shared/serving/__main__.py", "import waitress")
        self.write("shared/requirements.txt", "waitress==3.0.2")
        self.write("functions/grey/main.py", "def load():\n    from . import local")
        self.write("functions/grey/local.py", "from engines.grey import mean")
        self.write("engines/grey/__init__.py", "from .mean import mean")
        self.write("engines/grey/mean.py", "import cv2.dnn\nfrom PIL import Image")
        self.write("engines/requirements.txt", "opencv==5.0  # import cv2\nunused==1.0")
        self.write("engines/grey/requirements.txt", "pillow==13.0  # import PIL")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr(contents, "ROOT", tmp_path)
    monkeypatch.setattr(contents, "ENGINES", tmp_path / "engines")
    monkeypatch.setattr(imports, "ROOT", tmp_path)
    return Tree(tmp_path)


def test_a_library_comes_when_a_module_of_the_artifact_imports_it(tree: Tree) -> None:
    files = contents.modules(Target("grey"))
    assert contents.requirements(files) == ["opencv==5.0", "pillow==13.0", "waitress==3.0.2"]


def test_an_engine_that_another_one_imports_comes_too(tree: Tree) -> None:
    tree.write("engines/grey/mean.py", "def mean():\n    from engines.loader.network import Network")
    tree.write("engines/loader/network.py", "import onnx")
    tree.write("engines/loader/requirements.txt", "onnx==1.0")
    files = contents.modules(Target("grey"))
    assert [path.name for path in contents.engines(files)] == ["grey", "loader"]
    assert contents.requirements(files) == ["onnx==1.0", "waitress==3.0.2"]


def test_a_function_that_no_vendor_has_is_not_packaged_for_one(tree: Tree) -> None:
    with pytest.raises(PackageError, match="grey has no vendor back end: leave --backend out"):
        contents.modules(Target("grey", "vendor"))
    tree.write("functions/grey/main.py", "from shared.wire import senders\ndef load():\n    from . import local")
    tree.write("shared/wire/senders.py", "")
    names = [path.name for path in contents.modules(Target("grey", "vendor"))]
    assert names == ["main.py", "__main__.py", "senders.py"]
