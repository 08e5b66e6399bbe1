"""Start an artifact as a platform does, in an almost empty environment, and time its first answers."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.function_process import environment
from tests.support.sample_calls import SampleCall

from .artifacts import Row

PATIENCE_S = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Start:
    """One cold start: seconds until the first answer, seconds of CPU spent by then.

    Of memory the megabytes after the last call, and at most.
    """

    answered: float
    cpu: float
    memory: float
    peak: float


def start(row: Row, home: Path, calls: Sequence[SampleCall] = (SampleCall(b""),)) -> Start:
    """Start `row` and send it `calls` one after the other. Then stop it. Raises RuntimeError at a wrong answer."""
    port = _free_port()
    variables = {**environment(home, PATH=os.defpath), "PORT": str(port), "PYTHON": sys.executable, **row.settings}
    began = time.perf_counter()
    with subprocess.Popen(
        [row.folder / "scf_bootstrap"],
        env=variables | {"LOG_LEVEL": "error"},
        cwd="/",
        start_new_session=True,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            connection = _connect(port, process)
            _ask(row, connection, calls[0])
            answered, cpu = time.perf_counter() - began, cpu_of(process.pid)
            for call in calls[1:]:
                _ask(row, connection, call)
            connection.close()
            return Start(answered, cpu, memory_of(process.pid), _peak(process.pid))
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(PATIENCE_S)


def _ask(row: Row, connection: http.client.HTTPConnection, call: SampleCall) -> None:
    connection.request(call.method, call.target, call.body or None, dict(call.headers))
    response = connection.getresponse()
    answer = response.read()
    if response.status != http.HTTPStatus.OK or call.expected not in answer:
        raise RuntimeError(f"{row.name} answers {response.status} {answer[:200]!r}")


def _connect(port: int, process: subprocess.Popen[bytes]) -> http.client.HTTPConnection:
    """A connection as soon as the port is open; the system keeps the request until a worker takes it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.002)
        else:
            return connection
    said = process.communicate()[1].decode() if process.poll() is not None else "nothing within the time"
    raise RuntimeError(f"it did not start: {said}")


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(descendant for child in children for descendant in _tree(int(child)))]


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and its children so far."""
    fields = [Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for one in _tree(pid)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / _TICKS


def memory_of(pid: int) -> float:
    """Megabytes in use by a process and its children; pages that they share count once."""
    kilobytes = 0
    for one in _tree(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1000


def _peak(pid: int) -> float:
    """The most megabytes that a process and its children have had, each."""
    kilobytes = 0
    for one in _tree(pid):
        lines = Path(f"/proc/{one}/status").read_text(encoding="ascii").splitlines()
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return kilobytes / 1000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
