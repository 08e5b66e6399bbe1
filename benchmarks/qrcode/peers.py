"""Who is compared. A peer takes a grey image and gives texts; one that cannot run here says why."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import requests

from benchmarks.qrcode import readers
from benchmarks.qrcode.asked import Asked
from benchmarks.qrcode.readers import Gray, Reader, UnavailableError
from engines.codes import read_codes

TIMEOUT_S = 60


@dataclass(frozen=True)
class Peer:
    """A reader and its clock: CPU time of this process or of the peer's own, or wall time where another one works."""

    name: str
    read: Reader
    clock: Callable[[], float] = time.process_time


@dataclass(frozen=True)
class Elsewhere:
    """Where zbar and WeChat's decoder are: an interpreter, WeChat's models if any, and the file of answers."""

    python: str = sys.executable
    models: Path | None = None
    kept: Path = Path(".data/peers.jsonl")

    @staticmethod
    def options(parser: argparse.ArgumentParser) -> None:
        """Add the options that `chosen` takes."""
        parser.add_argument(
            "--peers", default=sys.executable, help="the interpreter that has zbar and WeChat's decoder"
        )
        parser.add_argument("--models", type=Path, help="folder of WeChat's four model files")
        parser.add_argument("--kept", type=Path, default=Elsewhere.kept, help="file that keeps peers' answers")

    @classmethod
    def chosen(cls, options: argparse.Namespace) -> "Elsewhere":
        """Return what the options say."""
        return cls(options.peers, options.models, options.kept)

    def asked(self, name: str, title: str) -> Peer:
        """Return the peer under that interpreter. Raises UnavailableError."""
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        asked = Asked(self.python, name, self.models if name == "wechat" else None, self.kept)
        return Peer(title, asked.read, asked.clock)


def ours() -> Peer:
    """Return the engine in this process."""
    return Peer("ours", lambda gray: [code.text for code in read_codes(gray).codes])


def over_http(url: str, token: str) -> Peer:
    """Return a server with WeChat's interface at `url`, e.g. http://127.0.0.1:8080/cv/img/qrcode."""
    session = requests.Session()

    def read(gray: Gray) -> list[str]:
        image = np.asarray(cv2.imencode(".png", gray)[1]).tobytes()
        answer = session.post(
            url, params={"access_token": token}, files={"img": ("image.png", image, "image/png")}, timeout=TIMEOUT_S
        ).json()
        return [str(code["data"]) for code in answer.get("code_results", [])]

    return Peer("ours over HTTP (wall)", read, time.perf_counter)


def available(elsewhere: Elsewhere, url: str | None = None, token: str = "") -> list[Peer]:
    """Return the peers that run here, and print one line for each that does not."""
    makers: list[Callable[[], Peer]] = [
        ours,
        lambda: Peer("zxing-cpp", readers.zxing()),
        lambda: elsewhere.asked("zbar", "zbar"),
        lambda: elsewhere.asked("wechat", "WeChat (QR only)"),
    ]
    if url:
        makers.insert(1, lambda: over_http(url, token))
    peers = []
    for make in makers:
        try:
            peers.append(make())
        except UnavailableError as error:
            print(f"skipped: {error}")
    return peers
