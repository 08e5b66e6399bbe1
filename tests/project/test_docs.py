"""The pages say what the code does: settings, paths and links are there, and examples give what they show."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import MISSING, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scripts.doctwins import pages
from scripts.doctwins.pages import twin
from shared.config import Settings
from shared.download.addresses import Allow
from tests.support import CLIENT_ID, CLIENT_SECRET, ROOT, Emulator
from tests.support.allowed import CHOICES, RANGES
from tests.support.pages import blocks
from tests.support.paths import MOUNTED

FUNCTIONS = sorted(path.parent for path in (ROOT / "functions").glob("*/main.py"))
FOREIGN = {".venv", ".git", ".data", ".cache", "dist", "build", "node_modules"}
PAGES = sorted(path for path in ROOT.rglob("*.md") if not FOREIGN & set(path.relative_to(ROOT).parts))
TOLERANCE_PX = 3


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(page: Path) -> str:
    return pages.prose(page.read_text("utf-8"))


class TestSettings:
    ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)

    def rows(self) -> dict[str, tuple[str, str]]:
        page = (ROOT / "docs" / "settings.md").read_text("utf-8")
        return {found[1]: (found[2], found[3]) for found in self.ROW.finditer(page)}

    def test_every_one_with_its_default_and_no_other(self) -> None:
        def shown(default: Any) -> str:
            assert default is not MISSING
            if type(default) is bool:
                return f"`{int(default)}`"
            return "none" if default in (None, "", (), Allow()) else f"`{str(default).removesuffix('.0')}`"

        documented = {variable: default for variable, (default, _) in self.rows().items()}
        assert documented == {field.name.upper(): shown(field.default) for field in fields(Settings) if field.metadata}

    def test_every_secret_is_said_to_be_one(self) -> None:
        page = (ROOT / "docs" / "settings.md").read_text("utf-8")
        (sentence,) = re.findall(r"^(`SIGNING_KEY`, [^.]+) are secrets", page, re.MULTILINE)
        secrets = {field.name.upper() for field in fields(Settings) if not field.repr}
        assert set(re.findall(r"`(\w+)`", sentence)) == secrets

    @pytest.mark.parametrize("variable", RANGES)
    def test_ranges(self, variable: str) -> None:
        low, high = (str(end).removesuffix(".0") for end in RANGES[variable])
        assert self.rows()[variable][1] == f"{low} to {high}"

    @pytest.mark.parametrize("variable", CHOICES)
    def test_choices(self, variable: str) -> None:
        assert self.rows()[variable][1] == ", ".join(CHOICES[variable])


class TestPages:
    @pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
    def test_every_path_is_in_the_readme(self, page: str) -> None:
        text = (ROOT / page).read_text("utf-8")
        assert [path for path in MOUNTED if f"`{path}`" not in text] == []

    @pytest.mark.parametrize("page", PAGES, ids=name)
    def test_links_lead_somewhere(self, page: Path) -> None:
        for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
            if "://" in link:
                continue
            target, _, anchor = link.partition("#")
            found = (page.parent / target).resolve() if target else page
            assert found.exists(), link
            assert found.is_relative_to(ROOT), link
            assert not anchor or anchor in pages.anchors(found.read_text("utf-8")), link

    @pytest.mark.parametrize("page", [path for path in PAGES if path.name != "CONTRIBUTING.md"], ids=name)
    def test_files_that_it_names_are_there(self, page: Path) -> None:
        """Those of CONTRIBUTING.md the reader is to write."""
        rooms = "deploy|docs|emulator|engines|functions|scripts|shared|tests|training"
        named = re.findall(rf"`((?:{rooms})/[\w./-]*\w)[` ]", prose(page))
        assert [file for file in named if not (ROOT / file).exists()] == []

    @pytest.mark.parametrize("page", [path for path in PAGES if path.is_relative_to(ROOT / "docs")], ids=name)
    def test_every_page_is_in_the_index(self, page: Path) -> None:
        index = page.parent / "README.md"
        assert page == index or f"]({page.name})" in index.read_text("utf-8")

    @pytest.mark.parametrize("page", PAGES, ids=name)
    def test_json_is_valid(self, page: Path) -> None:
        for language, text in blocks(page):
            if language == "json":
                assert documents(text)


def documents(text: str) -> list[Any]:
    """The JSON of a block: one document over several lines, or one in each line."""
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("folder", FUNCTIONS, ids=name)
class TestFunctions:
    def test_page(self, folder: Path) -> None:
        text = (folder / "README.md").read_text("utf-8")
        assert text.startswith(f"# {folder.name}\n")
        assert [part for part in ("Call it", "Settings", "Limits", "Deploy it") if f"\n## {part}\n" not in text] == []
        assert "curl " in text
        for page in (folder / "README.md", twin(folder / "README.md")):
            assert f"](functions/{folder.name}/{page.name})" in (ROOT / page.name).read_text("utf-8")


def examples() -> list[Any]:
    """Commands with curl that run as they stand, each with the answer that its page shows after it."""
    found = []
    for page in [ROOT / "README.md", *(folder / "README.md" for folder in FUNCTIONS)]:
        listed = [*blocks(page), ("", "")]
        for number, ((language, text), (following, answer)) in enumerate(pairwise(listed)):
            if language == "sh" and "curl " in text:
                shown = answer if following == "json" else None
                found.append(pytest.param(text, shown, id=f"{name(page)}-{number}"))
    return found


class TestExamples:
    @pytest.mark.parametrize(("command", "shown"), examples())
    def test_command_gives_what_the_page_shows(self, emulator: Emulator, command: str, shown: str | None) -> None:
        if shutil.which("curl") is None:
            pytest.skip("curl is not installed")
        result = subprocess.run(
            ["sh", "-c", emulator.command(command)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "TOKEN": emulator.token},
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
        assert shown is not None, "show the answer after the command"
        same(json.loads(result.stdout), json.loads(shown))

    def test_python_example(self, emulator: Emulator) -> None:
        (code,) = (text for language, text in blocks(ROOT / "README.md") if language == "python")
        code = code.replace("http://127.0.0.1:8080", emulator.url)
        code = code.replace('"demo"', repr(CLIENT_ID)).replace('"demo-secret"', repr(CLIENT_SECRET))
        answer = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True, timeout=60
        ).stdout
        assert "QR_CODE https://mp.weixin.qq.com" in answer.splitlines()


def same(actual: Any, shown: Any, key: str = "") -> None:
    """Compare two answers; corners by tolerance; a token, its lifetime, an id and a rid by their form alone."""
    if key in ("access_token", "expires_in", "media_id"):
        assert type(actual) is type(shown)
    elif isinstance(shown, dict):
        assert list(actual) == list(shown)
        for inner, value in shown.items():
            same(actual[inner], value, inner)
    elif isinstance(shown, list):
        assert len(actual) == len(shown)
        for one, other in zip(actual, shown, strict=True):
            same(one, other)
    elif key in ("x", "y"):
        assert abs(actual - shown) <= TOLERANCE_PX
    elif key in ("errmsg", "errMsg", "error"):
        assert without_rid(actual) == without_rid(shown)
    else:
        assert actual == shown


def without_rid(text: str) -> str:
    return re.sub(r"(?<= rid: )[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", "", text)
