"""The fuzz: many raw requests by several clients; every answer is judged, memory is watched."""

import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from .raw import Requests, complaint
from .service import Service, running

CLIENTS = 4
_PATIENCE_S = 30
SAMPLES = 10


@dataclass
class Found:
    """What a fuzz has found: answers by kind, complaints with the requests that caused them, memory on the way."""

    answers: Counter[str] = field(default_factory=Counter)
    complaints: list[tuple[str, bytes]] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    slowest: float = 0.0


def fuzz(name: str, count: int, seed: int) -> Found:
    """Send `count` requests to a service that is started for it."""
    found, lock, left = Found(), threading.Lock(), iter(range(count))
    with running(name) as service:

        def client(number: int) -> None:
            requests = Requests(seed * 1000 + number)
            while True:
                with lock:
                    done = next(left, None)
                    if done is None:
                        return
                    if done % max(1, count // SAMPLES) == 0:
                        found.memory.append(service.figure("VmRSS"))
                _one(service, requests.next(), found, lock)

        threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found.memory.append(service.figure("VmRSS"))
        lines = service.log.read_text("utf-8", "replace").splitlines()
        found.answers["log lines with a trace"] = sum('"trace"' in line for line in lines)
        found.answers["log lines that are no JSON"] = sum(not line.startswith("{") for line in lines)
    return found


def _one(service: Service, pieces: list[bytes], found: Found, lock: threading.Lock) -> None:
    started = time.monotonic()
    answer = _sent(service.port, pieces)
    seconds = time.monotonic() - started
    problem = complaint(answer) if answer else None if not b"".join(pieces).strip() else "no answer"
    with lock:
        found.slowest = max(found.slowest, seconds)
        found.answers["complaints" if problem else "answered"] += 1
        if problem:
            found.complaints.append((problem, b"".join(pieces)[:300]))


def _sent(port: int, pieces: list[bytes]) -> bytes:
    parts: list[bytes] = []
    with socket.create_connection(("127.0.0.1", port), _PATIENCE_S) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                parts.append(part)
        except OSError as error:
            parts.append(f"<{type(error).__name__}>".encode())
    return b"".join(parts)
