"""Engines as processes: started, asked, stopped. Knows the worker's lines, not the engines."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("worker.py")
BOUND = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


class UnavailableError(Exception):
    """The engine cannot run here; the text says why."""


@dataclass(frozen=True)
class Peer:
    """An engine's name and the interpreter that has its libraries. `threads` 0 leaves the engine its default."""

    name: str
    python: Path
    models: str = ""
    threads: int = 1


class Running:
    """One started engine."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.start = self._line()
        if "missing" in self.start:
            raise UnavailableError(str(self.start["missing"]))

    def ask(self, path: Path) -> dict[str, Any]:
        """Read one image."""
        self._send(str(path))
        return self._line()

    def ask_many(self, paths: Sequence[Path], at_once: int) -> Iterator[dict[str, Any]]:
        """Read images, several at a time; answers come in their order."""
        self._send("\t".join([str(at_once), *map(str, paths)]))
        for _ in paths:
            yield self._line()

    def _send(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _line(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise UnavailableError(f"the process ended with {self.process.wait()}")
        message: dict[str, Any] = json.loads(line)
        return message


@contextmanager
def running(peer: Peer) -> Iterator[Running]:
    """Start an engine; stop it at the end."""
    bound = {name: str(peer.threads) for name in BOUND} if peer.threads else {}
    command = [str(peer.python), str(WORKER), peer.name, peer.models, "--threads", str(peer.threads)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | bound,
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()
