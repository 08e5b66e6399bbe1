"""Texts of the description, in each language that it is given in."""

from collections.abc import Mapping
from typing import Any, get_args

from shared.bilingual import Bilingual, Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words(Bilingual):
    """One text, in English and in Chinese, to the letter: a brace is a brace, and there are no values."""

    __slots__ = ()

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en, zh)

    def say(self, language: Language) -> str:
        """The text in a language."""
        return self._zh if language == "zh" else self._en

    def __add__(self, other: "Words") -> "Words":
        """Both, one behind the other."""
        return Words(*(self.say(one) + other.say(one) for one in LANGUAGES))


SUCCESS = Words("Success", "成功")
FAILURE = Words("Failure", "失败")
TOKENS = Words("Tokens", "令牌")
IMAGES = Words("Images", "图像")
ID_PHOTOS = Words("ID photos", "证件照")
HEALTH = Words("Health", "健康检查")


def said(part: Any, language: Language) -> Any:
    """A piece of the document with all its texts in one language; nothing of `part` is changed."""
    if isinstance(part, Bilingual):
        return part.say(language)
    if isinstance(part, Mapping):
        return {name: said(value, language) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [said(one, language) for one in part]
    return part
