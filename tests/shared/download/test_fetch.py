"""img_url against a server that misbehaves, and against names that lead where they must not."""

import socket
import ssl
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path

import pytest

from shared import errors
from shared.download.addresses import host_name, is_public
from shared.download.fetch import Allow, fetch
from tests.support import hostile_server
from tests.support.clock import Clock
from tests.support.hostile_server import IMAGE, HostileServer

LOOPBACK = Allow.parse("127.0.0.1")
LIMIT = 10_000  # bytes
BUDGET_S = 0.2
SOON_S = 8.0  # of a busy machine; what drips here does so for 20 seconds
PUBLIC = "93.184.215.14"


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with hostile_server.running() as running:
        yield running


def resolver(*answers: list[str]) -> Callable[[str, int], list[str]]:
    """A resolver that gives each answer once, in order, and then fails."""
    left = list(answers)
    return lambda host, port: left.pop(0)


def unused(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


def get(url: str, allow: Allow = LOOPBACK, budget_s: float = 5, max_bytes: int = LIMIT) -> bytes:
    return fetch(url, field="img_url", max_bytes=max_bytes, allow=allow, budget_s=budget_s, resolve=unused)


def refused(url: str, allow: Allow = LOOPBACK, *answers: list[str]) -> str:
    """Fetch, expect InvalidImageUrl, and return its advice, which must be one sentence that gives nothing away."""
    with pytest.raises(errors.InvalidImageUrl) as caught:
        fetch(
            url,
            field="img_url",
            max_bytes=LIMIT,
            allow=allow,
            budget_s=5,
            resolve=resolver(*answers) if answers else unused,
        )
    advice = str(caught.value.advice)
    assert "img_url" in advice
    assert len(advice) > 30
    for secret in ("127.0.0.1", "10.0.0", "169.254", "secret", "hidden", "?", "\n", "Errno"):
        assert secret not in advice
    return advice


# --- what arrives


@pytest.mark.parametrize(
    "path",
    [
        *("/image", "/image?x=1#part", "/until-close", "/chunked", "/gzip", "/encoding-utf-8", "/declared-nonsense"),
        *("/to-image", "/to-utf-8", "/to-latin", "/cookie", "/3-more"),
    ],
)
def test_image_arrives_whole(server: HostileServer, path: str) -> None:
    assert get(server.base + path) == IMAGE


def test_bytes_pass_through_whatever_they_are(server: HostileServer) -> None:
    assert get(server.base + "/html") == b"<html>login</html>"


def test_body_ends_where_content_length_says(server: HostileServer) -> None:
    assert get(server.base + "/longer-than-declared") == IMAGE[:100]


def test_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(server: HostileServer) -> None:
    for path in ("/image", "/until-close", "/chunked", "/gzip"):
        assert get(server.base + path, max_bytes=len(IMAGE)) == IMAGE
        with pytest.raises(errors.ImageTooLarge, match=str(len(IMAGE) - 1)):
            get(server.base + path, max_bytes=len(IMAGE) - 1)


def test_request_has_the_name_in_host_and_asks_for_no_compression_cookie_or_password(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login user password secret")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    url = f"http://IMG.example.:{server.port}/cookie?a=中&b=%20 c?"
    assert (
        fetch(url, field="img_url", max_bytes=LIMIT, allow=LOOPBACK, budget_s=5, resolve=lambda *_: ["127.0.0.1"])
        == IMAGE
    )
    first, second = server.seen[-2:]
    assert first.startswith("GET /cookie?a=%E4%B8%AD&b=%20%20c? HTTP/1.1\r\n")
    assert second.startswith("GET /image HTTP/1.1\r\n")
    for request in (first, second):
        assert f"\r\nHost: img.example:{server.port}\r\n" in request
        assert "\r\nAccept-Encoding: identity\r\n" in request
        assert "cookie:" not in request.lower()
        assert "authorization" not in request.lower()


def test_many_at_once_do_not_mix(server: HostileServer) -> None:
    paths = ["/image", "/html", "/gzip", "/longer-than-declared"] * 8
    expected = [IMAGE, b"<html>login</html>", IMAGE, IMAGE[:100]] * 8
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda path: get(server.base + path), paths)) == expected


