"""A function as a process of its own, under the real framework: started, asked, stopped."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support import SIGNING_KEY, free_port, qr_png, text_png

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = sorted(entry.parent.name for entry in ROOT.glob("functions/*/main.py"))
LEQI = ("idphoto", "idphoto_result")  # the functions with Leqi's codes
WITHOUT_TOKEN = {"token": 40002, **dict.fromkeys(LEQI, 400)}  # what answers a bare GET; 41001 is everybody else's
APPCODE = "an-appcode"
PATIENCE_S = 60


@dataclass(frozen=True)
class Served:
    """A function that runs."""

    name: str
    url: str
    process: subprocess.Popen[str]

    def answer(self, method: str = "GET", **options: Any) -> dict[str, Any]:
        """The JSON answer to a request, which must have status 200."""
        response = requests.request(method, self.url, timeout=PATIENCE_S, **options)
        assert response.status_code == 200, response.text
        assert response.headers["Content-Type"] == "application/json"
        answer: dict[str, Any] = json.loads(response.content)
        return answer

    def results(self, image: bytes, token: str, results: str, text: str) -> list[str]:
        """What a recognising function reads in `image`: the `text` of each of its `results`."""
        files = {"img": ("image.png", image, "image/png")}
        answer = self.answer("POST", params={"access_token": token}, files=files)
        return [result[text] for result in answer[results]]


def code_of(answer: dict[str, Any]) -> int:
    """The vendor's code in an answer."""
    return int(answer["code"] if "code" in answer else answer["errcode"])


def works(function: Served, token: str) -> None:
    """Have a function do what it is for, once."""
    match function.name:
        case "qrcode":
            assert function.results(qr_png("在自己的云里"), token, "code_results", "data") == ["在自己的云里"]
        case "aicrop":
            files = {"img": ("image.png", text_png("Order 4711"), "image/png")}
            answer = function.answer("POST", params={"access_token": token, "ratios": "1"}, files=files)
            assert [result["crop_bottom"] for result in answer["results"]] == [answer["img_size"]["h"] - 1]
        case "printed_text_ocr":
            assert function.results(text_png("Order 4711"), token, "items", "text") == ["Order 4711"]
        case "superresolution":
            files = {"img": ("image.png", text_png("Order 4711"), "image/png")}
            assert len(function.answer("POST", params={"access_token": token}, files=files)["media_id"]) == 64
        case "idphoto_result":
            assert function.answer(headers={"Authorization": f"APPCODE {APPCODE}"})["code"] == 422
        case "media":
            assert function.answer(params={"access_token": token, "media_id": "x"})["errcode"] == 40007
        case "token":
            fields = {"grant_type": "client_credential", "appid": "the-client", "secret": "the-secret"}
            assert function.answer(params=fields)["expires_in"] == 7200
        case name:
            pytest.fail(f"say here what shows that {name} works")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Everything that a function's process knows of this machine."""
    known = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.environ["PATH"],
    }
    keys = {"SIGNING_KEY": SIGNING_KEY, "CLIENT_ID": "the-client", "CLIENT_SECRET": "the-secret"}
    store = {"STORE_URL": f"file://{home}/store", "PUBLIC_BASE_URL": "http://127.0.0.1", "APPCODES": APPCODE}
    return known | keys | store | more


@contextlib.contextmanager
def served(name: str, command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Iterator[Served]:
    """`command` running in `folder`, ready to be asked; its log is the file `stderr` in its home."""
    port = free_port()
    home = Path(variables["HOME"])
    with (
        (home / "stderr").open("w") as stderr,
        subprocess.Popen(
            command, cwd=folder, env={**variables, "PORT": str(port)}, start_new_session=True, stderr=stderr, text=True
        ) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}/"
            _wait(url, process)
            yield Served(name, url, process)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _wait(url: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the function ended with {process.returncode}"
        with contextlib.suppress(requests.ConnectionError):
            requests.get(url, timeout=PATIENCE_S)
            return
        time.sleep(0.02)
    raise AssertionError("the function does not answer")


def refusal(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> str:
    """What a function says on standard error when it does not start."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**variables, "PORT": str(free_port())},
        stderr=subprocess.PIPE,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode not in (0, None)
    return done.stderr
