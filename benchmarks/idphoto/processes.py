"""Workers as processes: started, asked, stopped."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("worker.py")


class Worker:
    """A started worker; `ask` sends one line and waits for one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        started = self._line()
        if "missing" in started:
            raise SystemExit(f"worker: {started['missing']}")

    def ask(self, **fields: Any) -> dict[str, Any]:
        """Send fields; return what is answered."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(fields, default=str) + "\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"the worker ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def worker(python: Path, *arguments: str) -> Iterator[Worker]:
    """Start a worker; stop it at the end."""
    with subprocess.Popen(
        [str(python), str(WORKER), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Worker(process)
        finally:
            process.kill()