# --- what does not


@pytest.mark.parametrize(
    ("path", "words"),
    [
        *[(f"/{status}", f"HTTP {status}") for status in (404, 500, 204, 206)],
        ("/302-without-location", "HTTP 302"),
        ("/empty", "empty"),
        ("/empty-gzip", "cut-off"),
        ("/gzip-cut", "cut-off"),
        ("/gzip-not", "damaged"),
        ("/shorter-than-declared", "Content-Length"),
        ("/chunked-cut", "broke off"),
        ("/chunk-size-x", "broke off"),
        ("/chunk-size-minus-5", "broke off"),
        ("/reset", "broke off"),
        ("/not-http", "did not answer"),
        ("/says-nothing", "did not answer"),
    ],
)
def test_broken_answer_is_refused_with_what_is_wrong(server: HostileServer, path: str, words: str) -> None:
    assert words in refused(server.base + path + "?q=hidden")


def test_nobody_listening_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "did not answer" in refused(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("path", ["/declared-huge", "/gzip-bomb", "/endless", "/endless-chunks", "/endless-chunk-size"])
def test_too_many_bytes_never_fill_the_memory(server: HostileServer, path: str) -> None:
    limit = 200_000
    tracemalloc.start()
    try:
        with pytest.raises(errors.ImageTooLarge):
            get(server.base + path, max_bytes=limit)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * limit + 1_000_000


def test_huge_content_length_is_refused_before_the_body_is_read() -> None:
    with hostile_server.running() as server:  # of its own: the others' endless answers may still be under way
        with pytest.raises(errors.ImageTooLarge):
            get(server.base + "/declared-huge")
        assert server.sent <= len(hostile_server.ANSWERS["/declared-huge"])


@pytest.mark.parametrize("path", ["/endless-status", "/endless-continue", "/endless-headers"])
def test_endless_head_ends_soon(server: HostileServer, path: str) -> None:
    with pytest.raises((errors.ImageTooLarge, errors.InvalidImageUrl)) as caught:
        get(server.base + path, budget_s=10)
    assert "seconds" not in str(caught.value.advice)


# --- time


@pytest.mark.parametrize("path", ["/silence", *(path for path in hostile_server.SCRIPTS if "drip" in path)])
def test_a_byte_now_and_then_does_not_stretch_the_budget(server: HostileServer, path: str) -> None:
    begin = time.monotonic()
    with pytest.raises(errors.InvalidImageUrl, match=r"longer than 0\.2 seconds"):
        get(server.base + path, budget_s=BUDGET_S)
    assert BUDGET_S - 0.01 <= time.monotonic() - begin < SOON_S


def test_tls_handshake_that_drips_does_not_stretch_the_budget(server: HostileServer) -> None:
    begin = time.monotonic()
    with pytest.raises(errors.InvalidImageUrl, match=r"longer than 0\.2 seconds"):
        get(server.base.replace("http:", "https:"), budget_s=BUDGET_S)
    assert time.monotonic() - begin < SOON_S


def test_name_look_up_that_hangs_does_not_stretch_the_budget() -> None:
    release = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        release.wait(10)
        return [PUBLIC]

    begin = time.monotonic()
    try:
        with pytest.raises(errors.InvalidImageUrl, match="longer than"):
            fetch(
                "http://img.example/", field="img_url", max_bytes=LIMIT, allow=Allow(), budget_s=BUDGET_S, resolve=hang
            )
        assert time.monotonic() - begin < SOON_S
    finally:
        release.set()


def test_redirects_share_one_budget(server: HostileServer, clock: Clock) -> None:
    def slow(host: str, port: int) -> list[str]:
        clock.forward(0.075)
        return ["127.0.0.1"]

    with pytest.raises(errors.InvalidImageUrl, match="longer than"):
        url = f"http://img.example:{server.port}/3-more"
        fetch(url, field="img_url", max_bytes=LIMIT, allow=LOOPBACK, budget_s=BUDGET_S, resolve=slow)


# --- where a URL leads


@pytest.mark.parametrize(
    "url",
    [
        *("", "image.png", "//img.example/a.png", "ftp://img.example/a.png", "file:///etc/passwd", "data:image/png,x"),
        *(
            "gopher://127.0.0.1/",
            "http://",
            "http:///a.png",
            "http:img.example",
            "http://?q=hidden",
            "http://.",
            "http://a..b",
        ),
        *("http://user:secret@img.example/", "http://secret@img.example/", "http://@img.example/"),
        *("http://img.example:0/", "http://img.example:65536/", "http://img.example:-1/", "http://img.example:x/"),
        *("http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "http://0x7f000001/"),
        *("http://127.0.0.1./", "http://127.0.0.0x1/", "http://127。0。0。1。/", "http://①②⑦.1/", "http://1.2.3.4.5/"),
        *(
            "http://[fe80::1%25eth0]/",
            "http://[fe80::1%eth0]/",
            "http://[::1/",
            "http://[v1.x]/",
            "http://[127.0.0.1]/",
            "http://::1/",
        ),
        *("http://img.example\\@127.0.0.1/", "http://127.0.0.1\\.img.example/", "http://img%2eexample/"),
        *("http://img.example/\r\nHost: x", "http://img.example/\x00", "http://im\tg.example/", "http://im g.example/"),
        *("http://" + "a" * 64 + ".example/", "http://" + "a." * 200 + "b/", "http://img.example/" + "a" * 9000),
        *("http://-x.example/", "http://*.example/", "http://\ud800.example/", "http://img.example/\ud800"),
    ],
)
def test_url_that_is_no_plain_web_address_is_refused_without_a_look_up(url: str) -> None:
    refused(url)


def test_zone_id_is_refused_even_where_its_network_is_allowed() -> None:
    for zone in ("%eth0", "%25eth0"):
        assert "zone id" in refused(f"http://[fe80::1{zone}]/", Allow.parse("fe80::/10"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "https://10.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://100.100.100.200/",
    ],
)
def test_address_that_is_not_public_is_refused(url: str) -> None:
    assert "not public" in refused(url, Allow())


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.0.0.1"],
        ["10.0.0.1", PUBLIC],
        ["2606:2800:21f:cb07::1", "fd00:ec2::254"],
        ["fe80::1%eth0"],
    ],
)
@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://LOCALHOST./", "https://img.example/", "http://图.example/"]
)
def test_name_with_one_address_that_is_not_public_is_refused(url: str, addresses: list[str]) -> None:
    assert "not public" in refused(url, Allow(), addresses)


