"""The table of errcodes is complete, reads well, and is what the page shows."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from shared.bilingual import Language
from shared.kinds import Kind
from shared.wechat import errcodes
from shared.wechat.errcodes import ERRCODES, advice_of, kind_of
from tests.support import ROOT

SCRIPT = ROOT / "scripts" / "docs-errcodes"
PAGE = ROOT / "docs" / "errcodes.md"
PAGES = (PAGE, PAGE.parent / "zh" / PAGE.name)

ALL_CODES = [
    *(0, -1, -1000, 40001, 40014, 42001, 41001, 42007, 40002, 40013, 40125, 40164, 40243, 41002, 41004),
    *(43001, 43002, 43003, 50004, 50007, 61024, 89503, 89501, 89506, 89507, 45009, 45011, 45029, 48001, 48004),
    *(48006, 50001, 50002, 61004, 61007, 61014, 61016, 41018, 40066, 40035, 40097, 40101, 44001, 44002, 45001),
    *(45002, 47001, 41005, 41006, 40004, 40005, 40006, 40007, 40009, 40137, 46001, 87014, 101000, 101001, 101002),
    *(101003, 9301001, 9301002, 9301003, 9301010, 9301011, 9301012, -604100, -604101, -604104),
]


def codes_of(*kinds: Kind) -> set[int]:
    return {row.code for row in ERRCODES.values() if row.kind in kinds}


def docs_errcodes(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


def test_every_known_code_is_in_the_table_exactly_once() -> None:
    assert len(ALL_CODES) == len(set(ALL_CODES)) == 70
    assert sorted(row.code for row in errcodes._ROWS) == sorted(ALL_CODES)
    assert all(code == row.code for code, row in ERRCODES.items())


@pytest.mark.parametrize("code", ALL_CODES)
def test_a_row_has_a_text_and_whole_sentences(code: int) -> None:
    row = ERRCODES[code]
    assert row.text == row.text.strip() != ""
    assert row.kind is not Kind.UNKNOWN
    for sentence in (said.say(language) for said in (row.meaning, row.advice) for language in get_args(Language)):
        assert sentence[0].isupper() or not sentence.isascii()
        assert sentence.endswith((".", "。"))
        assert "\n" not in sentence + row.text
        assert "|" not in sentence + row.text, "a bar would break the page's tables"


def test_the_classes_are_those_of_the_wire_contract() -> None:
    assert codes_of(Kind.REFRESH) == {40001, 40014, 42001}
    assert codes_of(Kind.BACKOFF) == {-1, -1000, 9301002, 9301003, 9301012}
    assert codes_of(Kind.DAILY_QUOTA) == {45009, 101003, 9301010}
    assert codes_of(Kind.MINUTE_QUOTA) == {45011, 9301011}
    assert codes_of(Kind.CONFIGURATION) >= {40164, 48001, 61007, 89503}
    assert codes_of(Kind.OK) == {0}


def test_codes_that_accuse_the_caller_are_never_the_operators() -> None:
    accusing = {41001, 40002, 40013, 40125, 41002, 41004, 41005, 41006, 45001, 47001, 101000, 101002, 40007, 87014}
    assert accusing <= codes_of(Kind.CREDENTIAL, Kind.CLIENT)


def test_texts_known_from_hearsay_only_are_marked() -> None:
    unconfirmed = {row.code for row in ERRCODES.values() if not row.confirmed}
    assert unconfirmed == {50004, 50007, 61024, 89501, 89503, 89506, 89507, 40006}


def test_an_unknown_code_decides_nothing() -> None:
    assert kind_of(123456, "whatever") is Kind.UNKNOWN
    assert advice_of(123456) is None


def test_invalid_image_data_that_names_the_market_quota_is_a_quota() -> None:
    text = "not enough market quota rid: 00000000-00000000-00000000"
    assert kind_of(101002, text) is Kind.DAILY_QUOTA
    assert "BACKEND=relay" in str(advice_of(101002, text))
    assert kind_of(101002, "invalid image data") is kind_of(101002, "decode image failed") is Kind.CLIENT


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7"])
def test_the_advice_for_a_refused_address_names_it(address: str) -> None:
    text = f"invalid ip {address} ipv6 ::ffff:{address}, not in whitelist rid: 00000000-00000000-00000000"
    assert str(advice_of(40164, text)).endswith(f"console: {address}.")


@pytest.mark.parametrize("text", ["", "invalid ip <ip>, not in whitelist", "invalid ip 999.1.1.1, not in whitelist"])
def test_the_advice_for_a_refused_address_repeats_nothing_that_is_no_address(text: str) -> None:
    assert advice_of(40164, text) == ERRCODES[40164].advice


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        ERRCODES[0] = ERRCODES[-1]  # type: ignore[index]  # the point of the test


def test_the_page_is_up_to_date() -> None:
    checked = docs_errcodes("--check")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_stale_page_is_found_and_rewritten(tmp_path: Path) -> None:
    pages = {tmp_path / page.relative_to(PAGE.parent): page.read_text(encoding="utf-8") for page in PAGES}
    for copy, text in pages.items():
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(text.replace("45009", "45008"), encoding="utf-8")
    checked = docs_errcodes("--check", str(tmp_path))
    assert checked.returncode == 1
    assert checked.stderr.count("run scripts/docs-errcodes") == len(PAGES)
    assert docs_errcodes(str(tmp_path)).returncode == 0
    assert {copy: copy.read_text(encoding="utf-8") for copy in pages} == pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_shows_every_code_with_its_text(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [code for code in ALL_CODES if f"| {code} | `{ERRCODES[code].text}`" not in text] == []
