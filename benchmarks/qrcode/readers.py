"""python -m benchmarks.qrcode.readers NAME [MODELS]: one peer's reader, for another interpreter that asks by pipe.

A picture comes as a line of JSON, [height, width], and its grey bytes; the answer is a line, [texts, CPU seconds].
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Reader = Callable[[Gray], list[str]]
MODELS = ("detect.prototxt", "detect.caffemodel", "sr.prototxt", "sr.caffemodel")


class UnavailableError(Exception):
    """The peer is not installed here."""


def zxing() -> Reader:
    """Return zxing-cpp alone with its defaults, but without brackets in GS1 texts."""
    plain = zxingcpp.TextMode.Plain
    return lambda gray: [found.text for found in zxingcpp.read_barcodes(gray, text_mode=plain)]


def zbar() -> Reader:
    """Return zbar by pyzbar."""
    try:
        pyzbar: Any = importlib.import_module("pyzbar.pyzbar")
    except ImportError as error:
        raise UnavailableError(f"pyzbar: {error}") from error
    # Both fail where zbar says no orientation or no place; only texts are asked for.
    pyzbar.zbar_symbol_get_orientation, pyzbar.bounding_box = None, lambda _: None
    return lambda gray: [found.data.decode("utf-8", "replace") for found in pyzbar.decode(gray)]


def wechat(models: Path | None) -> Reader:
    """Return WeChat's own QR decoder, which opencv-contrib has, with its networks where their folder is given."""
    module = getattr(cv2, "wechat_qrcode", None)
    if module is None or not hasattr(module, "WeChatQRCode"):
        raise UnavailableError("WeChat decoder: this OpenCV has no contrib modules")
    decoder = module.WeChatQRCode(*[str(models / name) for name in MODELS] if models else [])

    def read(gray: Gray) -> list[str]:
        try:
            texts, _ = decoder.detectAndDecode(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR))
        except UnicodeDecodeError:  # it drops payloads that are not UTF-8
            return []
        return [str(text) for text in texts if text]

    return read


def reader(name: str, models: Path | None) -> Reader:
    """Return the peer of that name: zxing, zbar or wechat. Raises UnavailableError."""
    makers: dict[str, Callable[[], Reader]] = {"zxing": zxing, "zbar": zbar, "wechat": lambda: wechat(models)}
    return makers[name]()


def main() -> None:
    """Answer until the input ends; the first line says whether the peer is there."""
    cv2.setNumThreads(1)
    try:
        read = reader(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    except UnavailableError as error:
        print(json.dumps(str(error)), flush=True)
        return
    print(json.dumps(""), flush=True)
    while line := sys.stdin.buffer.readline():
        height, width = json.loads(line)
        gray = np.frombuffer(sys.stdin.buffer.read(height * width), np.uint8).reshape(height, width)
        start = time.process_time()
        texts = read(gray)
        print(json.dumps([texts, time.process_time() - start]), flush=True)


if __name__ == "__main__":
    main()
