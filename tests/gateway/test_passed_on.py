"""What is passed on arrives at WeChat as it came, and its answer as WeChat gave it."""

from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient

from shared.vendor import answers
from tests.gateway.caller import (
    CHECK,
    LOGIN,
    MINI_CODE,
    PHONE,
    SECRET,
    SUBSCRIBE,
    WEB_LOGIN,
    code_of,
    document,
    login,
    phone,
)
from tests.gateway.conftest import Start
from tests.support.wechat_double import Fault, WechatDouble, others


def ours(vendor: WechatDouble) -> str:
    """The token that the deployment uses."""
    return vendor.tokens.stable(force=False)[0]


class TestRequests:
    def test_method_query_body_and_type_stay(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        body = b"\x00\xff not JSON at all \r\n"
        for method in ("POST", "PUT", "PATCH", "DELETE", "GET"):
            target = f"{PHONE}?a=1&access_token={token}&a=2&%E4%BD%A0=%e5%a5%bd&plus=+%2B&empty=&flag"
            client.open(target, method=method, data=body, content_type='application/x-odd; charset="utf-8"')
        assert [call.method for call in vendor.calls_of("getuserphonenumber")] == [
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "GET",
        ]
        for call in vendor.calls_of("getuserphonenumber"):
            kept = "a=1&a=2&%E4%BD%A0=%E5%A5%BD&plus=+%2B&empty=&flag"
            assert call.raw_query == f"access_token={ours(vendor)}&{kept}"
            assert (call.body, call.path) == (body, PHONE)
            assert call.headers["content-type"] == 'application/x-odd; charset="utf-8"'
            assert call.headers["content-length"] == str(len(body))

    @pytest.mark.parametrize(
        "query", ["a=100%&b=%e4%bd%a0", 'a={"b":[1|2]}&c=^`', "a=你&b=%E5%A5%BD", "&&a=1&", "a=%zz%41"]
    )
    def test_odd_queries_keep_their_values(
        self, client: FlaskClient, vendor: WechatDouble, token: str, query: str
    ) -> None:
        client.post(f"{PHONE}?{query}&access_token={token}", data=b"{}")
        (call,) = vendor.calls_of("getuserphonenumber")
        assert parse_qsl(call.raw_query)[1:] == parse_qsl(query)

    def test_headers_of_the_caller_do_not_go_on(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        told = {"Cookie": "a=b", "Authorization": "Bearer x", "X-WX-CLOUDBASE-ACCESS-TOKEN": "t", "Range": "bytes=0-1"}
        client.post(f"{PHONE}?access_token={token}", headers=told, data=b"{}")
        (call,) = vendor.calls_of("getuserphonenumber")
        assert not {name.lower() for name in told} & set(call.headers)

    def test_an_empty_body_has_a_length(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        client.post(f"{PHONE}?access_token={token}")
        assert vendor.calls_of("getuserphonenumber")[0].headers["content-length"] == "0"
        assert "content-type" not in vendor.calls_of("getuserphonenumber")[0].headers

    def test_a_multipart_upload_stays_whole(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        picture = bytes(range(256)) * 8192
        body = (
            b'--b\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\n\r\n'
            + picture
            + b"\r\n--b--\r\n"
        )
        kind = "multipart/form-data; boundary=b"
        assert document(client.post(f"{CHECK}?access_token={token}", data=body, content_type=kind))["errcode"] == 0
        (call,) = vendor.calls_of("img_sec_check")
        assert call.file is not None
        assert (call.file.name, call.file.content) == ("media", picture)

    def test_a_body_beyond_the_bound_is_not_sent(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        assert code_of(client.post(f"{CHECK}?access_token={token}", data=bytes((20 << 20) + 1))) == 45001
        assert vendor.count() == 0
        client.post(f"{CHECK}?access_token={token}", data=bytes(20 << 20))
        assert len(vendor.calls_of("img_sec_check")[0].body) == 20 << 20


class TestAnswers:
    def test_json(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        answer = phone(client, token)
        assert document(answer)["phone_info"] == others.PHONE
        assert answer.headers["Content-Type"] == "application/json; encoding=utf-8"
        assert answer.headers["X-Served-By"] == "vendor"
        assert answer.headers["Cache-Control"] == "no-store"

    def test_refusals_of_the_call_too(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        answer = client.post(f"{PHONE}?access_token={token}", json={"code": "stale"})
        assert document(answer)["errcode"] == 40029
        assert b" rid: " in answer.data
        assert b"hint" not in answer.data

    def test_a_file(self, client: FlaskClient, token: str) -> None:
        answer = client.post(f"{MINI_CODE}?access_token={token}", json={"scene": "a=1"})
        assert answer.data == others.MINI_CODE
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="QRCode.jpeg"'

    def test_head_has_the_headers_of_the_file(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        answer = client.head(f"{MINI_CODE}?access_token={token}")
        assert answer.data == b""
        assert answer.headers["Content-Length"] == str(len(others.MINI_CODE))
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert [call.method for call in vendor.calls_of("getwxacodeunlimit")] == ["HEAD"]

    @pytest.mark.parametrize("status", [201, 204, 404, 412, 429])
    def test_the_status_stays(self, client: FlaskClient, vendor: WechatDouble, token: str, status: int) -> None:
        vendor.fail_next("subscribe", Fault.http(status, retry_after="7"))
        answer = client.post(f"{SUBSCRIBE}?access_token={token}", json={})
        assert answer.status_code == status
        assert answer.headers["Retry-After"] == "7"

    def test_a_header_over_several_lines_is_put_on_one(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        folded = ("Content-Type: image/jpeg;\r\n q=1", 'Content-Disposition: attachment;\r\n\tfilename="a"')
        vendor.fail_next("subscribe", Fault.head(*folded, "Content-Length: {length}"))
        answer = client.post(f"{SUBSCRIBE}?access_token={token}", json={})
        assert answer.headers["Content-Type"] == "image/jpeg; q=1"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a"'

    def test_a_file_at_the_bound_and_beyond(
        self, client: FlaskClient, vendor: WechatDouble, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        size = len(others.MINI_CODE)
        monkeypatch.setattr(answers, "MAX_FILE_BYTES", size)
        assert len(client.post(f"{MINI_CODE}?access_token={token}", json={"scene": "a"}).data) == size
        monkeypatch.setattr(answers, "MAX_FILE_BYTES", size - 1)
        answer = client.post(f"{MINI_CODE}?access_token={token}", json={"scene": "a"})
        assert code_of(answer) == -1
        assert b"is the most that we pass on" in answer.data
        vendor.fail_next("getwxacodeunlimit", Fault.head("Content-Type: image/jpeg", "Connection: close"))
        assert b"is the most" in client.post(f"{MINI_CODE}?access_token={token}", json={"scene": "a"}).data


class TestLogins:
    @pytest.mark.parametrize("path, session", [(LOGIN, others.SESSION), (WEB_LOGIN, others.WEB_SESSION)])
    def test_with_the_accounts_own_secret(
        self, client: FlaskClient, vendor: WechatDouble, path: str, session: dict[str, str]
    ) -> None:
        assert document(login(client, path)) == session
        (call,) = vendor.calls
        assert call.query["secret"] == SECRET
        assert vendor.token_requests == 0

    def test_a_token_that_comes_along_stays_here(self, client: FlaskClient, vendor: WechatDouble, token: str) -> None:
        assert document(login(client, access_token=token)) == others.SESSION
        assert token not in vendor.calls[0].raw_query
        assert "access_token" not in vendor.calls[0].query

    def test_a_secret_that_comes_along_with_a_token_stays_here(
        self, client: FlaskClient, vendor: WechatDouble, token: str
    ) -> None:
        client.get("/wxa/checksession", query_string={"access_token": token, "appid": "a", "secret": "the-secret"})
        assert vendor.calls[-1].raw_query.endswith("&appid=a")

    def test_a_code_is_used_once(self, client: FlaskClient, vendor: WechatDouble) -> None:
        vendor.fail_next("jscode2session", Fault.errcode(-1))
        assert document(login(client))["errcode"] == -1
        assert vendor.count("jscode2session") == 1


def test_the_token_of_the_platform_is_used_where_there_is_one(
    start: Start, vendor: WechatDouble, token: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("platform") / "token"
    file.write_text("50_of-the-platform")
    vendor.tokens.grant("50_of-the-platform")
    assert document(phone(start(wechat_token_file=str(file)), token))["errcode"] == 0
    assert vendor.calls[0].raw_query == "cloudbase_access_token=50_of-the-platform"
    assert vendor.token_requests == 0
