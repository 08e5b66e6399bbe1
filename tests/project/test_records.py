"""Each function's record says what is true: what cannot be derived from it is compared with it here."""

import functools
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import functions
from gateway.record import OWN, record
from scripts.deployfiles.function import described
from scripts.functiontables.cli import differing
from scripts.functiontables.tables import TABLES, VENDORS
from scripts.packager import imports
from shared import wechat
from shared.capability import Capability
from tests.project import settings_read
from tests.project.settings_read import SETTINGS
from tests.support import ROOT

CONFIG = ROOT / "shared" / "config.py"
NAMES = functions.names()
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def takes_images(record: Capability) -> bool:
    return "max_image_pixels" in record.wire.settings


def takes_images_as_wechat(record: Capability) -> bool:
    return takes_images(record) and isinstance(record.wire, wechat.Form)


def reads_cards(record: Capability) -> bool:
    return record.backend == "cards_backend"


ONLY: Mapping[str, Mapping[str, Callable[[Capability], bool]]] = {
    "shared/capability.py": {"backend": lambda record: not reads_cards(record), "cards_backend": reads_cards},
    "shared/call.py": {
        **dict.fromkeys(("fetch_allow", "fetch_seconds"), takes_images),
        "max_image_bytes": takes_images_as_wechat,  # a default, in whose place Leqi's form has its own
    },
}
"""Modules that every function imports, and the settings that only some come to read there."""


@functools.cache
def read(name: str) -> frozenset[str]:
    """The settings that are read in what a function imports, by whichever back end."""
    return frozenset(_read(functions.record(name)))


def _read(record: Capability) -> Iterator[str]:
    yield record.backend  # by its name, in shared/capability.py
    for path in imports.needed((f"functions.{record.function}.main", "shared.serving.__main__")):
        if path != CONFIG:
            only = ONLY.get(path.relative_to(ROOT).as_posix(), {})
            found = settings_read.read_in(path, images=takes_images(record))
            yield from (name for name in found if name not in only or only[name](record))


@pytest.mark.parametrize("name", NAMES)
def test_the_settings_that_are_read_are_those_that_the_record_names(name: str) -> None:
    found, named = read(name), set(functions.record(name).reads)
    assert (sorted(found - named), sorted(named - found)) == ([], []), (
        f"functions/{name}/api.py: (read but not named, named but not read)"
    )


def test_exceptions_are_of_settings_that_are_read_there() -> None:
    for path, settings in ONLY.items():
        assert set(settings) <= settings_read.read_in(ROOT / path, images=True)


def test_every_setting_is_read_by_some_function_or_the_gateway() -> None:
    assert {setting for name in NAMES for setting in read(name)} | set(OWN) == SETTINGS


def test_the_gateways_record_names_the_settings_that_it_reads() -> None:
    own = {path for path in imports.needed(("gateway.__main__",)) if path.is_relative_to(ROOT / "gateway")}
    found = {setting for path in own for setting in settings_read.read_in(path, images=False)}
    assert found <= set(record(NAMES).reads)
    assert set(OWN) <= found


def test_no_setting_is_read_by_a_name_that_is_made() -> None:
    """`getattr(settings(), name)` would be read by nobody who looks for it."""
    made = [path for path in (ROOT / "shared").rglob("*.py") if "getattr(settings()" in path.read_text("utf-8")]
    assert made == []


def test_what_is_read_is_found_in_every_form(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "def f(given: Settings, other: Limits, self):\n"
        "    chosen = config.settings()\n"
        "    first = settings().ocr_seconds, chosen.port, given.threads, other.metrics\n"
        "    return chosen.callers(), settings().max_image_bytes if self.images else 0\n"
    )
    callers = {"clients", "client_id", "client_secret"}
    found = {"ocr_seconds", "port", "threads", *callers}
    assert settings_read.read_in(module, images=False) == found
    assert settings_read.read_in(module, images=True) == {*found, "max_image_bytes"}


def test_no_two_functions_have_the_same_path() -> None:
    paths = [path for name in NAMES for path in functions.record(name).paths]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", NAMES)
def test_a_record_stands_in_the_folder_of_its_name(name: str) -> None:
    record = functions.record(name)
    assert (record.function, record.wire.function) == (name, name)
    assert not record.sample or (ROOT / "emulator" / "samples" / record.sample).is_file()


class TestPages:
    """What pages say of functions. The tables in docs/ are written from the records, those of the READMEs compared."""

    STATES: Mapping[str, Mapping[str, str]] = {
        "README.md": {
            "": "here",
            "WeChat": "here: own engine, WeChat, relay",
            "Leqi": "here: own engine, Leqi, relay",
        },
        "README.zh-CN.md": {
            "": "已提供",
            "WeChat": "已提供：自有引擎、转发微信、接力",
            "Leqi": "已提供：自有引擎、转发乐奇、接力",
        },
    }

    def test_tables_in_docs(self) -> None:
        command = [sys.executable, str(ROOT / "scripts" / "docs-functions"), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

    def test_a_row_that_is_not_what_the_record_says_is_named(self) -> None:
        table, one = TABLES["docs/deployment.md"], described()[0]
        other = replace(one, record=replace(functions.record(one.name), seconds=one.record.seconds + 1))
        rows = [*table.head(), table.row(one)]
        assert differing(table, [other], rows) == [f"functions/{one.name}/api.py"]
        assert differing(table, [one], rows[1:]) == ["scripts/functiontables"]

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("page", STATES)
    def test_row_in_the_readmes(self, page: str, name: str) -> None:
        record, text = functions.record(name), (ROOT / page).read_text("utf-8")
        table = text.partition("| --- | --- | --- |\n")[2].partition("\n\n")[0]
        rows = [line for line in table.splitlines() if f"](functions/{name}/{page})" in line]
        assert len(rows) == 1, f"functions/{name}/api.py: {page} has no row for it, or several"
        assert [path for path in record.paths if f"`{path}`" not in rows[0]] == [], f"functions/{name}/api.py: paths"
        state = self.STATES[page][VENDORS[type(record.wire)] if record.vendor else ""]
        assert rows[0].split(" | ")[-1] == f"{state} |", f"functions/{name}/api.py: vendor"

    @pytest.mark.parametrize("name", NAMES)
    def test_the_functions_page_names_its_own_settings_and_none_that_it_does_not_read(self, name: str) -> None:
        record, page = functions.record(name), f"functions/{name}/README.md"
        text = (ROOT / page).read_text("utf-8")
        named = {word.lower() for word in re.findall(r"`([A-Z_]+)[=`]", text)} & SETTINGS
        assert named <= set(record.reads), f"{page} names a setting that functions/{name}/api.py does not"
        assert {*record.settings, *record.needs} <= named, (
            f"functions/{name}/api.py names a setting that {page} does not"
        )

    def test_light_functions_are_those_without_an_engine(self) -> None:
        (listed,) = re.findall(r"light functions: ((?:`\w+`, )+)", (ROOT / "docs" / "deployment.md").read_text("utf-8"))
        assert sorted(re.findall(r"\w+", listed)) == [one.name for one in described() if one.light]


class TestVersion:
    """It stands in pyproject.toml."""

    def test_the_newest_release_in_the_changelog_has_it_and_a_date(self) -> None:
        heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
        assert heads[0] == "Unreleased"
        version, day = heads[1].split(" - ")
        assert version == VERSION
        assert date.fromisoformat(day)

    def test_the_description_has_it(self) -> None:
        assert json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))["info"]["version"] == VERSION
