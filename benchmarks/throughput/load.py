"""Put one packaged function under the load of wrk, with its sample call."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coldstart.artifacts import Row
from tests.support.function_process import environment, served
from tests.support.sample_calls import SampleCall, sample_call

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 8  # as many as a platform sends to an instance
WARM_UP_S = 1
_US = 1000.0  # wrk counts microseconds


@dataclass(frozen=True)
class Load:
    """What wrk has seen: calls, seconds that they took, wrong or missing answers, times of a call."""

    calls: int
    seconds: float
    errors: int
    median_ms: float
    late_ms: float

    @property
    def rate(self) -> float:
        """Calls a second."""
        return self.calls / self.seconds


def load(row: Row, script: Path, home: Path, seconds: int) -> Load:
    """Start `row` by a script and ask it for so many seconds. Raises CalledProcessError without wrk."""
    variables = environment(home, PATH=os.defpath, PYTHON=sys.executable, LOG_LEVEL="error")
    call = sample_call(row.function) if row.function else SampleCall(b"{}")
    _write(call, home)
    with served(row.name, [str(script)], home, variables) as running:
        _wrk(running.url, home, WARM_UP_S)
        return _wrk(running.url, home, seconds)


def _write(call: SampleCall, folder: Path) -> None:
    headers = "".join(f"{name}:{value}\n" for name, value in call.headers.items() if name != "Content-Length")
    texts = {"expected": call.expected, "method": call.method.encode(), "target": call.target.encode()}
    for name, content in (texts | {"body": call.body, "headers": headers.encode()}).items():
        (folder / name).write_bytes(content)


def _wrk(url: str, folder: Path, seconds: int) -> Load:
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
    command += ["--timeout", "30s", "--script", str(SCRIPT), url]
    variables = {**os.environ, "CALL_FOLDER": str(folder)}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    result = next(line for line in done.stdout.splitlines() if line.startswith("RESULT "))
    calls, duration, errors, median, late = (int(word) for word in result.split()[1:])
    return Load(calls, duration / 1e6, errors, median / _US, late / _US)
