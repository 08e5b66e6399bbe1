"""What other decoders' repositories say about their pictures: texts, in whatever form their tests keep them."""

import json
import re
from pathlib import Path


def wanted(path: Path) -> str | None:
    """Return the text that the repository expects of a picture, or None where it names none."""
    return _jsqr(path) or _quagga(path) or _beside(path) or None


def _jsqr(path: Path) -> str | None:
    """`output.json` beside `input.png`: jsQR's own answer, which its authors looked at. Null says that jsQR fails."""
    file = path.with_name("output.json")
    if path.name != "input.png" or not file.exists():
        return None
    answer = json.loads(file.read_text("utf-8"))
    return _decoded(bytes(answer["binaryData"])) if answer else None


def _decoded(content: bytes) -> str:
    for codec in ("utf-8", "shift_jis"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _quagga(path: Path) -> str | None:
    """test/integration/decoders/GROUP.spec.ts, for the pictures in a folder fixtures/GROUP: names and results."""
    decoders = (above / "test" / "integration" / "decoders" for above in path.parents)
    tests = next((folder / f"{path.parent.name}.spec.ts" for folder in decoders if folder.is_dir()), None)
    if tests is None or not tests.exists():
        return None
    pattern = rf"""["']?name["']?: ["']{re.escape(path.name)}["'], ["']?result["']?: ["'`](.*?)["'`]"""
    found = re.search(pattern, tests.read_text("utf-8"))
    return found.group(1).replace("${FNC1}", "\x1d").lstrip("\x1d") if found else None


def _beside(path: Path) -> str | None:
    """A file of the same name that ends in .txt, as ZXing and its ports have it."""
    file = path.with_suffix(".txt")
    return file.read_bytes().decode("utf-8", "replace") if file.exists() else None
