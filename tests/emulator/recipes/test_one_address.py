"""Client libraries at one address: logins and calls that we pass on work, and no credential of ours goes to WeChat."""

import socketserver
import sys
from collections.abc import Iterator

import pytest

from tests.emulator.recipes.running import HERE, SAMPLES, fails, installed, python, run, works
from tests.support import CLIENT_ID, CLIENT_SECRET
from tests.support.servers import running
from tests.support.wechat_double import WechatDouble, others

PRINTED = [others.SESSION["openid"], others.PHONE["purePhoneNumber"], "ok", str(len(others.MINI_CODE))]
SENT = ["jscode2session", "stable_token", "getuserphonenumber", "subscribe", "getwxacodeunlimit"]


class Trap(socketserver.ThreadingTCPServer):
    """A proxy that lets nothing through, and notes which hosts were asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Trapped)
        self.hosts: list[str] = []

    @property
    def variables(self) -> dict[str, str]:
        """What has a program use it."""
        url = f"http://127.0.0.1:{self.server_address[1]}"
        return {"HTTPS_PROXY": url, "https_proxy": url, "NO_PROXY": "127.0.0.1"}


class _Trapped(socketserver.StreamRequestHandler):
    server: Trap

    def handle(self) -> None:
        self.server.hosts.append(self.rfile.readline().decode().split(" ")[1])
        self.wfile.write(b"HTTP/1.1 502 No way\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def trap() -> Iterator[Trap]:
    """Catches what goes to WeChat itself."""
    server = Trap()
    with running(server):
        yield server


@pytest.fixture(params=["wechatpy", "axios", "java", "curl"])
def program(request: pytest.FixtureRequest) -> list[str]:
    """The command that starts a client's recipe."""
    if request.param == "wechatpy":
        return [sys.executable, str(HERE / "rest_with_wechatpy.py")]
    if request.param == "axios":
        return ["node", str(request.getfixturevalue("node_folder") / "rest.js")]
    if request.param == "java":
        return ["java", "-cp", str(request.getfixturevalue("java_folder")), "Rest"]
    installed("curl")
    return ["sh", str(HERE / "rest.sh")]


def test_logs_in_and_calls_the_rest_of_wechat(program: list[str], port: int, vendor: WechatDouble, trap: Trap) -> None:
    printed = works([*program, others.CODE], f"http://127.0.0.1:{port}", **trap.variables)
    assert printed.splitlines() == PRINTED
    assert [call.endpoint for call in vendor.calls] == SENT
    assert trap.hosts == []
    assert not [call for call in vendor.calls if CLIENT_SECRET in {*call.query.values()}]


def test_says_what_is_wrong(program: list[str], port: int, vendor: WechatDouble) -> None:
    url = f"http://127.0.0.1:{port}"
    assert "40029" in fails([*program, "stale"], url)
    assert "40125" in fails([*program, others.CODE], url, CLIENT_SECRET="wrong")


class TestCoWechatApi:
    @pytest.fixture
    def program(self, request: pytest.FixtureRequest) -> list[str]:
        return ["node", str(request.getfixturevalue("node_folder") / "with_co_wechat_api.js")]

    def test_logs_in_and_calls_the_rest_of_wechat(
        self, program: list[str], port: int, vendor: WechatDouble, samples_url: str
    ) -> None:
        arguments = [others.CODE, f"{samples_url}/codes.png"]
        url = f"http://127.0.0.1:{port}"
        # The library writes the secret into one URL as it is: see docs/clients.md.
        assert "40125" in fails([*program, *arguments], url, CLIENT_SECRET="wrong")
        printed = works([*program, *arguments], url, CLIENT_ID="plain", CLIENT_SECRET="a-plain-secret").splitlines()
        assert printed[:4] == PRINTED
        assert "EAN_13 6901234567892" in printed[4:]
        assert [call.endpoint for call in vendor.calls] == SENT


class TestHalfMoved:
    """What each library sends to WeChat itself where less is moved than docs/clients.md says."""

    def test_wechatpy_with_its_base_url_alone(self, port: int, trap: Trap) -> None:
        code = f"""
            from wechatpy import WeChatClient
            class Client(WeChatClient):
                API_BASE_URL = "http://127.0.0.1:{port}/cgi-bin/"
            Client({CLIENT_ID!r}, {CLIENT_SECRET!r}).media.download("m")
        """
        run(python(code), **trap.variables)
        assert trap.hosts == ["api.weixin.qq.com:443"]

    def test_pywe_with_its_domain_alone(self, port: int, trap: Trap) -> None:
        code = f"""
            from pywe_wxa_cv import CV
            cv = CV(appid={CLIENT_ID!r}, secret="s")
            cv.API_DOMAIN = "http://127.0.0.1:{port}"
            cv.qrcode(img_file=b"image")
        """
        run(python(code), **trap.variables)
        assert trap.hosts == ["api.weixin.qq.com:443"]

    def test_pywe_moved_as_the_recipe_does(self, port: int, trap: Trap, vendor: WechatDouble) -> None:
        run(
            [sys.executable, str(HERE / "with_pywe_wxa_cv.py"), str(SAMPLES / "codes.png")],
            f"http://127.0.0.1:{port}",
            **trap.variables,
        )
        assert trap.hosts == []
        assert [call.endpoint for call in vendor.calls] == ["stable_token", "aicrop"]
