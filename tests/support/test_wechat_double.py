"""The vendor's stand-in keeps to the vendor's protocol, and each of its faults is what its name says."""

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
import requests

from shared.wechat.errcodes import ERRCODES
from tests.support.wechat_double import EVERY, EXAMPLES, FORCED_A_DAY, PICTURE, Fault, WechatDouble

PATHS = {
    "qrcode": "/cv/img/qrcode",
    "aicrop": "/cv/img/aicrop",
    "superresolution": "/cv/img/superresolution",
    "ocr": "/cv/ocr/comm",
}
IMAGE = b"\xff\xd8\xff" + bytes(range(256)) * 4 + b"\r\n--not the boundary\r\n"
RID = re.compile(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")


@pytest.fixture
def vendor() -> Iterator[WechatDouble]:
    with WechatDouble() as double:
        yield double


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as one:
        one.trust_env = False
        yield one


class Client:
    """The few calls that the tests make, each with a timeout."""

    def __init__(self, vendor: WechatDouble, session: requests.Session) -> None:
        self.vendor = vendor
        self.session = session
        self.token = self.stable()["access_token"]

    def stable(self, **fields: object) -> dict[str, object]:
        sent = {"grant_type": "client_credential", "appid": self.vendor.appid, "secret": self.vendor.secret} | fields
        answer = self.session.post(f"{self.vendor.url}/cgi-bin/stable_token", json=sent, timeout=5)
        return dict(answer.json())

    def plain(self, **fields: str) -> dict[str, object]:
        sent = {"grant_type": "client_credential", "appid": self.vendor.appid, "secret": self.vendor.secret} | fields
        answer = self.session.get(f"{self.vendor.url}/cgi-bin/token", params=sent, timeout=5)
        return dict(answer.json())

    def raw(self, endpoint: str = "qrcode", token: object = None, timeout: float = 5) -> requests.Response:
        return self.session.post(
            self.vendor.url + PATHS[endpoint],
            params={"access_token": str(token or self.token)},
            files={"img": ("img.jpg", IMAGE, "image/jpeg")},
            timeout=timeout,
        )

    def call(self, endpoint: str = "qrcode", token: object = None) -> dict[str, object]:
        return dict(self.raw(endpoint, token).json())

    def errcode(self, endpoint: str = "qrcode", token: object = None) -> object:
        return self.call(endpoint, token)["errcode"]


@pytest.fixture
def client(vendor: WechatDouble, session: requests.Session) -> Client:
    return Client(vendor, session)


# -- the protocol


@pytest.mark.parametrize("endpoint", ["qrcode", "aicrop", "ocr"])
def test_a_good_call_gets_the_documented_example(client: Client, endpoint: str) -> None:
    answer = client.raw(endpoint)
    assert answer.headers["Content-Type"] == "application/json; encoding=utf-8"
    assert answer.content == json.dumps(EXAMPLES[endpoint], ensure_ascii=False, separators=(",", ":")).encode()


def test_a_call_is_recorded_with_its_file_byte_for_byte(vendor: WechatDouble, client: Client) -> None:
    client.session.post(
        f"{vendor.url}/CV/img/AICrop/?access_token={client.token}",
        data={"ratios": "1,2.35"},
        files={"img": ("图.png", IMAGE, "image/png")},
        timeout=5,
    )
    call = vendor.calls_of("aicrop")[0]
    assert (call.method, call.path, call.token) == ("POST", "/CV/img/AICrop/", client.token)
    assert call.headers["content-length"] == str(len(call.body))
    assert [(part.name, part.filename, part.content) for part in call.parts] == [
        ("ratios", None, b"1,2.35"),
        ("img", "图.png", IMAGE),
    ]
    assert call.file is call.parts[1]
    assert str(client.token) not in repr(vendor.calls)
    assert vendor.secret not in repr(vendor.calls)


def test_an_image_url_counts_in_the_query_only(vendor: WechatDouble, client: Client) -> None:
    url = f"{vendor.url}/cv/img/qrcode"
    query = {"access_token": str(client.token)}
    far = "https://example.com/a.png"
    good = client.session.post(url, params={**query, "img_url": far}, timeout=5)
    read = client.session.get(url, params={**query, "img_url": far}, timeout=5)
    bad = client.session.post(url, params={**query, "img_url": "ENCODE_URL"}, timeout=5)
    in_form = client.session.post(url, params=query, data={"img_url": far}, timeout=5)
    in_json = client.session.post(url, params=query, json={"img_url": far}, timeout=5)
    codes = [answer.json()["errcode"] for answer in (good, read, bad, in_form, in_json)]
    assert codes == [0, 0, 101000, 41005, 41005]


def test_a_part_without_a_filename_is_no_image(vendor: WechatDouble, client: Client) -> None:
    url = f"{vendor.url}/cv/img/qrcode?access_token={client.token}"
    nameless = client.session.post(url, files={"img": (None, IMAGE)}, timeout=5)
    empty = client.session.post(url, files={"img": ("a.jpg", b"")}, timeout=5)
    assert [nameless.json()["errcode"], empty.json()["errcode"]] == [41005, 44001]


def test_a_chunked_body_gets_412_and_nothing_else_and_the_connection_lives_on(
    vendor: WechatDouble, client: Client
) -> None:
    url = f"{vendor.url}/cv/img/qrcode?access_token={client.token}"
    answer = client.session.post(url, data=iter([b"x" * 70_000, b"y"]), timeout=5)
    assert (answer.status_code, answer.content) == (412, b"")
    assert client.errcode() == 0
    assert {call.connection for call in vendor.calls} == {1}


def test_two_megabytes_are_the_limit(vendor: WechatDouble, client: Client) -> None:
    url = f"{vendor.url}/cv/img/qrcode?access_token={client.token}"
    sizes = (2 * 1024 * 1024, 2 * 1024 * 1024 + 1)
    answers = [client.session.post(url, files={"img": ("a.jpg", bytes(size))}, timeout=5).json() for size in sizes]
    assert [answer["errcode"] for answer in answers] == [0, 45001]


def test_expect_100_continue_is_answered_at_once(vendor: WechatDouble) -> None:
    address = urlsplit(vendor.url)
    with socket.create_connection((address.hostname, address.port or 0), timeout=5) as raw:
        raw.sendall(
            b"POST /cgi-bin/stable_token HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 100 ")
        raw.sendall(b"{}")
        assert b'"errcode":40002' in raw.recv(4096)


def test_the_withdrawn_endpoint_and_an_unknown_path_answer_invalid_url(vendor: WechatDouble, client: Client) -> None:
    unknown = client.session.post(f"{vendor.url}/cv/img/nothing?access_token={client.token}", timeout=5)
    assert client.errcode("superresolution") == unknown.json()["errcode"] == 40066
    vendor.put_up("superresolution")
    assert "media_id" in client.call("superresolution")
    vendor.take_down("qrcode")
    assert client.errcode("qrcode") == 40066


def test_media_is_served_as_a_file_and_missed_as_json(vendor: WechatDouble, client: Client) -> None:
    url = f"{vendor.url}/cgi-bin/media/get"
    media_id = str(EXAMPLES["superresolution"]["media_id"])
    query = {"cloudbase_access_token": str(client.token)}
    found = client.session.get(url, params={**query, "media_id": media_id}, timeout=5)
    assert (found.content, found.headers["Content-Type"]) == (PICTURE, "image/png")
    assert found.headers["Content-disposition"] == f'attachment; filename="{media_id}.png"'
    head = client.session.head(url, params={**query, "media_id": media_id}, timeout=5)
    assert (head.content, head.headers["Content-Length"]) == (b"", str(len(PICTURE)))
    codes = [
        client.session.get(url, params={**query, **more}, timeout=5).json()["errcode"]
        for more in ({}, {"media_id": "x"})
    ]
    assert codes == [41006, 40007]


def test_texts_are_the_tables_and_end_in_a_rid_or_a_hint(vendor: WechatDouble, client: Client) -> None:
    text = ERRCODES[40001].text
    with_rid = str(client.call(token="unknown")["errmsg"])
    vendor.suffix.rid, vendor.suffix.hint = False, True
    with_hint = str(client.call(token="unknown")["errmsg"])
    vendor.suffix.hint = False
    bare = client.call(token="unknown")["errmsg"]
    assert RID.sub("", with_rid) == text != with_rid
    assert re.fullmatch(re.escape(text) + r" hint: \[\S+!\]", with_hint)
    assert bare == text


def test_an_unknown_field_can_be_added(vendor: WechatDouble, client: Client) -> None:
    vendor.extra["new_in_2031"] = {"a": [1]}
    assert client.call() == {**EXAMPLES["qrcode"], "new_in_2031": {"a": [1]}}


# -- tokens


def test_a_token_is_missing_unknown_or_expired(vendor: WechatDouble, client: Client) -> None:
    missing = client.session.post(f"{vendor.url}/cv/img/qrcode", timeout=5).json()["errcode"]
    unknown = client.errcode(token="unknown")
    vendor.expire_tokens()
    assert [missing, unknown, client.errcode()] == [41001, 40001, 42001]


def test_two_instances_on_the_plain_endpoint_kill_each_others_token(client: Client) -> None:
    first = client.plain()["access_token"]
    assert client.errcode(token=first) == 0
    second = client.plain()["access_token"]
    assert [client.errcode(token=token) for token in (first, second, client.token)] == [40001, 0, 0]


def test_the_stable_endpoint_gives_the_same_token_with_the_time_that_is_left(vendor: WechatDouble) -> None:
    now = [1_000_000.0]
    vendor.clock = lambda: now[0]
    with requests.Session() as session:
        client = Client(vendor, session)
        now[0] += 6000
        assert client.stable() == {"access_token": client.token, "expires_in": 1200}
        now[0] += 901  # within the last five minutes: a new one, while the old one goes on
        renewed = client.stable()
        assert (renewed["access_token"] != client.token, renewed["expires_in"]) == (True, 7200)
        assert [client.errcode(), client.errcode(token=renewed["access_token"])] == [0, 0]
        now[0] += 300
        assert client.errcode() == 42001


def test_a_forced_refresh_kills_the_old_token_and_is_rationed_by_the_day(vendor: WechatDouble, client: Client) -> None:
    now = [1_700_000_000.0]
    vendor.clock = lambda: now[0]
    answers = [client.stable(force_refresh=True) for _ in range(FORCED_A_DAY + 1)]
    assert [client.errcode(token=answer["access_token"]) for answer in answers[-3:-1]] == [40001, 0]
    assert answers[-1]["errcode"] == 45009
    assert vendor.forced_refreshes == FORCED_A_DAY + 1
    now[0] += 86400
    assert "access_token" in client.stable(force_refresh=True)


def test_a_revoked_token_is_handed_out_again_until_it_is_forced(vendor: WechatDouble, client: Client) -> None:
    vendor.tokens.revoke()
    assert client.stable()["access_token"] == client.token
    assert client.errcode() == 40001
    assert client.errcode(token=client.stable(force_refresh=True)["access_token"]) == 0


def test_a_granted_token_works_until_all_are_rotated(vendor: WechatDouble, client: Client) -> None:
    vendor.tokens.grant("the caller's own")
    assert client.errcode(token="the caller's own") == 0
    vendor.tokens.rotate()
    assert client.errcode(token="the caller's own") == client.errcode() == 40001


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"grant_type": "password"}, 40002),
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"appid": "wx"}, 40013),
        ({"secret": "s"}, 40125),
    ],
)
def test_both_token_endpoints_check_the_credentials(client: Client, fields: dict[str, str], code: int) -> None:
    assert client.plain(**fields)["errcode"] == client.stable(**fields)["errcode"] == code


