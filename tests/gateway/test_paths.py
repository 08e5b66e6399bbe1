"""Which paths are passed on: whole segments below a prefix, written plainly, and none that hands out what is ours."""

import pytest
from flask.testing import FlaskClient

from gateway.passing.paths import KEPT, below, passed_on
from tests.gateway.caller import code_of
from tests.gateway.conftest import Start
from tests.support.wechat_double import WechatDouble

SPELLINGS = (
    str,
    str.upper,
    str.title,
    lambda path: path + "/",
    lambda path: path + "/more",
    lambda path: "/" + path[1:].replace("/", "//"),
)
TRICKS = (
    "/wxa/..%2fcgi-bin/token",
    "/wxa/../cgi-bin/token",
    "/wxa/%2e%2e/cgi-bin/token",
    "/wxa/./cgi-bin/token",
    "/wxa//cgi-bin/token",
    "/wxa/..;/cgi-bin/token",
    "/wxa\\..\\cgi-bin\\token",
    "/wxa/%5c..%5ccgi-bin",
    "/wxa/x;jsessionid=1",
    "/wxa/x%00",
    "/wxa/x%0d%0aHost:%20evil",
    "/wxa/x%3faccess_token=1",
    "/wxa/x%23",
    "/wxa/x%2541",
    "/wxa/%E4%BD%A0",
    "/wxa/x%20y",
    "/wxa/@evil.example",
    "/wxa/x:80",
    "/wxa/.hidden",
)


class TestPrefixes:
    @pytest.mark.parametrize(
        "path, prefix",
        [
            ("/wxa/x", "/wxa"),
            ("/wxa", "/wxa"),
            ("/WXA/X", "/wxa"),
            ("/wxa/x/", "/wxa/x"),
            ("/wxa/x.json", "/wxa"),
            ("/anything", "/"),
        ],
    )
    def test_below(self, path: str, prefix: str) -> None:
        assert passed_on(path, (prefix,))

    @pytest.mark.parametrize(
        "path, prefix", [("/wxaapi/x", "/wxa"), ("/wx", "/wxa"), ("/x/wxa", "/wxa"), ("/wxa/x", "/wxa/y")]
    )
    def test_beside(self, path: str, prefix: str) -> None:
        assert not passed_on(path, (prefix,))
        assert not passed_on(path, ())


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("spell", SPELLINGS)
def test_what_hands_out_tokens_and_secrets_stays_ours(
    start: Start, vendor: WechatDouble, token: str, kept: str, spell: type[str]
) -> None:
    gateway = start("qrcode")
    for method in ("GET", "POST"):
        answer = gateway.open(spell(kept), method=method, query_string={"access_token": token})
        assert code_of(answer) == 40066
    assert vendor.count() == 0


@pytest.mark.parametrize("path", TRICKS)
def test_a_path_that_two_servers_may_read_differently_goes_nowhere(
    client: FlaskClient, vendor: WechatDouble, token: str, path: str
) -> None:
    assert code_of(client.post(f"{path}?access_token={token}")) in (40066, 43001)  # 43001: of our own token function
    assert vendor.count() == 0


def test_escapes_of_plain_characters_are_the_characters(client: FlaskClient, vendor: WechatDouble, token: str) -> None:
    client.post(f"/wx%61%2Fimg%5Fsec_check?access_token={token}")
    assert [call.path for call in vendor.calls_of("img_sec_check")] == ["/wxa/img_sec_check"]


def test_a_path_as_long_as_a_head_may_be_is_judged_at_once() -> None:
    assert passed_on("/a" * 8000, ("/",))
    assert not passed_on("/a" * 8000 + "/?", ("/",))
    assert not passed_on("/" + "a." * 8000 + "%", ("/",))


def test_our_own_functions_come_first(start: Start, vendor: WechatDouble, token: str) -> None:
    gateway = start("qrcode", pass_on=("/cv",))
    assert code_of(gateway.post(f"/cv/img/qrcode?access_token={token}")) == 41005
    assert vendor.count() == 0
    gateway.post(f"/cv/img/aicrop?access_token={token}&img_url=https://example.com/a.png", data=b"")
    assert [call.query["img_url"] for call in vendor.calls_of("aicrop")] == ["https://example.com/a.png"]


def test_names_are_compared_whole() -> None:
    assert below("/sns/oauth2/refresh_token", ("/sns/oauth2",))
    assert not below("/sns/oauth22", ("/sns/oauth2",))
