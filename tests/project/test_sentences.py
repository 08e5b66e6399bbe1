"""Every sentence is there in both languages, says the same with the same values, and reads as one of its language."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from tests.project.sources import SOURCES, name, name_of, nodes

CHINESE = re.compile(r"[一-鿿]")
LATIN = re.compile(r"(?<![/A-Za-z])[A-Za-z]+")
HALF_WIDTH = re.compile(r"[一-鿿}][,;:?!](?!\d)|[,;:?!][一-鿿]")
ENGLISH = {"the", "a", "an", "of", "is", "are", "to", "and", "not", "with", "must", "be", "it", "for", "this", "send"}
"""Words that no name and no value has by itself: where one stands, a translation was forgotten."""
NAMES = {"token", "access", "appid", "component", "secret", "id", "IP", "URL", "HTTPS", "HTTP", "JSON", "APPCODE"}
"""What English says by a word of its own, or leaves out."""
TABLES = ("shared/wechat/errcodes.py", "shared/purposes.py")
"""Where several rows may say the same."""
REFUSALS = re.compile(r"errors\.\w+|refusals\.\w+|(config\.)?SettingError|UnsuitablePhoto|UnusableModel")


@dataclass(frozen=True)
class Sentence:
    place: str
    en: str
    zh: str
    values: frozenset[str]

    def __str__(self) -> str:
        return f"{self.place}: {self.en} / {self.zh}"


def calls(path: Path, called: re.Pattern[str]) -> Iterator[ast.Call]:
    for node in nodes(path):
        if isinstance(node, ast.Call) and called.fullmatch(name_of(node.func)):
            yield node


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def sentences() -> Iterator[Sentence]:
    for path in SOURCES:
        if name(path) == "shared/bilingual.py":
            continue
        for call in calls(path, re.compile("Bilingual")):
            place = f"{name(path)}:{call.lineno}"
            assert len(call.args) == 2, f"{place}: two texts, and each value by its name"
            en, zh = (arg.value if isinstance(arg, ast.Constant) else None for arg in call.args)
            assert isinstance(en, str), f"{place}: plain texts, with values in braces"
            assert isinstance(zh, str), f"{place}: plain texts, with values in braces"
            yield Sentence(place, en, zh, frozenset(str(one.arg) for one in call.keywords))


@pytest.fixture(scope="module")
def every() -> list[Sentence]:
    """All of them: not a constant, which each process that runs tests would make before its first one."""
    return list(sentences())


def fields(template: str) -> set[tuple[str, str, str | None]]:
    """The name, the format and the conversion of each value."""
    parsed = Formatter().parse(template)
    return {(field, spec or "", conversion) for _, field, spec, conversion in parsed if field is not None}


def bare(template: str) -> str:
    """The text without its values."""
    return re.sub(r"\{[^{}]*\}", " ", template)


def test_there_are_sentences(every: list[Sentence]) -> None:
    assert len(every) > 300


def test_both_languages_have_the_values_that_are_given(every: list[Sentence]) -> None:
    wrong = [one for one in every if fields(one.en) != fields(one.zh)]
    assert not wrong, "\n".join(map(str, wrong))
    wrong = [one for one in every if {field for field, _, _ in fields(one.en)} != one.values]
    assert not wrong, "\n".join(map(str, wrong))


def test_each_is_in_its_language(every: list[Sentence]) -> None:
    wrong = [one for one in every if CHINESE.search(one.en)]
    wrong += [
        one
        for one in every
        if one.en != one.zh
        and not CHINESE.search(one.zh)
        and LATIN.search(bare(one.en).replace("SPECS", "").replace("MATTING_MODEL", ""))
    ]
    wrong += [one for one in every if set(LATIN.findall(bare(one.zh))) & ENGLISH and one.en != one.zh]
    assert not wrong, "\n".join(map(str, wrong))


def test_chinese_has_no_word_that_english_has_not(every: list[Sentence]) -> None:
    """What stays Latin in Chinese is a name: of a field, a setting, a format, and hence in the English one too."""
    wrong = [one for one in every if set(LATIN.findall(bare(one.zh))) - set(LATIN.findall(bare(one.en))) - NAMES]
    assert not wrong, "\n".join(map(str, wrong))


def test_chinese_has_its_own_punctuation(every: list[Sentence]) -> None:
    wrong = [one for one in every if HALF_WIDTH.search(one.zh)]
    assert not wrong, "\n".join(map(str, wrong))


def test_both_end_alike(every: list[Sentence]) -> None:
    wrong = [one for one in every if one.en.endswith(".") != one.zh.endswith("。")]
    wrong += [one for one in every if one.zh.endswith(("，", "：", "；", ".", " "))]
    assert not wrong, "\n".join(map(str, wrong))


def test_a_sentence_stands_at_one_place(every: list[Sentence]) -> None:
    told = Counter(one.en for one in every if not one.place.startswith(TABLES) and " " in one.en)
    assert [text for text, times in told.items() if times > 1] == []


def test_no_error_has_a_sentence_of_one_language() -> None:
    found = ((path, call) for path in SOURCES for call in calls(path, REFUSALS))
    wrong = [f"{name(path)}:{call.lineno}" for path, call in found if any(map(is_text, call.args[:1]))]
    assert wrong == [], "give a Bilingual"
