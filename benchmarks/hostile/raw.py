"""Raw requests, from good to absurd, the same ones for the same seed; and what may come back."""

import json
import random
import re
import zlib
from collections.abc import Callable
from urllib.parse import quote

from shared.wechat import tokens
from tests.support import SIGNING_KEY, qr_png

PATHS = (
    "/cv/img/qrcode",
    "/cv/img/aicrop",
    "/cv/ocr/comm",
    "/cv/img/superresolution",
    "/cgi-bin/token",
    "/cgi-bin/stable_token",
    "/cgi-bin/media/get",
    "/aliyun_api/pic_handle_3",
    "/get_pic_3",
    "/healthz",
    "/readyz",
    "/metrics",
    "/robots.txt",
    "/favicon.ico",
    "/nowhere",
)
_METHODS = ("GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "get", "G\x00T")
_KINDS = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "")
_NAMES = (
    "img",
    "img_url",
    "ratios",
    "access_token",
    "appid",
    "secret",
    "grant_type",
    "media_id",
    "spec_id",
    "file",
    "",
)
_PICTURE = qr_png("fuzz", scale=3)
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_BOUNDARY = b"--b"


class Requests:
    """An endless row of requests."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._token = tokens.issue(SIGNING_KEY, "the-client")[0]

    def next(self) -> list[bytes]:
        """One request, in the pieces in which it is to be sent."""
        content = self._request()
        if self._random.random() < 0.25:
            content = self._mutated(content)
        if self._random.random() < 0.1:
            cut = self._random.randrange(len(content) + 1)
            return [content[:cut]] if self._random.random() < 0.5 else [content[:cut], content[cut:]]
        return [content]

    def _request(self) -> bytes:
        choose = self._random.choice
        body, kind = self._body()
        length: list[bytes] = [f"Content-Length: {len(body)}".encode()]
        if self._random.random() < 0.15:
            length, body = [b"Transfer-Encoding: chunked"], self._chunked(body)
        if self._random.random() < 0.05:
            length.append(
                choose([b"Content-Length: 5", b"Content-Length: abc", b"Transfer-Encoding: gzip", b"Expect: 9"])
            )
        path = choose(PATHS) if self._random.random() < 0.9 else self._text(40)
        target = f"{path}?{self._query()}" if self._random.random() < 0.8 else path
        line = f"{choose(_METHODS)} {target} HTTP/1.{choose('0111119')}".encode("utf-8", "replace")
        headers = [b"Host: x", b"Content-Type: " + kind.encode(), *length, *self._headers()]
        return b"\r\n".join([line, *headers, b"", b""]) + body

    def _headers(self) -> list[bytes]:
        odd = [
            b"Connection: close",
            b"Expect: 100-continue",
            b"Authorization: APPCODE an-appcode",
            b"Range: bytes=0-0,2-3",
            b"Range: bytes=a-b",
            b"X-Emulate-Errcode: --1",
            b"X-Emulate-Errcode: 45009",
            b"Host: " + b"a" * 70 + b".com",
            b"X-WX-CLOUDBASE-ACCESS-TOKEN: y",
            b"traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            b"A" * self._random.choice([10, 9000, 70000]) + b": b",
            b"Cookie: " + self._text(60).encode("utf-8", "replace"),
        ]
        return self._random.sample(odd, self._random.randrange(3))

    def _query(self) -> str:
        pairs = [f"{name}={quote(self._value(name))}" for name in self._random.choices(_NAMES, k=3)]
        if self._random.random() < 0.6:
            pairs.append(f"access_token={self._token}")
        return "&".join(pairs)

    def _value(self, name: str) -> str:
        known = {"access_token": self._token, "ratios": "1,2.35", "grant_type": "client_credential", "spec_id": "1"}
        local = {"appid": "the-client", "secret": "the-secret", "img_url": "http://127.0.0.1:1/x"}
        value = {**known, **local}.get(name, "")
        return value if self._random.random() < 0.7 else self._text(30)

    def _body(self) -> tuple[bytes, str]:
        kind = self._random.choice(_KINDS)
        makers: dict[str, Callable[[], bytes]] = {_KINDS[0]: self._json, _KINDS[1]: self._form, _KINDS[2]: self._parts}
        if self._random.random() < 0.2:
            return self._random.randbytes(self._random.choice([0, 10, 1000, 100_000])), kind
        return makers.get(kind, bytes)(), kind

    def _form(self) -> bytes:
        return self._query().encode()

    def _json(self) -> bytes:
        values: list[object] = [1, -1, 1e308, None, True, "", "x" * 1000, [], {}, [[[[]]]], {"value": "AAAA"}, "\ud800"]
        values += [[1, 2], "1", {"type": "Buffer", "data": [137, 80]}, "http://127.0.0.1:1/", list(range(300))]
        names = (*_NAMES, "imgUrl", "img", "fair_level", "background_color", "clothes", "pic_url", "width_px")
        document = {name: self._random.choice(values) for name in self._random.choices(names, k=5)}
        if self._random.random() < 0.1:
            return self._random.choice([b"[" * 5000, b"{", b"null", b"[]", b'{"a":' * 500, b"\xff\xfe{}"])
        return json.dumps(document).encode()

    def _parts(self) -> bytes:
        parts = []
        for name in self._random.choices(_NAMES, k=self._random.randrange(5)):
            file = self._random.choice(['; filename="a"', "", "; filename*=UTF-8''%E4", '; filename=""'])
            picture = _PICTURE if self._random.random() < 0.7 else self._damaged(_PICTURE)
            content = picture if name in ("img", "file") else self._value(name).encode("utf-8", "replace")
            parts.append(f'Content-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content)
        return b"".join(_BOUNDARY + b"\r\n" + part + b"\r\n" for part in parts) + _BOUNDARY + b"--\r\n"

    def _chunked(self, body: bytes) -> bytes:
        size = self._random.choice([1, 100, 10_000])
        body = body[: 200 * size]
        pieces = [body[start : start + size] for start in range(0, len(body), size)]
        end = self._random.choice([b"0\r\n\r\n"] * 6 + [b"", b"zz\r\n", b"0\r\nA: b\r\n\r\n", b"-5\r\n"])
        return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end

    def _damaged(self, content: bytes) -> bytes:
        damaged = bytearray(content)
        for _ in range(self._random.randrange(1, 20)):
            damaged[self._random.randrange(len(damaged))] = self._random.randrange(256)
        return bytes(damaged) if self._random.random() < 0.8 else zlib.compress(content)

    def _mutated(self, content: bytes) -> bytes:
        changed = bytearray(content)
        for _ in range(self._random.randrange(1, 4)):
            place = self._random.randrange(min(len(changed), 400))
            what = self._random.choice([b"", b"\r\n", b"\x00", b"\xff", b" ", b":", b"%", self._random.randbytes(3)])
            changed[place : place + self._random.randrange(3)] = what
        return bytes(changed)

    def _text(self, length: int) -> str:
        alphabet = "abc/%?&=#.:;@\\\"'<>{}[] \t中文é\u2028\x7f\x1b0129-_"
        return "".join(self._random.choices(alphabet, k=self._random.randrange(length)))


def complaint(answer: bytes) -> str | None:
    """What is wrong with what came back on a connection; None for answers in the vendor's form, files and probes."""
    while answer:
        head, _, rest = answer.partition(b"\r\n\r\n")
        status = _STATUS.match(head)
        if status is None:
            return f"no HTTP: {answer[:80]!r}"
        if status[1] == b"100":
            answer = rest
            continue
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        size = int(length[1]) if length else len(rest)
        if rest.startswith(b"HTTP/1."):  # a HEAD has a length and no body: the next answer follows
            size = 0
        body, answer = rest[:size], rest[size:]
        kind = re.search(rb"(?i)\r\ncontent-type: ([^\r;]+)", head)
        problem = _judged(int(status[1]), kind[1].decode("latin-1") if kind else "", body)
        if problem:
            return problem
    return None


def _judged(status: int, kind: str, body: bytes) -> str | None:
    if status not in (200, 206, 416, 503):
        return f"status {status}"
    if kind.startswith(("image/", "text/plain")) or not body:
        return None
    try:
        document = json.loads(body)
    except ValueError:
        return f"{kind}: {body[:80]!r}"
    known = {"errcode", "errCode", "code", "access_token", "status"}
    return None if isinstance(document, dict) and known & document.keys() else f"JSON of another form: {body[:80]!r}"
