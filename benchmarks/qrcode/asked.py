"""A peer that runs under another interpreter, and answers that are kept in a file: a picture is asked about once."""

import hashlib
import json
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Self

from benchmarks.qrcode.readers import Gray, UnavailableError

ROOT = Path(__file__).parents[2]


class Asked:
    """A reader behind a pipe. `seconds` is the CPU time that its answers took in all, kept ones as at first."""

    def __init__(self, python: str, name: str, models: Path | None, kept: Path) -> None:
        """Start `python -m benchmarks.qrcode.readers`; `kept` is the file of answers, which need not be there yet.

        Raises UnavailableError if that interpreter lacks the peer.
        """
        self.name, self.seconds, self._kept = name if models is None else f"{name} with models", 0.0, kept
        lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
        self._answers: dict[str, tuple[list[str], float]] = dict(map(json.loads, lines))
        models_path = [str(models.resolve())] if models else []
        self._command = [python, "-m", "benchmarks.qrcode.readers", name, *models_path]
        self._start()

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the peer's process."""
        self._end()

    def read(self, gray: Gray) -> list[str]:
        """Return what the peer reads: nothing, where its process ends in the middle of it."""
        key = f"{self.name} {hashlib.sha256(repr(gray.shape).encode() + gray.tobytes()).hexdigest()[:32]}"
        if key not in self._answers:
            self._answers[key] = self._answered(gray)
            with self._kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._answers[key]]) + "\n")
        texts, seconds = self._answers[key]
        self.seconds += seconds
        return list(texts)

    def clock(self) -> float:
        """Return the CPU seconds so far."""
        return self.seconds

    def _answered(self, gray: Gray) -> tuple[list[str], float]:
        pipe = self._process.stdin
        assert pipe is not None
        with suppress(BrokenPipeError):
            pipe.write(json.dumps(gray.shape).encode() + b"\n" + gray.tobytes())
            pipe.flush()
        line = self._line()
        if not line:
            print(f"{self.name}: crashed")
            self._end()
            self._start()
            return [], 0.0
        texts, seconds = json.loads(line)
        return texts, seconds

    def _start(self) -> None:
        self._process = subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if missing := json.loads(self._line() or '"it ended at once"'):
            self._end()
            raise UnavailableError(f"{' '.join(self._command)}: {missing}")

    def _end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        return self._process.stdout.readline()
