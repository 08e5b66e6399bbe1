"""Several instances of each function behind a proxy that takes them in turn, with one bucket and one signing key.

What one of them has made, the others serve.
"""

import base64
import contextlib
import itertools
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.support import ROOT, s3_server, text_png
from tests.support.function_process import PATIENCE_S, environment, served
from tests.support.sample_calls import APPCODE
from tests.support.servers import running

INSTANCES = 3
PATHS = {
    "/cgi-bin/stable_token": "token",
    "/cv/img/superresolution": "superresolution",
    "/cgi-bin/media/get": "media",
    "/aliyun_api/pic_handle_3": "idphoto",
    "/get_pic_3": "idphoto_result",
}
LOGIN = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}


@contextlib.contextmanager
def proxy(instances: Mapping[str, list[str]]) -> Iterator[str]:
    """The URL of a proxy that sends each path's requests to its function's instances in turn."""
    turns = {name: itertools.cycle(urls) for name, urls in instances.items()}
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def pass_on(self) -> None:
            asked = urlsplit(self.path)
            with lock:
                name = next(name for path, name in PATHS.items() if f"{asked.path}/".startswith(f"{path}/"))
                url = next(turns[name])
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = requests.request(
                self.command,
                f"{url}{asked.path}?{asked.query}",
                data=body,
                headers=dict(self.headers),
                timeout=PATIENCE_S,
            )
            self.send_response(answer.status_code)
            for name in ("Content-Type", "Content-Disposition"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = pass_on  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as url:
        yield url


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The proxy's URL, with three instances of each function behind it."""
    with contextlib.ExitStack() as stack:
        bucket = stack.enter_context(s3_server.served(tmp_path_factory.mktemp("s3")))
        store = {
            "STORE_URL": f"s3://{s3_server.BUCKET}/deployed",
            "STORE_ENDPOINT": bucket,
            "STORE_ACCESS_KEY": "an-access-key",
            "STORE_SECRET_KEY": "a-secret-key",
        }

        def start(name: str) -> str:
            command = [sys.executable, "-m", "functions_framework", "--target", name]
            command += ["--source", f"functions/{name}/main.py"]
            variables = environment(tmp_path_factory.mktemp("home"), PYTHONPATH=".", **store)
            return stack.enter_context(served(name, command, ROOT, variables)).url

        yield stack.enter_context(proxy({name: [start(name) for _ in range(INSTANCES)] for name in PATHS.values()}))


def asked(method: str, url: str, **options: Any) -> dict[str, Any]:
    document: dict[str, Any] = requests.request(method, url, timeout=PATIENCE_S, **options).json()
    return document


def token_of(deployment: str) -> str:
    return str(asked("POST", f"{deployment}/cgi-bin/stable_token", json=LOGIN)["access_token"])


def enlarged(deployment: str, text: str) -> bytes:
    """A picture, enlarged by one instance with a token of a second one, and fetched from a third."""
    files = {"img": ("image.png", text_png(text), "image/png")}
    query = {"access_token": token_of(deployment)}
    answer = asked("POST", f"{deployment}/cv/img/superresolution", params=query, files=files)
    query = {"access_token": token_of(deployment), "media_id": answer["media_id"]}
    response = requests.get(f"{deployment}/cgi-bin/media/get", params=query, timeout=PATIENCE_S)
    assert response.headers["Content-Type"] == "image/png", response.text
    return response.content


def test_every_instance_gives_the_same_stable_token(deployment: str) -> None:
    assert len({token_of(deployment) for _ in range(2 * INSTANCES)}) == 1


def test_pictures_of_one_instance_come_from_any_other(deployment: str) -> None:
    texts = [f"order {number}" for number in range(4 * INSTANCES)]
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda text: enlarged(deployment, text), texts))
    assert len(set(pictures)) == len(texts)


def test_photos_of_one_instance_are_linked_and_shown_by_any_other(deployment: str) -> None:
    portrait = base64.b64encode((ROOT / "emulator/samples/astronaut.jpg").read_bytes()).decode()
    key = {"Authorization": f"APPCODE {APPCODE}"}
    for _ in range(INSTANCES):
        document = {"spec_id": 1, "file": portrait}
        made = asked("POST", f"{deployment}/aliyun_api/pic_handle_3", json=document, headers=key)
        (name,) = made["final_pic_name"]
        found = asked("GET", f"{deployment}/get_pic_3", params={"file_name": name}, headers=key)
        for link in (*made["wm_pic_url"], *made["print_wm_pic_url"], found["file_name"], found["file_name_list"]):
            _, path, rest = link.partition("/get_pic_3")
            photo = requests.get(f"{deployment}{path}{rest}", timeout=PATIENCE_S)
            assert photo.content[:3] == b"\xff\xd8\xff"
