"""Texts of the description, in each language that it is given in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, get_args, runtime_checkable

from shared.bilingual import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


@runtime_checkable
class Said(Protocol):
    """What can be said in each language."""

    def say(self, language: Language) -> str:
        """The text in a language."""
        ...


@dataclass(frozen=True)
class Words:
    """One text, in English and in Chinese, to the letter: a brace is a brace."""

    en: str
    zh: str

    def say(self, language: Language) -> str:
        """The text in a language."""
        return self.zh if language == "zh" else self.en


SUCCESS = Words("Success", "成功")
FAILURE = Words("Failure", "失败")
TOKENS = Words("Tokens", "令牌")
IMAGES = Words("Images", "图像")
ID_PHOTOS = Words("ID photos", "证件照")
HEALTH = Words("Health", "健康检查")


def said(part: Any, language: Language) -> Any:
    """A piece of the document with all its texts in one language; nothing of `part` is changed."""
    if isinstance(part, Said):
        return part.say(language)
    if isinstance(part, Mapping):
        return {name: said(value, language) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [said(one, language) for one in part]
    return part
