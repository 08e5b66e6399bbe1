"""The soak: all functions in one process, several clients for an hour; what the process holds, minute by minute."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator

import requests

from tests.support.function_process import FUNCTIONS
from tests.support.sample_calls import SampleCall, sample_call

from .service import EMULATOR, running

CLIENTS = 4
_PATHS = {
    "aicrop": "/cv/img/aicrop",
    "idphoto": "/aliyun_api/pic_handle_3",
    "idphoto_result": "/get_pic_3",
    "media": "/cgi-bin/media/get",
    "printed_text_ocr": "/cv/ocr/comm",
    "qrcode": "/cv/img/qrcode",
    "superresolution": "/cv/img/superresolution",
    "token": "/cgi-bin/token",
}
_RENEW_S = 1800
"""A sample call has a token of two hours and a picture that is kept for days: made anew in time."""


def soak(minutes: int) -> Iterator[str]:
    """Rows of a table: minute, calls, failures, RSS in MB, open files, threads."""
    counts: Counter[str] = Counter()
    until = time.monotonic() + 60 * minutes
    with running(EMULATOR) as service:
        base = f"http://127.0.0.1:{service.port}"
        threads = [threading.Thread(target=_client, args=(base, number, until, counts)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for minute in range(minutes + 1):
            figures = (service.figure("VmRSS"), service.files(), service.figure("Threads"))
            yield f"| {minute} | {counts['calls']} | {counts['failed']} | {figures[0]} | {figures[1]} | {figures[2]} |"
            time.sleep(max(0.0, min(60.0, until - time.monotonic())))
        for thread in threads:
            thread.join()


def _client(base: str, number: int, until: float, counts: Counter[str]) -> None:
    chosen = random.Random(number)
    made, calls = float("-inf"), dict[str, SampleCall]()
    with requests.Session() as session:
        while time.monotonic() < until:
            if time.monotonic() - made > _RENEW_S:
                made, calls = time.monotonic(), {name: sample_call(name) for name in FUNCTIONS}
            name = chosen.choice(FUNCTIONS)
            call = calls[name]
            url = base + _PATHS[name] + call.target.removeprefix("/")
            answer = session.request(call.method, url, headers=call.headers, data=call.body, timeout=120)
            counts["calls"] += 1
            counts["failed"] += call.expected not in answer.content
