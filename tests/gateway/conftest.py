"""A gateway in this process, in front of a vendor that speaks its protocol over a socket."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import functions
from gateway.app import Gateway, application
from gateway.passing import passing
from gateway.table import mounted
from shared import config
from shared.serving import Limits, Server
from shared.vendor import exchange, strangers
from shared.wechat import upstream
from tests.gateway.caller import APPID, SECRET
from tests.support import CLIENT_ID, CLIENT_SECRET, SETTINGS
from tests.support.servers import ask_to_stop
from tests.support.wechat_double import WechatDouble

Start = Callable[..., FlaskClient]


@pytest.fixture
def vendor() -> Iterator[WechatDouble]:
    with WechatDouble(appid=APPID, secret=SECRET) as double:
        yield double


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Another vendor may have had the same port; the lines are as long as other settings wanted them."""
    for remembered in (upstream._tokens_of, exchange.quota, strangers._refused):
        remembered.cache_clear()
    passing._passages.made = passing._bodies.made = None


@pytest.fixture
def start(vendor: WechatDouble, tmp_path: Path) -> Start:
    """Starts a gateway of the functions `names`, of all by default; `options` are settings."""

    def started(*names: str, **options: Any) -> FlaskClient:
        account: dict[str, Any] = {"wechat_api_base": vendor.url, "wechat_appid": APPID, "wechat_secret": SECRET}
        usual: dict[str, Any] = {
            "wechat_token_file": str(tmp_path / "no-token"),
            "vendor_seconds": 20.0,
            "pass_on": ("/",),
        }
        config.use(replace(SETTINGS, **{**account, **usual, **options}))
        return application("gateway", Gateway(mounted(names or functions.names()))).test_client()

    return started


@pytest.fixture
def client(start: Start) -> FlaskClient:
    """Of a gateway that passes on all that it may."""
    return start()


@pytest.fixture
def port(start: Start, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where a gateway listens behind our server, in this process; it passes on all that it may."""
    start(
        "token",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        clients=(("plain", "a-plain-secret"), ("the-client", "s")),
    )
    monkeypatch.setattr("shared.serving.server.signal.signal", lambda *_: None)
    gateway = Gateway(mounted(["token", "qrcode"]))
    limits = Limits(gateway.largest_body(), 20.0, 8)
    server = Server(application("gateway", gateway), "127.0.0.1", 0, limits)
    number = int(server.effective_port)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield number
    ask_to_stop(server)
    thread.join(60)
    server.close()
