"""`python -m benchmarks.vendor`: forwarding against a bare requests call, and the relay after the vendor's death.

The vendor is the tests' double on the loopback interface. Both sides of a ratio are measured in turn in one run.
"""

import logging
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import requests
from flask.testing import FlaskClient

from benchmarks.photo import photo
from shared import config
from shared.call import Call
from shared.wechat import tokens, upstream
from tests.support import SETTINGS, SIGNING_KEY, mounted, qr_png
from tests.support.wechat_double import WechatDouble

ROUNDS = 400
APPID, SECRET = "wx0", "benchmark"


def in_turn(*works: Callable[[], object]) -> list[list[float]]:
    """The milliseconds that each of the works takes, round by round."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, spent in zip(works, times, strict=True):
            started = time.perf_counter()
            work()
            spent.append((time.perf_counter() - started) * 1000)
    return times


def forwarding(vendor: WechatDouble, image: bytes) -> None:
    """Our forwarding beside requests with a kept connection."""
    session = requests.Session()
    session.trust_env = False
    login = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}
    token = session.post(f"{vendor.url}/cgi-bin/stable_token", json=login, timeout=9).json()["access_token"]
    call = Call(image=image)
    bare, ours = in_turn(
        lambda: session.post(
            f"{vendor.url}/cv/img/qrcode", params={"access_token": token}, files={"img": ("a.jpg", image)}, timeout=9
        ).json(),
        lambda: upstream.forward(call, "/cv/img/qrcode"),
    )
    middle = [statistics.median(spent) for spent in (bare, ours)]
    print(f"| forwarding, median | {middle[0]:.2f} ms | {middle[1]:.2f} ms | {middle[1] / middle[0]:.2f} |")


def outage(vendor: WechatDouble, qrcode: ModuleType, image: bytes) -> None:
    """The relay whose vendor is dead beside the local engine alone: the 99th of 100."""
    chosen = config.settings()
    url = f"/?access_token={tokens.issue(SIGNING_KEY, 'benchmark')[0]}"

    def asker(backend: config.Backend) -> Callable[[], object]:
        client: FlaskClient = mounted(qrcode)
        settings = replace(chosen, backend=backend)

        def ask() -> object:
            config.use(settings)
            document = {"img": {"value": {"type": "Buffer", "data": list(image)}}}
            return client.post(url, json=document).json["codeResults"][0]  # type: ignore[index]

        return ask

    local, relay = asker("local"), asker("relay")
    vendor.kill()
    relay()
    spent = [sorted(times)[int(ROUNDS * 0.99)] for times in in_turn(local, relay)]
    print(f"| relay, vendor dead, p99 | {spent[0]:.2f} ms | {spent[1]:.2f} ms | {spent[1] / spent[0]:.2f} |")


def main() -> None:
    """Print the table."""
    logging.disable(logging.WARNING)  # of the vendor's death
    image = photo()
    with WechatDouble(appid=APPID, secret=SECRET) as vendor:
        chosen = replace(SETTINGS, wechat_api_base=vendor.url, wechat_appid=APPID, wechat_secret=SECRET)
        config.use(replace(chosen, wechat_token_file=""))
        from functions.qrcode import main as qrcode

        print("| | bare | ours | ratio |\n| --- | --- | --- | --- |")
        forwarding(vendor, image)
        outage(vendor, qrcode, qr_png("small"))


if __name__ == "__main__":
    main()
