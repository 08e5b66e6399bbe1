"""The description is well formed, complete, and says of limits and codes what the code says."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from emulator.openapi import document, encoded
from engines.codes.decoder import NAMES, RETAIL, RSS_NAMES
from functions.idphoto import colours
from functions.qrcode.local import POSITIONED
from shared import leqi, wechat
from shared.wechat.errcodes import ERRCODES
from tests.emulator.openapi.contract import (
    DOCUMENT,
    METHODS,
    OPERATIONS,
    PATHS,
    answers,
    codes,
    judge,
    resolved,
    validator,
)
from tests.support import ROOT
from tests.support.paths import MOUNTED

PROBES = ("/healthz", "/readyz")

SCRIPT = ROOT / "scripts" / "openapi"
FILE = ROOT / "docs" / "openapi.json"
SCHEMAS = DOCUMENT["components"]["schemas"]
CHINESE = document("zh")


def inside(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of the document."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from inside(inner)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


class TestForm:
    def test_is_openapi_3_1(self) -> None:
        OPENAPI_31_VALIDATOR.validate(DOCUMENT)

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_every_schema_is_one(self, name: str) -> None:
        jsonschema_rs.meta.validate({**SCHEMAS[name], "$schema": "https://json-schema.org/draft/2020-12/schema"})
        validator(name)

    def test_every_reference_leads_somewhere_and_every_component_is_used(self) -> None:
        used = {part["$ref"] for part in inside(DOCUMENT) if "$ref" in part}
        listed = {
            f"#/components/{kind}/{name}" for kind in ("schemas", "headers") for name in DOCUMENT["components"][kind]
        }
        assert used == listed

    def test_operation_ids_are_unique(self) -> None:
        names = [PATHS[path][method]["operationId"] for path, method in OPERATIONS]
        assert len(names) == len(set(names))

    def test_version_is_the_projects(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert DOCUMENT["info"]["version"] == project["version"]

    @pytest.mark.parametrize(("path", "method"), OPERATIONS)
    def test_examples_have_the_described_form(self, path: str, method: str) -> None:
        for response in PATHS[path][method]["responses"].values():
            for media in response.get("content", {}).values():
                for example in media.get("examples", {}).values():
                    judge(media["schema"]).validate(example["value"])

    def test_texts_are_short_and_plain(self) -> None:
        texts = [part["description"] for part in inside(DOCUMENT["paths"]) if isinstance(part.get("description"), str)]
        assert [text for text in texts if len(text) > 240 or text.count("`") % 2 or text != text.strip()] == []


class TestCompleteness:
    def test_paths_are_those_of_the_emulator(self) -> None:
        assert set(PATHS) == {*MOUNTED, *PROBES}

    @pytest.mark.parametrize("path", MOUNTED)
    def test_methods_are_those_that_the_function_takes(self, path: str) -> None:
        taken = MOUNTED[path].wire.methods or {"/cgi-bin/token": ("GET",), "/cgi-bin/stable_token": ("POST",)}[path]
        assert {method for method in METHODS if method in PATHS[path]} == {method.lower() for method in taken}

    @pytest.mark.parametrize("path", MOUNTED)
    def test_every_code_has_its_text_meaning_and_advice(self, path: str) -> None:
        for row in PATHS[path]["x-errcodes"]:
            ours = (ERRCODES.get(row["code"]) or leqi.TABLE[row["code"]]).advice
            assert row["advice"] == str(ours)
            assert all(row[name] for name in ("text", "meaning", "when"))

    @pytest.mark.parametrize("path", MOUNTED)
    def test_the_schema_has_the_codes_of_the_table(self, path: str) -> None:
        in_schemas = {
            code
            for name in answers(path)
            if name.endswith("Error")
            for code in next(iter(SCHEMAS[name]["properties"].values()))["enum"]
        }
        assert in_schemas == codes(path)

    def test_codes_of_the_vendor_are_all_others(self) -> None:
        ours = set().union(*map(codes, PATHS))
        assert {row["code"] for row in DOCUMENT["x-vendor-errcodes"]} == set(ERRCODES) - ours - {0}

    def test_every_error_of_ours_is_documented_somewhere(self) -> None:
        """But for 40066: no path answers that there is no such path."""
        ours = set().union(*map(codes, PATHS))
        own = {code for endpoint in MOUNTED.values() for code in endpoint.wire.codes.values()}
        assert ours == {*wechat.CODES.values(), 43001, 43002, *leqi.TABLE, *own} - {40066}

    def test_types_of_codes_are_the_engines(self) -> None:
        kinds = [set(one["properties"]["type_name"]["enum"]) for one in SCHEMAS["ScannedCode"]["oneOf"]]
        assert kinds == [set(POSITIONED), {*NAMES.values(), *RETAIL, *RSS_NAMES.values()} - POSITIONED]

    def test_answers_of_ours_are_closed(self) -> None:
        names = [name for path in MOUNTED for name in answers(path)]
        assert [name for name in names if SCHEMAS[name].get("additionalProperties") is not False] == []

    @pytest.mark.parametrize(("path", "method"), OPERATIONS)
    def test_every_answer_says_who_served_it(self, path: str, method: str) -> None:
        for response in PATHS[path][method]["responses"].values():
            assert path in PROBES or resolved(response["headers"]["X-Served-By"])["required"]

    @pytest.mark.parametrize(
        ("name", "fine"),
        [("sky", True), ("天蓝", True), ("a-1_b", True), ("a b", False), ("", False), ("x" * 33, False)],
    )
    def test_names_of_colours(self, name: str, fine: bool) -> None:
        assert validator("IdphotoBackground").is_valid({"color_name": name, "start_color": 1}) == fine
        assert bool(colours._NAME.fullmatch(name)) == fine


READ = ("description", "summary", "label", "title", "when")
"""The names under which the document has texts for people."""


class TestLanguages:
    def test_they_differ_in_texts_alone(self) -> None:
        assert faceless(DOCUMENT) == faceless(CHINESE)

    def test_every_text_for_people_is_chinese_in_the_chinese_one(self) -> None:
        english = [text for text in texts(CHINESE) if not re.search("[\u4e00-\u9fff]", text)]
        assert [text for text in english if text != DOCUMENT["info"]["license"]["name"]] == []

    def test_no_text_is_chinese_in_the_english_one(self) -> None:
        """But for what is quoted of a document."""
        found = [text for text in texts(DOCUMENT) if len(re.findall("[\u4e00-\u9fff]", text)) > 8]
        assert found == []

    def test_names_in_backquotes_are_the_same(self) -> None:
        pairs = zip(texts(DOCUMENT), texts(CHINESE), strict=True)
        names = [(set(re.findall("`[^`]+`", one)), set(re.findall("`[^`]+`", other))) for one, other in pairs]
        assert [pair for pair in names if pair[0] != pair[1]] == []


def texts(part: Any) -> list[str]:
    """The texts for people, in the order of the document."""
    return [one[name] for one in inside(part) for name in READ if isinstance(one.get(name), str)]


def faceless(part: Any) -> Any:
    """The document without its texts, and without the words of the tables of codes."""
    if isinstance(part, dict):
        if {"name", "description"} == set(part):
            return {}
        return {name: faceless(one) for name, one in part.items() if not is_text(name, one)}
    return [faceless(one) for one in part] if isinstance(part, list) else part


def is_text(name: str, value: Any) -> bool:
    return name == "tags" or (name in (*READ, "meaning", "advice") and isinstance(value, str))


class TestFile:
    def test_is_up_to_date(self) -> None:
        checked = run("--check")
        assert (checked.returncode, checked.stderr) == (0, "")
        assert json.loads(FILE.read_bytes()) == DOCUMENT
        assert json.loads(FILE.with_name("zh").joinpath("openapi.json").read_bytes()) == CHINESE

    def test_a_stale_one_is_found_and_rewritten(self, tmp_path: Path) -> None:
        assert run(str(tmp_path)).returncode == 0
        copy = tmp_path / "zh" / "openapi.json"
        copy.write_bytes(encoded("zh").replace(b"43001", b"43009"))
        checked = run("--check", str(tmp_path))
        assert checked.returncode == 1
        assert re.search("zh/openapi.json .* run scripts/openapi", checked.stderr)
        assert run(str(tmp_path)).returncode == 0
        assert copy.read_bytes() == encoded("zh")
        assert (tmp_path / "openapi.json").read_bytes() == encoded()

    def test_a_missing_one_is_stale(self, tmp_path: Path) -> None:
        assert run("--check", str(tmp_path / "none")).returncode == 1
