"""Who is compared. A peer takes a grey image and gives texts; one that cannot run here says why."""

import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import requests
import zxingcpp

from benchmarks.qrcode.images import Gray
from engines.codes import read_codes

Reader = Callable[[Gray], list[str]]
TIMEOUT_S = 60


@dataclass(frozen=True)
class Peer:
    """A reader and its clock: CPU time of this process, or wall time where another one works."""

    name: str
    read: Reader
    clock: Callable[[], float] = time.process_time


class UnavailableError(Exception):
    """The peer is not installed here."""


def ours() -> Peer:
    """Return the engine in this process."""
    return Peer("ours", lambda gray: [code.text for code in read_codes(gray).codes])


def zxing() -> Peer:
    """Return zxing-cpp alone with its defaults, but without brackets in GS1 texts."""

    def read(gray: Gray) -> list[str]:
        return [code.text for code in zxingcpp.read_barcodes(gray, text_mode=zxingcpp.TextMode.Plain)]

    return Peer("zxing-cpp", read)


def zbar() -> Peer:
    """Return zbar by pyzbar."""
    try:
        pyzbar = importlib.import_module("pyzbar.pyzbar")
    except ImportError as error:
        raise UnavailableError(f"pyzbar: {error}") from error
    return Peer("zbar", lambda gray: [found.data.decode("utf-8", "replace") for found in pyzbar.decode(gray)])


def wechat() -> Peer:
    """Return WeChat's own QR decoder, which opencv-contrib has."""
    module = getattr(cv2, "wechat_qrcode", None)
    if module is None or not hasattr(module, "WeChatQRCode"):
        raise UnavailableError("WeChat decoder: this OpenCV has no contrib modules")
    decoder = module.WeChatQRCode()

    def read(gray: Gray) -> list[str]:
        try:
            texts, _ = decoder.detectAndDecode(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR))
        except UnicodeDecodeError:  # it drops payloads that are not UTF-8
            return []
        return [str(text) for text in texts if text]

    return Peer("WeChat (QR only)", read)


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


def available(url: str | None, token: str) -> list[Peer]:
    """Return the peers that run here, and print one line for each that does not."""
    makers: list[Callable[[], Peer]] = [ours, zxing, zbar, wechat]
    if url:
        makers.insert(1, lambda: over_http(url, token))
    peers = []
    for make in makers:
        try:
            peers.append(make())
        except UnavailableError as error:
            print(f"skipped: {error}")
    return peers
