"""A function as a process of its own, under the real framework: started, asked, stopped."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

import functions
from tests.support import SIGNING_KEY, STORE, free_port
from tests.support.sample_calls import APPCODE, sample_call

FUNCTIONS = functions.names()
LEQI = ("idphoto", "idphoto_result")  # the functions with Leqi's codes
WITHOUT_TOKEN = {"token": 40002, **dict.fromkeys(LEQI, 400)}  # what answers a bare GET; 41001 is everybody else's
PATIENCE_S = 60
AS_PACKAGED = {
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
    "MALLOC_MMAP_THRESHOLD_": "33554432",
}
"""What scf_bootstrap sets, so that time and memory are those of a packaged function."""


@dataclass(frozen=True)
class Served:
    """A function that runs; `log` is what it has written to standard error."""

    name: str
    url: str
    process: subprocess.Popen[str]
    log: Path

    def answer(self, method: str = "GET", **options: Any) -> dict[str, Any]:
        """The JSON answer to a request, which must have status 200."""
        response = requests.request(method, self.url, timeout=PATIENCE_S, **options)
        assert response.status_code == 200, response.text
        assert response.headers["Content-Type"] == "application/json"
        answer: dict[str, Any] = json.loads(response.content)
        return answer


def code_of(answer: dict[str, Any]) -> int:
    """The vendor's code in an answer."""
    return int(answer["code"] if "code" in answer else answer["errcode"])


def works(function: Served) -> None:
    """Have a function do what it is for, once."""
    call = sample_call(function.name)
    url = function.url.rstrip("/") + call.target
    response = requests.request(call.method, url, headers=call.headers, data=call.body, timeout=PATIENCE_S)
    assert response.status_code == 200
    assert call.expected in response.content, response.content[:500]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Everything that a function's process knows of this machine."""
    known = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": os.environ["PATH"],
    }
    keys = {"SIGNING_KEY": SIGNING_KEY, "CLIENT_ID": "the-client", "CLIENT_SECRET": "the-secret"}
    store = {"STORE_URL": f"file://{STORE}", "PUBLIC_BASE_URL": "http://127.0.0.1", "APPCODES": APPCODE}
    return known | keys | store | more


def command(name: str) -> list[str]:
    """Serves a function under the real framework, from the repository's root."""
    return [sys.executable, "-m", "functions_framework", "--target", name, "--source", f"functions/{name}/main.py"]


@contextlib.contextmanager
def served(name: str, command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Iterator[Served]:
    """`command` running in `folder`, ready to be asked; its log is in its home."""
    port = free_port()
    log = Path(variables["HOME"]) / "stderr"
    with (
        log.open("w") as stderr,
        subprocess.Popen(
            command, cwd=folder, env={**variables, "PORT": str(port)}, start_new_session=True, stderr=stderr, text=True
        ) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}/"
            _wait(url, process)
            yield Served(name, url, process, log)
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
