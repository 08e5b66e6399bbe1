"""The answer to one request, by the application; also a refusal, which only the application can put into its form."""

from io import BytesIO
from typing import Any

from waitress.task import WSGITask
from waitress.utilities import InternalServerError

from shared import errors
from shared.bilingual import Bilingual
from shared.body import REFUSED

_BROKEN = b'{"errcode":-1,"errmsg":"system error"}'


class Task(WSGITask):
    """Served by the application. A refusal reaches it as an error in the environment, with no body."""

    def execute(self) -> None:
        """Write the answer."""
        error = self.request.error
        if error is not None:
            self.set_close_on_finish()
        if isinstance(error, InternalServerError):  # the application has failed, and would again
            self.complete = True
            self.content_length = len(_BROKEN)
            self.response_headers.append(("Content-Type", "application/json"))
            self.write(_BROKEN)
        else:
            super().execute()

    def build_response_header(self) -> bytes:
        """The head of the answer. It tells clients that keep a connection when we stop: each would send one more."""
        if self.channel.server.stopping and len(self.channel.requests) == 1:
            self.request.headers["CONNECTION"] = "close"
        head: bytes = super().build_response_header()
        return head

    def get_environment(self) -> dict[str, Any]:
        """The environment for the application."""
        environ: dict[str, Any] = super().get_environment()
        if self.request.error is None and self.channel.server.crowded:
            environ[REFUSED] = errors.Busy(
                Bilingual(
                    "too many answers wait to be taken: try again in a few seconds", "等待接收的响应过多：请过几秒重试"
                )
            )
        elif self.request.error is not None:
            environ |= {REFUSED: self.request.refusal, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
        return environ