def test_the_token_endpoints_keep_to_their_methods(vendor: WechatDouble, client: Client) -> None:
    wrong = [
        client.session.post(f"{vendor.url}/cgi-bin/token", timeout=5),
        client.session.get(f"{vendor.url}/cgi-bin/stable_token", timeout=5),
        client.session.post(f"{vendor.url}/cgi-bin/stable_token", timeout=5),
        client.session.post(f"{vendor.url}/cgi-bin/stable_token", data=b"{", timeout=5),
    ]
    assert [answer.json()["errcode"] for answer in wrong] == [43001, 43002, 44002, 47001]
    assert vendor.token_requests == 5


def test_token_endpoints_can_be_slow(vendor: WechatDouble, client: Client) -> None:
    vendor.token_delay_s = 0.2
    start = time.monotonic()
    client.stable()
    assert time.monotonic() - start >= 0.2


# -- faults


@pytest.mark.parametrize(("code", "known"), [(45009, True), ("45009", True), (-1, True), (7654321, False)])
def test_any_errcode_once_then_well_again(vendor: WechatDouble, client: Client, code: int | str, known: bool) -> None:
    vendor.fail_next("qrcode", Fault.errcode(code))
    answer = client.call()
    assert answer["errcode"] == code
    assert RID.sub("", str(answer["errmsg"])) == (ERRCODES[int(code)].text if known else "unknown error")
    assert client.errcode() == 0


