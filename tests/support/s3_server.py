"""A server that speaks the S3 protocol: moto, a process of its own. Objects are in memory, signatures unchecked."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import requests

from tests.support import free_port

BUCKET = "pictures"
PATIENCE_S = 60


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The server's URL; it has an empty bucket."""
    url = f"http://127.0.0.1:{free_port()}"
    program = "import sys; from moto.server import main; main(sys.argv[1:])"
    with (folder / "s3.log").open("w") as log:
        command = [sys.executable, "-W", "ignore", "-c", program, "-p", url.rpartition(":")[2]]
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        with subprocess.Popen(command, stdout=log, stderr=log, env=environment) as process:
            try:
                deadline = time.monotonic() + PATIENCE_S
                while not _has_bucket(url):
                    assert process.poll() is None, (folder / "s3.log").read_text()
                    assert time.monotonic() < deadline
                    time.sleep(0.1)
                yield url
            finally:
                process.kill()


def _has_bucket(url: str) -> bool:
    try:
        return requests.put(f"{url}/{BUCKET}", timeout=PATIENCE_S).ok
    except requests.ConnectionError:
        return False