@pytest.mark.parametrize("addresses", [[], ["nonsense"]])
def test_name_without_an_address_is_refused(addresses: list[str]) -> None:
    assert "no address" in refused("http://img.example/", Allow(), addresses)


def test_name_that_does_not_resolve_is_refused() -> None:
    def fail(host: str, port: int) -> list[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(errors.InvalidImageUrl, match="no address"):
        fetch("http://img.example/", field="img_url", max_bytes=LIMIT, allow=Allow(), budget_s=5, resolve=fail)


def test_localhost_is_refused_with_the_system_resolver() -> None:
    with pytest.raises(errors.InvalidImageUrl, match="not public"):
        fetch("http://localhost/", field="img_url", max_bytes=LIMIT, allow=Allow(), budget_s=5)


def test_name_that_changes_its_address_after_the_check_is_not_looked_up_again(server: HostileServer) -> None:
    once = resolver(["127.0.0.1"])  # a second look-up fails the test, and the system knows no img.example
    url = f"http://img.example:{server.port}/image"
    assert fetch(url, field="img_url", max_bytes=LIMIT, allow=LOOPBACK, budget_s=5, resolve=once) == IMAGE


def test_name_that_changes_its_address_on_a_redirect_is_checked_again(server: HostileServer) -> None:
    assert "not public" in refused(f"http://img.example:{server.port}/to-image", LOOPBACK, ["127.0.0.1"], ["10.0.0.1"])


def test_dead_address_is_passed_over(server: HostileServer) -> None:
    allow = Allow.parse("127.0.0.0/8")
    answer = resolver(["127.0.0.2", "127.0.0.2", "127.0.0.1"])  # the server listens on the last one only
    url = f"http://img.example:{server.port}/image"
    assert fetch(url, field="img_url", max_bytes=LIMIT, allow=allow, budget_s=5, resolve=answer) == IMAGE


@pytest.mark.skipif(sys.platform != "linux", reason="a full queue swallows connections on Linux only")
def test_address_that_swallows_connections_leaves_time_for_the_next(server: HostileServer) -> None:
    with socket.socket() as deaf, socket.socket() as filler:
        deaf.bind(("127.0.0.2", server.port))
        deaf.listen(0)
        filler.connect(deaf.getsockname())
        answer = resolver(["127.0.0.2", "127.0.0.1"])
        url = f"http://img.example:{server.port}/image"
        assert (
            fetch(url, field="img_url", max_bytes=LIMIT, allow=Allow.parse("127.0.0.0/8"), budget_s=1, resolve=answer)
            == IMAGE
        )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        *(("/to-metadata", "not public"), ("/to-aliyun-metadata", "not public"), ("/to-private", "not public")),
        *(("/to-file", "http or https"), ("/to-nowhere", "http or https"), ("/to-userinfo", "user name")),
        *(("/loop", "more than 3 times"), ("/4-more", "more than 3 times")),
    ],
)
def test_redirect_to_where_it_must_not_go_is_refused(server: HostileServer, path: str, words: str) -> None:
    assert words in refused(server.base + path)


