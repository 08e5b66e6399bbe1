"""A Leqi that can be run: a server on 127.0.0.1 that answers as its document says, and the gateway in front of it."""

import contextlib
import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from .servers import running

APPCODE = "the-appcode-at-leqi"
MADE = {
    "code": 200,
    "final_pic_name": ["89a58bd0dea511e9ab4900163e0aee01blue"],
    "print_wm_pic_url": ["https://leqi.example/result_wm%2F89a58bd0dea511e9ab4900163e0aee01blue_print.jpg?Signature=a"],
    "one_sheet_num": 8,
    "wm_pic_url": ["https://leqi.example/result_wm%2F89a58bd0dea511e9ab4900163e0aee01blue.jpg?Signature=b"],
}
LINKS = {
    "code": 200,
    "file_name": "https://leqi.example/result%2Fx.jpg",
    "file_name_list": "https://leqi.example/y.jpg",
}


@dataclass
class LeqiDouble:
    """Set `status` and `reason` for what the gateway answers in place of Leqi, `answer` for what Leqi does."""

    status: int = 200
    reason: str = ""
    answer: dict[str, Any] | None = None
    documents: list[dict[str, Any]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._running = contextlib.ExitStack()
        self.url = self._running.enter_context(running(ThreadingHTTPServer(("127.0.0.1", 0), self._handler())))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._running.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/aliyun_api/pic_handle_3"
                assert self.headers["Content-Type"] == "application/json"
                self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))), MADE)

            def do_GET(self) -> None:
                asked = urlsplit(self.path)
                assert asked.path == "/get_pic_3"
                self._reply({name: values[0] for name, values in parse_qs(asked.query).items()}, LINKS)

            def _reply(self, document: dict[str, Any], answer: dict[str, Any]) -> None:
                double.documents.append(document)
                code = self.headers.get("Authorization", "")
                double.codes.append(code)
                status, reason = (
                    (double.status, double.reason) if code == f"APPCODE {APPCODE}" else (400, "Invalid AppCode")
                )
                body = json.dumps(double.answer or answer).encode() if status == 200 else b""
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                if status != 200:
                    self.send_header("X-Ca-Error-Message", reason)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        return Handler
