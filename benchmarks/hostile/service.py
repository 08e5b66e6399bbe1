"""A function, or the emulator with all of them, as a process of its own, and what it takes of the machine."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT, free_port
from tests.support.function_process import AS_PACKAGED, environment

EMULATOR = "emulator"
_PATIENCE_S = 60


@dataclass(frozen=True)
class Service:
    """A service that runs; `pid` is its process, `log` the file of its standard error."""

    name: str
    port: int
    pid: int
    log: Path

    def figure(self, name: str) -> int:
        """A figure of /proc/PID/status: VmRSS and VmHWM in MB, Threads."""
        lines = Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines()
        words = next(line for line in lines if line.startswith(name)).split()
        return int(words[1]) // (1024 if words[-1] == "kB" else 1)

    def files(self) -> int:
        """How many files and sockets it has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))


@contextlib.contextmanager
def running(name: str, **settings: str) -> Iterator[Service]:
    """The function `name` behind the server of its package, or the emulator; with the tests' keys."""
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        variables = environment(Path(home), PYTHONPATH=str(ROOT), PORT=str(port), FETCH_ALLOW="127.0.0.1")
        variables |= {**AS_PACKAGED, **settings}
        if name != EMULATOR:
            variables |= {"FUNCTION_TARGET": name, "FUNCTION_SOURCE": f"functions/{name}/main.py"}
        module = EMULATOR if name == EMULATOR else "shared.serving"
        log = Path(home) / "stderr"
        with (
            log.open("w") as stderr,
            subprocess.Popen(
                [sys.executable, "-m", module], cwd=ROOT, env=variables, stderr=stderr, stdout=subprocess.DEVNULL
            ) as process,
        ):
            try:
                _wait(port, process)
                yield Service(name, port, process.pid, log)
            finally:
                process.terminate()
                process.wait(_PATIENCE_S)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return
        time.sleep(0.05)
    raise RuntimeError("the service does not answer")


def processors() -> int:
    """How many processors this machine lends."""
    return len(os.sched_getaffinity(0))
