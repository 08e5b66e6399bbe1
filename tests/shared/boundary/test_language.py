"""Our sentences come in the language that the caller reads, and in the one that was always there for who names none."""

import json
from dataclasses import replace

import pytest

from gateway.app import Gateway, application
from gateway.table import mounted
from shared import config
from shared.bilingual import Bilingual, Language, joined, preferred
from tests.support import SETTINGS


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hans-CN", "zh"),
        ("ZH-tw", "zh"),
        ("zh-CN, en;q=0.9", "zh"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("en;q=0.2, zh;q=0.9", "zh"),
        ("fr, de;q=0.5", "en"),
        ("fr, zh;q=0.1", "zh"),
        ("zh;q=0, en", "en"),
        ("zh;q=0", "en"),
        ("*", "en"),
        ("*;q=0.5, zh;q=0.1", "en"),
        ("zh;q=abc, en;q=0.1", "en"),
        ("zh;q=2", "en"),
        ("zh;q=-1", "en"),
        (";q=1,,,zh", "zh"),
        ("zhong", "en"),
        ("中文", "en"),
        ("zh\x00", "en"),
        ("zh ; q=0.4 , en ; q=0.3", "zh"),
        ("fr," * 60 + "zh", "en"),
        ("a-" * 8000, "en"),
        (";" * 16000, "en"),
    ],
)
def test_the_header_decides(header: str, language: Language) -> None:
    assert preferred(header, "en") == language


def test_who_takes_any_language_gets_the_default() -> None:
    assert preferred("*", "zh") == preferred("", "zh") == preferred("fr", "zh") == "zh"


def test_values_are_said_in_the_same_language() -> None:
    inner = joined([Bilingual("one", "一"), Bilingual("two", "二")], ", ", "、")
    outer = Bilingual("{names} of {most:g}", "{most:g} 个中的 {names}", names=inner, most=2.0)
    assert (outer.say("en"), outer.say("zh"), str(outer)) == ("one, two of 2", "2 个中的 一、二", "one, two of 2")


WECHAT, LEQI = "/cv/img/qrcode", "/aliyun_api/pic_handle_3"
ENGLISH, CHINESE = "add access_token=... to the URL", "请在 URL 中加上 access_token=..."


def asked(path: str, language: str, wish: str | None) -> tuple[str, str | None]:
    """The text of an error, and what the answer says that it varies by."""
    config.use(replace(SETTINGS, hint_language=config.Settings.from_env({"HINT_LANGUAGE": language}).hint_language))
    client = application("test", Gateway(mounted(["qrcode", "idphoto"]))).test_client()
    response = client.post(path, headers={"Accept-Language": wish} if wish is not None else {})
    answer = json.loads(response.data)
    return answer.get("errmsg") or answer["error"], response.headers.get("Vary")


class TestAnswers:
    @pytest.mark.parametrize(
        ("language", "wish", "sentence"),
        [
            ("auto", None, ENGLISH),
            ("auto", "zh-CN", CHINESE),
            ("auto", "en", ENGLISH),
            ("auto", "*", ENGLISH),
            ("zh", None, CHINESE),
            ("zh", "en", CHINESE),
            ("en", "zh", ENGLISH),
        ],
    )
    def test_wechats_form(self, language: str, wish: str | None, sentence: str) -> None:
        text, varies = asked(WECHAT, language, wish)
        assert text.startswith(f"access_token missing hint: [{sentence}")
        assert varies == ("Accept-Language" if language == "auto" else None)

    def test_no_english_hint_stands_in_a_chinese_error_of_leqis(self) -> None:
        text, _ = asked(LEQI, "auto", None)
        assert text.startswith("非法请求: 请带上请求头 Authorization: APPCODE <code> rid: ")
        assert asked(LEQI, "auto", "en")[0].startswith("非法请求: send the header Authorization: APPCODE <code> rid: ")
        assert asked(LEQI, "en", "zh")[0].startswith("非法请求: send the header")


class TestTerminal:
    @pytest.mark.parametrize(
        ("variables", "words"),
        [
            ({"LANG": "zh_CN.UTF-8"}, "无法启动：原因"),
            ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "cannot start: reason"),
            ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "无法启动：原因"),
            ({"LANG": ""}, "cannot start: reason"),
        ],
    )
    def test_a_process_that_cannot_start_says_so_in_the_language_of_its_locale(
        self, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str
    ) -> None:
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert str(config.cannot_start(Bilingual("reason", "原因"))) == words
