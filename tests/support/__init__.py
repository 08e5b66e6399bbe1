"""What several tests need: settings, pictures with codes, ports."""

import atexit
import contextlib
import io
import math
import random
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import flask
import numpy as np
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image, ImageDraw, ImageFont
from pytest_mock import MockerFixture

from shared import config
from shared.capability import Capability
from shared.clock import Deadline
from shared.download.addresses import Allow
from shared.entrypoint import Entrypoint
from shared.vendor import exchange, strangers
from shared.wechat import upstream
from shared.wire import Wire

ROOT = Path(__file__).resolve().parents[2]
SIGNING_KEY = "a-signing-key-for-the-tests-only"
STORE = tempfile.mkdtemp(prefix="store-")
atexit.register(shutil.rmtree, STORE, ignore_errors=True)
SETTINGS = config.Settings(
    signing_key=SIGNING_KEY,
    client_id="the-client",
    client_secret="the-secret",
    fetch_allow=Allow.parse("127.0.0.1"),
    store_url=f"file://{STORE}",
    public_base_url="http://127.0.0.1",
    appcodes=("an-appcode",),
)


def qr_png(text: str = "https://www.qq.com", scale: int = 6) -> bytes:
    """A PNG with one QR code."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return encoded(Image.fromarray(np.array(code.to_image(scale=scale, add_quiet_zones=True))))


def text_png(text: str) -> bytes:
    """A PNG with one line of Latin text in black on white."""
    font = ImageFont.load_default(40)
    picture = Image.new("L", (int(font.getlength(text)) + 80, 120), 255)
    ImageDraw.Draw(picture).text((40, 35), text, fill=0, font=font)
    return encoded(picture)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of an image file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


GUESSED_ID, GUESSED_SECRET = "guessed", "a-secret-that-is-guessed-at"
"""Another client of the running emulator, for wrong secrets: the function slows down who sends many."""
CLIENT_ID, CLIENT_SECRET = "someone", "a 'secret' & more"
"""The credentials of the running emulator; the pages' are demo and demo-secret."""
_CREDENTIALS = {
    "appid=demo&": f"appid={CLIENT_ID}&",
    "secret=demo-secret": f"secret={quote(CLIENT_SECRET)}",
    '"appid":"demo"': f'"appid":"{CLIENT_ID}"',
    '"secret":"demo-secret"': '"secret":"' + CLIENT_SECRET.replace("'", "'\\''") + '"',
}


@dataclass(frozen=True)
class Emulator:
    """A running emulator: where it listens, its own token, and what it has printed."""

    url: str
    token: str
    greeting: str
    process: subprocess.Popen[str]

    def command(self, shown: str) -> str:
        """A command of our pages, for this emulator: its address and its credentials."""
        shown = shown.replace("http://127.0.0.1:8080", self.url)
        for text, ours in _CREDENTIALS.items():
            shown = shown.replace(text, ours)
        return shown


def free_port() -> int:
    """A port for a server that starts a little later.

    Below those that systems hand out by themselves (from 32768 on Linux, from 49152 elsewhere): one of them may
    become somebody's between the probe and the server's start. Workers that test side by side draw at random.
    """
    draw = random.SystemRandom()
    while True:
        with socket.socket() as probe, contextlib.suppress(OSError):
            port = draw.randrange(10_000, 32_000)
            probe.bind(("127.0.0.1", port))
            return port


def mounted(module: ModuleType) -> FlaskClient:
    """A client of one function with nothing remembered of earlier calls; `module` is its main module."""
    for remembered in (upstream._tokens_of, exchange.quota, strangers._refused):
        remembered.cache_clear()  # another vendor may have had the same port
    fresh = Entrypoint(module.endpoint.capability, module.load_local)
    app = flask.Flask("function")
    app.before_request(lambda: fresh(flask.request))
    return app.test_client()


def some_capability(wire: Wire, **options: Any) -> Capability:
    """A record that says nothing but its form, and `options`."""
    return Capability(wire.function, (f"/{wire.function}",), wire, megabytes=128, seconds=5, **options)


class Steps(Deadline):
    """A deadline that passes after so many steps of work, however busy the machine is."""

    def __init__(self, steps: int) -> None:
        super().__init__(math.inf)
        self._steps = iter(range(steps))

    def passed(self) -> bool:
        return next(self._steps, None) is None


def give_steps(mocker: MockerFixture, local: ModuleType, steps: int) -> None:
    """Have the back end in the module `local` give its engine so many steps in place of seconds."""
    mocker.patch.object(local, "Deadline").after.return_value = Steps(steps)
