"""One request as it arrives: what is no proper HTTP, too large or cut off is refused, with an error of ours."""

from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import ChunkedReceiver
from waitress.utilities import (
    BadRequest,
    Error,
    RequestEntityTooLarge,
    RequestHeaderFieldsTooLarge,
)

from shared import clock, errors
from shared.bilingual import Bilingual
from shared.body import too_large

from .limits import CHUNK_LINE_BYTES, CHUNKING_BYTES, HEAD_BYTES, TRAILER_BYTES

_TARGETS = ("/", "http://", "https://", "*")


class Request(HTTPRequestParser):
    """What waitress calls a parser; `refusal` is the error to answer with, None for a request that is to be served."""

    # For a refusal of what could not be parsed.
    command, path, query, request_uri, url_scheme = "GET", "/", "", "/", "http"
    refusal: errors.ServiceError | None = None

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.phase_began = clock.now()
        """When its first byte came, and after its head when that was there."""

    @property
    def started(self) -> bool:
        """Whether there is more of it than the empty lines that may stand between two requests."""
        return self.headers_finished or bool(self.header_plus.strip())

    @property
    def held(self) -> int:
        """Bytes of the body in memory."""
        return int(self.body_bytes_received)

    def received(self, data: bytes) -> int:
        """Take the next bytes; the number of those that belong to this request."""
        in_head = not self.headers_finished
        consumed: int = super().received(data)
        if in_head and self.headers_finished:
            self.phase_began = clock.now()
        if isinstance(self.body_rcv, ChunkedReceiver):
            self._check_chunks(self.body_rcv)
        if self.completed:
            self.expect_continue = False  # else waitress asks for a body that nobody waits for, and waits
        if self.error is not None and self.refusal is None:
            self.refuse(self._reason(self.error, in_head=in_head))
        return consumed

    def _check_chunks(self, receiver: ChunkedReceiver) -> None:
        if len(receiver.control_line) > CHUNK_LINE_BYTES or len(receiver.trailer) > TRAILER_BYTES:
            self.refuse(
                errors.InvalidData(
                    Bilingual(
                        "a chunk of the body has a line without end: send Content-Length instead",
                        "请求体有一个分块的首行没有结束：请改用 Content-Length",
                    )
                )
            )
        elif self.body_bytes_received - len(receiver) > CHUNKING_BYTES:
            self.refuse(
                errors.InvalidData(
                    Bilingual(
                        "the body has too many chunks: send larger ones, or Content-Length",
                        "请求体的分块过多：请加大分块，或改用 Content-Length",
                    )
                )
            )

    def parse_header(self, header_plus: bytes) -> None:
        """Read request line and headers. Raises ParsingError."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("a length of thousands of digits, or a host with half a bracket") from error
        if self.version not in ("1.0", "1.1"):
            raise ParsingError("another version")
        if not self.request_uri.startswith(_TARGETS):
            raise ParsingError("a target without a slash")
        if "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("chunks under HTTP/1.0")  # whose end waitress does not look for
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("two lengths")  # which of them counts, a proxy in front may see differently
        if "," in self.headers.get("HOST", ""):
            raise ParsingError("two hosts")
        if "close" in (option.strip().lower() for option in self.headers.get("CONNECTION", "").split(",")):
            self.headers["CONNECTION"] = "close"  # waitress looks for this word alone
        self.path = self.path or "/"

    def refuse(self, refusal: errors.ServiceError) -> None:
        """Answer with an error instead of serving; what has come of the body is let go of."""
        self.close()
        self.body_rcv, self.body_bytes_received = None, 0
        self.path = self.path or "/"  # a framework would redirect
        self.refusal = refusal
        self.error = BadRequest("")
        self.completed, self.expect_continue = True, False

    def _reason(self, error: Error, *, in_head: bool) -> errors.ServiceError:
        if isinstance(error, RequestEntityTooLarge):
            return too_large(self.adj.max_request_body_size - 1)
        if isinstance(error, RequestHeaderFieldsTooLarge):
            return errors.InvalidData(
                Bilingual(
                    "URL and headers have more than {most} bytes: send fields in the body",
                    "URL 和请求头超过 {most} 字节：请把字段放到请求体中",
                    most=HEAD_BYTES,
                )
            )
        if not in_head:
            return errors.InvalidData(
                Bilingual(
                    "the chunks of the body are malformed: send the request again, all of it",
                    "请求体的分块格式有误：请完整重发请求",
                )
            )
        return errors.InvalidData(
            Bilingual(
                "the request is no valid HTTP/1.1: let an HTTP client write it",
                "请求不是合法的 HTTP/1.1：请用 HTTP 客户端发送",
            )
        )


def slow(seconds: float) -> errors.InvalidData:
    """The error for a request that was not all there in time."""
    return errors.InvalidData(
        Bilingual(
            "the request took more than {seconds:g} seconds to arrive: nothing was done, send it again",
            "请求传输超过 {seconds:g} 秒：未做任何处理，请重发",
            seconds=seconds,
        )
    )
