"""The running emulator over a socket: what it prints, raw HTTP forms, parallel and hostile clients."""

import io
import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import requests
from PIL import Image

from emulator.__main__ import settings
from emulator.app import Emulator as Application
from gateway.app import application
from shared.config import Settings
from tests.support import Emulator, encoded, qr_png
from tests.support.servers import running

PNG = qr_png("hello")


def recognise(emulator: Emulator, data: bytes) -> dict[str, Any]:
    response = requests.post(
        f"{emulator.url}/cv/img/qrcode",
        params={"access_token": emulator.token},
        files={"img": ("a.png", data)},
        timeout=30,
    )
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    document: dict[str, Any] = response.json()
    return document


def raw(emulator: Emulator, request: bytes) -> bytes:
    """What the emulator answers to these very bytes."""
    parts = urlsplit(emulator.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


class TestGreeting:
    def test_shows_a_real_answer(self, emulator: Emulator) -> None:
        line = next(line for line in emulator.greeting.splitlines() if line.startswith("{"))
        texts = {code["data"] for code in json.loads(line)["code_results"]}
        assert texts == {"https://mp.weixin.qq.com", "SN:202611210042", "6901234567892", "SF1020304050607"}

    def test_printed_curl_lines_work_as_pasted(self, emulator: Emulator) -> None:
        if shutil.which("curl") is None:
            pytest.skip("curl is not installed")
        lines = [line for line in emulator.greeting.splitlines() if line.startswith("curl ")]
        outputs = [
            subprocess.run(["sh", "-c", f"{line} -s"], capture_output=True, check=True, text=True).stdout
            for line in lines
        ]
        assert len(json.loads(outputs[0])["code_results"]) == 4
        assert json.loads(outputs[1])["expires_in"] == 7200
        assert all(shlex.split(line)[0] == "curl" for line in lines)

    def test_port_in_use_is_a_sentence(self, emulator: Emulator) -> None:
        port = str(urlsplit(emulator.url).port)
        command = [sys.executable, "-m", "emulator"]
        result = subprocess.run(command, env={"PORT": port}, capture_output=True, check=False, text=True, timeout=60)
        assert result.returncode == 1
        assert result.stderr.startswith(f"port {port} is in use")

    @pytest.mark.parametrize(
        ("host", "url"),
        [
            ("", "http://127.0.0.1:8080"),
            ("0.0.0.0", "http://127.0.0.1:8080"),
            ("::", "http://[::1]:8080"),
            ("192.168.1.5", "http://192.168.1.5:8080"),
        ],
    )
    def test_it_greets_and_links_to_where_it_listens(
        self, monkeypatch: pytest.MonkeyPatch, host: str, url: str
    ) -> None:
        monkeypatch.setattr("shared.config._current", Settings(host=host))
        assert settings().public_base_url == url

    @pytest.mark.parametrize("path", ["/healthz", "/readyz"])
    def test_health(self, path: str, emulator: Emulator) -> None:
        assert requests.get(emulator.url + path, timeout=10).json() == {"status": "ok"}


class TestRawForms:
    def test_chunked_body(self, emulator: Emulator) -> None:
        body = b'--b\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n' + PNG + b"\r\n--b--\r\n"
        response = requests.post(
            f"{emulator.url}/cv/img/qrcode?access_token={emulator.token}",
            data=iter([body[:100], body[100:]]),
            headers={"Content-Type": "multipart/form-data; boundary=b"},
            timeout=30,
        )
        assert response.json()["code_results"][0]["data"] == "hello"

    def test_chunked_body_over_the_limit(self, emulator: Emulator) -> None:
        parts = urlsplit(emulator.url)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
            connection.sendall(
                f"POST /cv/img/qrcode?access_token={emulator.token} HTTP/1.1\r\nHost: x\r\n"
                "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
            )
            chunk = b"100000\r\n" + bytes(1 << 20) + b"\r\n"
            for _ in range(24):  # more than any function takes: ID photos have up to 16 MB, in base64
                connection.sendall(chunk)
            answer = b""
            while not answer.endswith(b"}"):
                answer += connection.recv(65536) or b"}"
            assert b'"errcode":45001' in answer

    def test_expect_100_continue(self, emulator: Emulator) -> None:
        body = b'--b\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n' + PNG + b"\r\n--b--\r\n"
        head = (
            f"POST /cv/img/qrcode?access_token={emulator.token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(body)}\r\n"
            "Expect: 100-continue\r\n\r\n"
        )
        answer = raw(emulator, head.encode() + body)
        assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
        assert b"hello" in answer

    def test_body_shorter_than_declared(self, emulator: Emulator) -> None:
        head = (
            f"POST /cv/img/qrcode?access_token={emulator.token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n--b\r\n"
        )
        assert b'"errcode":47001' in raw(emulator, head.encode())

    def test_keep_alive_after_a_refused_body(self, emulator: Emulator) -> None:
        with requests.Session() as session:
            url = f"{emulator.url}/cv/img/qrcode?access_token={emulator.token}"
            first = session.post(url, data=bytes(12_000_000), timeout=30).json()
            second = session.post(url, files={"img": PNG}, timeout=30).json()
        assert first["errcode"] == 45001
        assert second["errcode"] == 0


class TestOwnFaults:
    """What is wrong before a function is reached is answered in the vendor's form too."""

    @pytest.mark.parametrize("wish", ["--1", "-", "1-1", "²", "9" * 30, ""])
    def test_a_wish_that_is_no_code(self, wish: str, emulator: Emulator) -> None:
        head = f"GET /cv/img/qrcode HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Emulate-Errcode: {wish}\r\n\r\n"
        assert b'{"errcode":40097,' in raw(emulator, head.encode("latin-1"))

    def test_a_fault_of_the_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(_path: str) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("emulator.app.site.response", broken)
        answer = application("emulator", Application()).test_client().get("/").get_json()
        assert answer["errcode"] == -1
        assert "Zero" not in answer["errmsg"]

    @pytest.mark.parametrize("target", ["?x?a=${jndi:ldap://x}", "/cv/img/qrcode?a=b c", "ftp://x/y"])
    def test_a_target_that_is_none(self, target: str, emulator: Emulator) -> None:
        answer = raw(emulator, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert b'{"errcode":47001,' in answer


class TestParallel:
    def test_200_parallel_requests(self, emulator: Emulator) -> None:
        texts = [f"request {number}" for number in range(200)]
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda text: recognise(emulator, qr_png(text)), texts))
        assert [answer["code_results"][0]["data"] for answer in answers] == texts

    def test_slow_client_does_not_block_others(self, emulator: Emulator) -> None:
        parts = urlsplit(emulator.url)
        with socket.create_connection((parts.hostname, parts.port), timeout=20) as slow:
            slow.sendall(b"POST /cv/img/qrcode HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx")
            assert recognise(emulator, PNG)["errcode"] == 0


