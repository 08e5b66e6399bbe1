"""What one client, and all of them together, may take of the server."""

from dataclasses import dataclass

HEAD_BYTES = 16 * 1024
"""Request line and headers: an img_url has 8192 characters at most (fetch.MAX_URL), a token 512."""
HEAD_SECONDS = 10.0
"""From a request's first byte to the end of its head, which clients send in one piece."""
IDLE_SECONDS = 120.0
"""Between two requests: longer than load balancers keep a spare connection (60 s is common)."""
STALLED_SECONDS = 30.0
"""Without a byte of an answer taken."""
ANSWER_SECONDS = 300.0
"""For all of an answer: 20 MB at half a megabit a second."""
CONNECTIONS = 900
"""Open at once, below the 1024 files that systems let a process open; beyond, the one idle for longest is closed."""
SPARE_BYTES = 16 * 1024 * 1024
"""What all requests that are on their way may hold at the least, whatever one may have."""
UNTAKEN_BYTES = 256 * 1024 * 1024
"""What all answers that nobody has taken yet may hold; a quarter of the memory, where that is less."""
GRACE_SECONDS = 30.0
"""For the calls in flight after a signal to stop."""
CHUNK_LINE_BYTES, TRAILER_BYTES = 1024, 8192
"""Of a chunk's size with its extensions, and of what may follow the last chunk."""
CHUNKING_BYTES = 1024 * 1024
"""Of all sizes and line ends: 200,000 chunks, each of which costs as much as a large one."""
SPARE_THREADS = 4
"""Beside those that calls may hold: for health checks, and to refuse."""


@dataclass(frozen=True)
class Limits:
    """What differs between functions: bytes of a body, seconds in which it must have come, and calls at once."""

    body_bytes: int
    body_seconds: float
    calls: int

    @property
    def held_bytes(self) -> int:
        """What requests that are on their way may hold together."""
        return max(SPARE_BYTES, 4 * self.body_bytes)
