"""SDKs that cannot be run here, replayed: what each sends by its source, at one address.

WxJava (weixin-java-miniapp, source of 2025-01), silenceper/wechat (2024-02), EasyWeChat (2026-04) and PowerWeChat
(2024-12), as docs/clients.md has them moved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient

from tests.gateway.caller import APPID, MINI_CODE, OWN, PHONE, SECRET, document
from tests.support.wechat_double import WechatDouble, others

_KEYS = f"appid={OWN['appid']}&secret={OWN['secret']}"
_GRANT = "grant_type=authorization_code"
_CODE = f'{{"code":"{others.CODE}"}}'.encode()
_JSON = "application/json;charset=utf-8"


@dataclass(frozen=True)
class Request:
    """A request; TOKEN in its target stands for the token that the SDK has got."""

    method: str
    target: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sdk:
    """What an SDK sends to get a token, to log a user in, for a phone number, and for a mini program code."""

    token: Request
    login: Request
    phone: Request
    mini_code: Request


def post(target: str, body: bytes, content_type: str = "") -> Request:
    return Request("POST", target, body, {"Content-Type": content_type} if content_type else {})


_PLAIN_TOKEN = Request("GET", f"/cgi-bin/token?grant_type=client_credential&{_KEYS}")
SDKS = {
    # setApiHostUrl; its login goes through what adds the token to every call. Codes have no JSON type.
    "WxJava": Sdk(
        _PLAIN_TOKEN,
        Request("GET", f"/sns/jscode2session?{_GRANT}&{_KEYS}&js_code={others.CODE}&access_token=TOKEN"),
        post(f"{PHONE}?access_token=TOKEN", _CODE, "application/json; charset=utf-8"),
        post(f"{MINI_CODE}?access_token=TOKEN", b'{"scene":"a=1","width":430}', "text/plain; charset=ISO-8859-1"),
    ),
    # SetURIModifier or SetHTTPClient. Go's encoder ends JSON with a newline.
    "silenceper": Sdk(
        post(
            "/cgi-bin/stable_token",
            f'{{"appid":"{OWN["appid"]}","force_refresh":false,"grant_type":"client_credential",'
            f'"secret":"{OWN["secret"]}"}}\n'.encode(),
            _JSON,
        ),
        Request("GET", f"/sns/jscode2session?{_KEYS}&js_code={others.CODE}&{_GRANT}"),
        post(f"{PHONE}?access_token=TOKEN", _CODE, _JSON),
        post(f"{MINI_CODE}?access_token=TOKEN", b'{"scene":"a=1"}\n', _JSON),
    ),
    # http.base_uri; the token comes last in the query.
    "EasyWeChat": Sdk(
        _PLAIN_TOKEN,
        Request("GET", f"/sns/jscode2session?{_KEYS}&js_code={others.CODE}&{_GRANT}"),
        post(f"{PHONE}?access_token=TOKEN", _CODE, "application/json"),
        post(f"{MINI_CODE}?access_token=TOKEN", b'{"scene":"a=1"}', "application/json"),
    ),
    # Http.BaseURI and the token's end point; queries are sorted by name, and the token stands in all of them.
    "PowerWeChat": Sdk(
        Request("GET", f"/cgi-bin/token?appid={OWN['appid']}&grant_type=client_credential&secret={OWN['secret']}"),
        Request(
            "GET",
            f"/sns/jscode2session?access_token=TOKEN&appid={OWN['appid']}&{_GRANT}&js_code={others.CODE}"
            f"&secret={OWN['secret']}",
        ),
        Request(
            "POST", f"{PHONE}?access_token=TOKEN", _CODE + b"\n", {"Content-Type": "application/json", "Accept": "*/*"}
        ),
        post(f"{MINI_CODE}?access_token=TOKEN", b'{"scene":"a=1"}\n', "application/json"),
    ),
}


@pytest.mark.parametrize("name", SDKS)
def test_an_sdk_at_one_address(client: FlaskClient, vendor: WechatDouble, name: str) -> None:
    sdk, token = SDKS[name], ""

    def sent(request: Request) -> bytes:
        target = request.target.replace("TOKEN", token)
        answer = client.open(target, method=request.method, data=request.body, headers=dict(request.headers))
        assert answer.status_code == 200
        return bytes(answer.data)

    token = document(client.open(sdk.token.target, method=sdk.token.method, data=sdk.token.body))["access_token"]
    assert others.SESSION["openid"].encode() in sent(sdk.login)
    assert others.PHONE["purePhoneNumber"].encode() in sent(sdk.phone)
    assert sent(sdk.mini_code) == others.MINI_CODE
    for call, request in zip(vendor.calls[2:], (sdk.phone, sdk.mini_code), strict=True):
        assert (call.body, call.headers.get("content-type")) == (request.body, request.headers.get("Content-Type"))
    (login,) = vendor.calls_of("jscode2session")
    assert (login.query["appid"], login.query["secret"]) == (APPID, SECRET)
    for call in vendor.calls:
        assert token not in call.raw_query
        assert OWN["secret"] not in call.raw_query


def test_powerwechat_sends_its_secret_with_calls_by_token(
    client: FlaskClient, vendor: WechatDouble, token: str
) -> None:
    fields = f"access_token={token}&{_KEYS}&openid=o&sig_method=hmac_sha256&signature=s"
    client.get(f"/wxa/checksession?{fields}")
    assert vendor.calls[-1].raw_query.endswith(f"&appid={OWN['appid']}&openid=o&sig_method=hmac_sha256&signature=s")
