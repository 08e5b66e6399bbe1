"""A back end: what answers a call. It is loaded once, by whoever needs it first."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.call import Call


@dataclass(frozen=True)
class File:
    """An answer that is a file. `disposition` tells browsers to keep it ("attachment") or to show it ("inline")."""

    content: bytes = field(repr=False)
    content_type: str
    name: str
    disposition: str = "attachment"


@dataclass(frozen=True)
class Passed(File):
    """A vendor's answer that goes on as it came: status, the headers that say what it is, and each byte.

    `document` is the JSON object that it is, if it is a short one: errors are.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    document: Mapping[str, Any] = field(default_factory=dict, repr=False)


Answer = Mapping[str, Any] | File
Handler = Callable[[Call], Answer]
Loader = Callable[[], Handler]


class Backend:
    """A handler that is yet to be loaded: its libraries and its engine come with the first need."""

    def __init__(self, load: Loader) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._handler: Handler | None = None

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        return self.ready()(call)

    @property
    def loaded(self) -> bool:
        """Whether the handler is there."""
        return self._handler is not None

    def ready(self) -> Handler:
        """The handler; loads it at the first time."""
        with self._lock:
            if self._handler is None:
                self._handler = self._load()
            return self._handler