def test_loop_stops_after_three_redirects(server: HostileServer) -> None:
    before = len(server.seen)
    refused(server.base + "/loop")
    assert len(server.seen) - before == 4


# --- addresses


@pytest.mark.parametrize(
    "address",
    [
        *(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
        ),
        *("169.254.169.254", "169.254.0.23", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.0.9"),
        *("192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
        *("239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
        *(
            "::",
            "::1",
            "::7f00:1",
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:224.0.0.1",
        ),
        *("::ffff:169.254.169.254", "::ffff:100.100.100.200", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1"),
        *("64:ff9b::10.0.0.1", "64:ff9b::100.100.100.200", "64:ff9b:1::10.0.0.1", "64:ff9b:1::8.8.8.8", "100::1"),
        *(
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:0:808:808:0:0:f5ff:fffe",
            "2001:20::1",
            "2001:db8::1",
        ),
        *("2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "2002:808:808::", "3fff::1", "5f00::1", "4000::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1"),
    ],
)
def test_address_of_no_public_host(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not Allow().permits("img.example", ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", PUBLIC, "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "223.255.255.254"),
        *("2606:2800:21f:cb07::1", "2400:3200::1", "2001:200::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"),
    ],
)
def test_address_of_a_public_host(address: str) -> None:
    assert is_public(ip_address(address))


def test_host_names_have_one_spelling() -> None:
    for name in ("IMG.example", "img.example.", "img。example", "ＩＭＧ.example"):
        assert host_name(name) == "img.example"
    assert host_name("图.例子") == "xn--wcs.xn--fsqu00a"
    assert host_name("my_bucket.s3-x.example") == "my_bucket.s3-x.example"


# --- the operator's exceptions


@pytest.mark.parametrize(
    ("text", "host", "address", "permitted"),
    [
        ("127.0.0.1", "h", "127.0.0.1", True),
        ("127.0.0.1", "h", "127.0.0.2", False),
        ("127.0.0.1, 10.0.0.0/8, cdn.internal", "h", "10.9.9.9", True),
        ("127.0.0.1 10.0.0.0/8  cdn.internal", "cdn.internal", "192.168.0.1", True),
        ("CDN.Internal.", "cdn.internal", "192.168.0.1", True),
        ("cdn.internal", "x.cdn.internal", "192.168.0.1", False),
        ("fd00::/8,::1", "h", "fd00::5", True),
        ("10.0.0.0/8", "h", "::ffff:10.0.0.1", True),
        ("10.0.0.0/8", "h", "2002:a00:1::", False),
        ("", "h", "127.0.0.1", False),
        ("", "h", PUBLIC, True),
    ],
)
def test_allow_permits_what_it_names_and_nothing_else(text: str, host: str, address: str, permitted: bool) -> None:
    assert Allow.parse(text).permits(host, ip_address(address)) is permitted


@pytest.mark.parametrize(
    "entry",
    [
        "10.0.0.1/8",
        "10.0.0.0/33",
        "http://cdn.internal",
        "*.internal",
        "cdn.internal:80",
        "127.1",
        "2130706433",
        "[::1]",
    ],
)
def test_bad_allow_entry_is_named(entry: str) -> None:
    with pytest.raises(ValueError, match="neither an address") as caught:
        Allow.parse(f"127.0.0.1, {entry}")
    assert repr(entry) in str(caught.value)


def test_allowed_host_name_opens_its_addresses_for_that_name_only(server: HostileServer) -> None:
    allow = Allow.parse("cdn.internal")
    url = f"http://cdn.internal:{server.port}/image"
    assert (
        fetch(url, field="img_url", max_bytes=LIMIT, allow=allow, budget_s=5, resolve=resolver(["127.0.0.1"])) == IMAGE
    )
    assert "not public" in refused(url.replace("cdn.", "img."), allow, ["127.0.0.1"])
    assert "not public" in refused(url.replace("cdn.internal", "127.0.0.1"), allow)


# --- TLS


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[HostileServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with hostile_server.running(context) as running:
        yield running


def get_tls(url: str, trusted: Path | None) -> bytes:
    tls = ssl.create_default_context(cafile=trusted) if trusted else None
    return fetch(
        url, field="img_url", max_bytes=LIMIT, allow=LOOPBACK, budget_s=5, resolve=lambda *_: ["127.0.0.1"], tls=tls
    )


def test_pinned_tls_connection_asks_for_and_verifies_the_name(tls_server: HostileServer, certificate: Path) -> None:
    assert get_tls(f"https://img.example:{tls_server.port}/to-image", certificate) == IMAGE
    assert tls_server.names == ["img.example", "img.example"]
    assert all(f"\r\nHost: img.example:{tls_server.port}\r\n" in request for request in tls_server.seen)


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_certificate_of_another_name_is_refused(tls_server: HostileServer, certificate: Path, host: str) -> None:
    with pytest.raises(errors.InvalidImageUrl, match="TLS"):
        get_tls(f"https://{host}:{tls_server.port}/image", certificate)
    assert tls_server.seen == []


def test_certificate_that_nobody_vouches_for_is_refused(tls_server: HostileServer) -> None:
    with pytest.raises(errors.InvalidImageUrl, match="TLS"):
        get_tls(f"https://img.example:{tls_server.port}/image", None)
    assert tls_server.seen == []


def test_redirect_from_https_to_http_is_refused(tls_server: HostileServer, certificate: Path) -> None:
    tls_server.answers["/down"] = hostile_server.to(f"http://127.0.0.1:{tls_server.port}/image")
    with pytest.raises(errors.InvalidImageUrl, match="from https to http"):
        get_tls(f"https://img.example:{tls_server.port}/down", certificate)


def test_slow_drip_over_tls_does_not_stretch_the_budget(tls_server: HostileServer, certificate: Path) -> None:
    tls = ssl.create_default_context(cafile=certificate)
    url = f"https://img.example:{tls_server.port}/drip"
    begin = time.monotonic()
    with pytest.raises(errors.InvalidImageUrl, match="longer than"):
        fetch(
            url,
            field="img_url",
            max_bytes=LIMIT,
            allow=LOOPBACK,
            budget_s=BUDGET_S,
            resolve=lambda *_: ["127.0.0.1"],
            tls=tls,
        )
    assert time.monotonic() - begin < SOON_S