class TestImages:
    def test_exif_orientation_turns_the_positions(self, emulator: Emulator) -> None:
        picture = Image.new("L", (600, 300), 255)
        code = Image.open(io.BytesIO(PNG))
        picture.paste(code, (20, 20))
        exif = Image.Exif()
        exif[0x112] = 6
        turned = recognise(emulator, encoded(picture.convert("RGB"), "JPEG", quality=95, exif=exif))
        assert turned["img_size"] == {"w": 300, "h": 600}
        corner = turned["code_results"][0]["pos"]["left_top"]
        assert corner["x"] > 150
        assert corner["y"] < 150

    @pytest.mark.parametrize("mode", ["CMYK", "I;16", "1", "P", "LA", "RGBA", "L"])
    def test_every_mode(self, emulator: Emulator, mode: str) -> None:
        picture = Image.open(io.BytesIO(PNG)).convert("L")
        if mode == "I;16":
            data = encoded(picture.convert("I").point(lambda value: value * 257).convert("I;16"))
        else:
            data = encoded(picture.convert(mode), "TIFF" if mode == "CMYK" else "PNG")
        assert recognise(emulator, data)["code_results"][0]["data"] == "hello"

    def test_code_on_transparent_ground(self, emulator: Emulator) -> None:
        black = Image.open(io.BytesIO(PNG)).convert("L").point(lambda value: 255 - value)
        picture = Image.new("RGBA", black.size, (0, 0, 0, 0))
        picture.putalpha(black)
        assert recognise(emulator, encoded(picture))["code_results"][0]["data"] == "hello"

    def test_first_frame_of_an_animated_gif(self, emulator: Emulator) -> None:
        frames = [Image.open(io.BytesIO(qr_png(text))).convert("L") for text in ("first", "other")]
        data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
        assert [code["data"] for code in recognise(emulator, data)["code_results"]] == ["first"]

    def test_polyglot_is_read_as_the_image_that_it_is(self, emulator: Emulator) -> None:
        data = PNG + b"PK\x03\x04<script>alert(1)</script>"
        assert recognise(emulator, data)["code_results"][0]["data"] == "hello"

    def test_one_pixel(self, emulator: Emulator) -> None:
        answer = recognise(emulator, encoded(Image.new("RGB", (1, 1))))
        assert answer == {"errcode": 0, "errmsg": "ok", "code_results": [], "img_size": {"w": 1, "h": 1}}


class TestImageUrl:
    def test_downloaded_over_http(self, emulator: Emulator) -> None:
        class Picture(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(PNG)))
                self.end_headers()
                self.wfile.write(PNG)

            def log_message(self, *_args: object) -> None: ...

        with running(ThreadingHTTPServer(("127.0.0.1", 0), Picture)) as host:
            url = f"{host}/a%20b.png?x=1&y=2"
            base = f"{emulator.url}/cv/img/qrcode"
            token = {"access_token": emulator.token}
            answers = [
                requests.get(base, params={**token, "img_url": url}, timeout=30),
                requests.post(base, params=token, data={"img_url": url}, timeout=30),
                requests.post(base, params=token, json={"img_url": url}, timeout=30),
                requests.get(
                    f"{base}?access_token={emulator.token}",
                    params={"img_url": quote(url, "")},
                    timeout=30,
                ),
            ]
        assert [answer.json()["code_results"][0]["data"] for answer in answers] == ["hello"] * 4

    def test_private_address_is_refused(self, emulator: Emulator) -> None:
        response = requests.get(
            f"{emulator.url}/cv/img/qrcode",
            params={"access_token": emulator.token, "img_url": "http://10.0.0.1/a.png"},
            timeout=30,
        )
        assert response.json()["errcode"] == 101000
        assert re.search("10\\.0\\.0\\.1", response.text) is None