def test_a_success_may_have_its_errcode_as_text(vendor: WechatDouble, client: Client) -> None:
    vendor.always("qrcode", Fault.errcode("0"))
    assert client.call() == {**EXAMPLES["qrcode"], "errcode": "0"}


def test_an_errcode_may_have_its_own_text_and_suffix(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("ocr", Fault.errcode(101002, "not enough market quota", rid=False, hint=True))
    assert str(client.call("ocr")["errmsg"]).startswith("not enough market quota hint: [")


def test_a_bad_token_is_named_before_a_quota_and_uses_up_no_fault(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("qrcode", Fault.errcode(45009))
    assert [client.errcode(token="unknown"), client.errcode(), client.errcode()] == [40001, 45009, 0]


def test_a_quota_is_reached_after_some_calls_and_lasts(vendor: WechatDouble, client: Client) -> None:
    vendor.always("qrcode", Fault.errcode(45011), after=2)
    assert [client.errcode() for _ in range(4)] == [0, 0, 45011, 45011]
    assert client.errcode("aicrop") == 0
    vendor.heal("qrcode")
    assert client.errcode() == 0


def test_a_passing_fault_comes_before_a_lasting_one(vendor: WechatDouble, client: Client) -> None:
    vendor.always(EVERY, Fault.errcode(40001))
    vendor.fail_next("qrcode", Fault.errcode(-1), times=2, after=1)
    assert [client.errcode() for _ in range(4)] == [40001, -1, -1, 40001]
    assert client.errcode("ocr") == 40001
    vendor.heal()
    assert client.errcode() == 0


def test_tokens_rotate_in_the_middle_of_a_run(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("qrcode", Fault.rotation(), after=2)
    assert [client.errcode() for _ in range(4)] == [0, 0, 40001, 40001]
    assert client.errcode(token=client.stable()["access_token"]) == 0


@pytest.mark.parametrize("status", [412, 500, 502, 504])
def test_http_statuses(vendor: WechatDouble, client: Client, status: int) -> None:
    vendor.fail_next("qrcode", Fault.http(status))
    answer = client.raw()
    assert (answer.status_code, answer.content) == (status, b"")


def test_answers_that_are_no_json(vendor: WechatDouble, client: Client) -> None:
    for fault in (Fault.html(), Fault.html(502), Fault.truncated_json(), Fault.empty()):
        vendor.fail_next("qrcode", fault)
    answers = [client.raw() for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 502, 200, 200]
    assert answers[0].headers["Content-Type"] == "text/html"
    assert [answer.content[:14] for answer in answers] == [b"<html>\r\n<head>"] * 2 + [b'{"errcode":0,"', b""]
    for answer in answers:
        with pytest.raises(requests.JSONDecodeError):
            answer.json()
    assert client.errcode() == 0


def test_a_wrong_content_type_leaves_the_body_as_it_is(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("qrcode", Fault.wrong_type())
    answer = client.raw()
    assert (answer.headers["Content-Type"], answer.json()) == ("text/plain", EXAMPLES["qrcode"])


def test_a_body_shorter_than_it_promised(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("qrcode", Fault.truncated_body())
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        client.raw()
    assert client.errcode() == 0


def test_a_slow_answer_comes_in_the_end(vendor: WechatDouble, client: Client) -> None:
    vendor.always("qrcode", Fault.slow(0.2))
    start = time.monotonic()
    assert client.errcode() == 0
    assert time.monotonic() - start >= 0.2
    with pytest.raises(requests.ReadTimeout):
        client.raw(timeout=0.05)


def test_a_dripping_answer_beats_a_read_timeout_that_looks_at_single_bytes(
    vendor: WechatDouble, client: Client
) -> None:
    vendor.fail_next("qrcode", Fault.drip(0.001))
    start = time.monotonic()
    assert client.raw(timeout=0.15).json() == EXAMPLES["qrcode"]
    assert time.monotonic() - start > 0.15


@pytest.mark.parametrize("after_body", [False, True])
def test_a_connection_is_reset_before_or_after_the_body(vendor: WechatDouble, client: Client, after_body: bool) -> None:
    vendor.fail_next("qrcode", Fault.reset(after_body=after_body))
    # the client that is still sending may meet the reset there, and then sees only the end of the stream
    with pytest.raises(requests.ConnectionError, match="reset by peer" if after_body else "Connection aborted"):
        client.raw()
    assert (vendor.count("qrcode"), len(vendor.calls_of("qrcode"))) == (1, int(after_body))
    assert client.errcode() == 0


def test_a_kept_connection_is_closed_between_two_requests(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("qrcode", Fault.hang_up())
    answer = client.raw()
    assert answer.json() == EXAMPLES["qrcode"]
    assert "close" not in answer.headers.get("Connection", "")
    address = urlsplit(vendor.url)
    request = f"GET /cv/img/qrcode?access_token={client.token} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    vendor.fail_next("qrcode", Fault.hang_up())
    with socket.create_connection((address.hostname, address.port or 0), timeout=5) as raw:
        raw.sendall(request)
        while raw.recv(4096):
            pass  # the answer, and then the end of the stream instead of a wait for the next request


# -- death


def test_a_killed_vendor_resets_what_is_open_and_comes_back_at_the_same_port(
    vendor: WechatDouble, client: Client
) -> None:
    url = vendor.url
    vendor.always("qrcode", Fault.slow(60))
    outcome: list[Exception] = []

    def wait_for_an_answer() -> None:
        try:
            client.raw(timeout=30)
        except requests.ConnectionError as error:
            outcome.append(error)

    waiting = threading.Thread(target=wait_for_an_answer)
    waiting.start()
    while not vendor.calls_of("qrcode"):
        time.sleep(0.005)
    vendor.kill()
    waiting.join(5)
    assert "reset by peer" in str(outcome[0])
    with pytest.raises(requests.ConnectionError, match="refused"):
        client.raw()
    vendor.heal()
    vendor.revive()
    assert vendor.url == url
    assert client.errcode() == 0, "tokens survive a death"


def test_a_client_that_dies_in_the_middle_of_its_body_is_not_recorded(vendor: WechatDouble) -> None:
    address = urlsplit(vendor.url)
    with socket.create_connection((address.hostname, address.port or 0), timeout=5) as raw:
        raw.sendall(b"POST /cv/img/qrcode HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\nonly this")
        raw.shutdown(socket.SHUT_WR)
        assert raw.recv(100) == b""
    assert (vendor.count("qrcode"), vendor.calls) == (1, [])


def test_a_vendor_dies_and_comes_back_under_load(vendor: WechatDouble) -> None:
    vendor.tokens.grant("t")
    over = threading.Event()

    def hammer(_: int) -> set[object]:
        seen: set[object] = set()
        with requests.Session() as session:
            session.trust_env = False
            while not over.is_set():
                try:
                    answer = session.post(
                        f"{vendor.url}/cv/img/qrcode?access_token=t", files={"img": ("a", b"x")}, timeout=5
                    )
                    seen.add(answer.json()["errcode"])
                except requests.ConnectionError:
                    seen.add("gone")
        return seen

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(hammer, number) for number in range(8)]
        for _ in range(5):
            time.sleep(0.03)
            vendor.kill()
            time.sleep(0.01)
            vendor.revive()
        time.sleep(0.05)
        over.set()
        assert {code for one in running for code in one.result()} == {0, "gone"}


def test_many_threads_are_counted_one_by_one(vendor: WechatDouble, client: Client) -> None:
    vendor.fail_next("qrcode", Fault.errcode(45009), times=7)

    def ten_calls(_: int) -> list[object]:
        with requests.Session() as session:
            mine = Client(vendor, session)
            return [mine.errcode() for _ in range(10)]

    with ThreadPoolExecutor(32) as pool:
        codes = [code for some in pool.map(ten_calls, range(32)) for code in some]
    assert (codes.count(45009), codes.count(0)) == (7, 313)
    assert vendor.count("qrcode") == len(vendor.calls_of("qrcode")) == 320
    assert {call.token for call in vendor.calls_of("qrcode")} == {client.token}
    vendor.forget()
    assert (vendor.count(), vendor.token_requests, vendor.calls) == (0, 0, [])
