"""The reference page: the description in either language, drawn by a library of ours, with the tables of codes."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import requests

from emulator import openapi, reference
from shared.bilingual import Language
from shared.openapi.words import LANGUAGES, Words, said
from tests.emulator.openapi.contract import OPERATIONS
from tests.support import ROOT, Emulator

FOLDER = ROOT / "emulator" / "reference"
URL = "http://127.0.0.1:9999"


class TestWords:
    def test_are_said_wherever_they_stand(self) -> None:
        part = {"a": [Words("one {x}", "一"), 2], "b": (Words("two", "二"),), "c": None}
        assert said(part, "zh") == {"a": ["一", 2], "b": ["二"], "c": None}
        assert said(part, "en") == {"a": ["one {x}", 2], "b": ["two"], "c": None}

    @pytest.mark.parametrize(("asked", "given"), [("zh", "zh"), ("en", "en"), ("ZH", "en"), ("", "en"), ("fr", "en")])
    def test_another_language_is_english(self, asked: str, given: str) -> None:
        assert reference.language(asked) == given


@pytest.mark.parametrize("language", LANGUAGES)
class TestDocument:
    def test_every_operation_has_all_codes_of_its_path_once(self, language: Language) -> None:
        for item in reference.document(language, URL)["paths"].values():
            first, *others = [item[method] for method in ("post", "get", "head") if method in item]
            shown = re.findall(r"^\| (-?\d+) \|", first["description"], re.MULTILINE)
            assert shown == [str(row["code"]) for row in item.get("x-errcodes", [])]
            assert not any("<details>" in one["description"] for one in others)

    def test_codes_of_the_vendor_stand_in_the_introduction(self, language: Language) -> None:
        shown = reference.document(language, URL)
        for row in shown["x-vendor-errcodes"]:
            assert f"| {row['code']} |" in shown["info"]["description"]

    def test_commands_and_calls_go_to_the_server_that_shows_them(self, language: Language) -> None:
        shown = reference.document(language, URL)
        assert shown["servers"] == [{"url": URL}]
        sources = [
            sample["source"]
            for path, method in OPERATIONS
            for sample in shown["paths"][path][method].get("x-codeSamples", [])
        ]
        assert any(URL in source for source in sources)
        assert not any(":8080" in source for source in sources)

    def test_a_picture_can_be_picked_as_a_file(self, language: Language) -> None:
        body = reference.document(language, URL)["paths"]["/cv/img/qrcode"]["post"]["requestBody"]["content"]
        assert body["multipart/form-data"]["schema"]["properties"]["img"]["format"] == "binary"
        assert '"format": "binary"' not in openapi.encoded(language).decode()

    def test_the_description_itself_stays_as_it_is(self, language: Language) -> None:
        reference.document(language, URL)
        assert "<details>" not in openapi.encoded(language).decode()


class TestPage:
    def test_the_browsers_language_is_taken_unless_one_is_asked_for(self, emulator: Emulator) -> None:
        def shown(query: str, accepted: str) -> str:
            answer = requests.get(f"{emulator.url}/reference{query}", headers={"Accept-Language": accepted}, timeout=30)
            assert answer.headers["Content-Security-Policy"] == reference.POLICY
            return answer.text.partition('lang="')[2].partition('"')[0]

        assert shown("", "zh-CN,zh;q=0.9,en;q=0.8") == "zh-CN"
        assert shown("", "en-GB,en;q=0.9,zh;q=0.1") == shown("", "fr") == "en"
        assert shown("?lang=en", "zh-CN") == "en"
        assert shown("?lang=zh", "en") == "zh-CN"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_without_its_library_a_sentence_stands_there(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: Language
    ) -> None:
        monkeypatch.setattr(reference, "LIBRARY", tmp_path / "scalar.js")
        page = reference.page(language)
        assert "scripts/models" in page
        assert "<script" not in page
        assert f'href="/openapi.json?lang={language}"' in page

    def test_nothing_in_it_leads_elsewhere(self) -> None:
        for file in (*FOLDER.glob("*.html"), *FOLDER.glob("*.js"), *FOLDER.glob("*.css")):
            assert not re.search(r"https?://", file.read_text("utf-8")), file.name

    def test_the_policy_lets_nothing_in_from_elsewhere(self) -> None:
        sources = set(re.findall(r"(?:src|default|uri|action|ancestors) ([^;]+)", reference.POLICY))
        assert {word for source in sources for word in source.split()} == {
            "'none'", "'self'", "'unsafe-inline'", "data:", "blob:",
        }  # fmt: skip
        assert "script-src 'self';" in reference.POLICY


class TestLibrary:
    def test_is_the_one_that_is_pinned(self) -> None:
        (wheel,) = tomllib.loads((FOLDER / "library.toml").read_text("utf-8"))["wheel"]
        (row,) = wheel["file"]
        assert wheel["needed"] is False
        assert hashlib.sha256(reference.LIBRARY.read_bytes()).hexdigest() == row["sha256"]

    def test_its_licence_is_kept(self) -> None:
        assert "Copyright (c) 2023-present Scalar" in (FOLDER / "SCALAR-LICENSE").read_text("utf-8")
