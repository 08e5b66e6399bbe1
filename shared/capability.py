"""What one capability is. Everything that lists functions is derived from these records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from shared.backend import Handler
from shared.call import Call
from shared.config import Backend, Settings
from shared.wire import Wire

Sender = Callable[[str], Handler]
"""Loads the back end that sends calls on to a path of the vendor."""
COMMON = (
    *("host", "port", "access", "upload_seconds", "threads", "compute_threads", "queue_seconds"),
    *("hint_language", "log_level", "log_format", "metrics"),
)
"""The settings that every function reads, beside that of its back end."""
BELOW = "/*"
"""The end of a route that takes whatever is below a path."""
STORE = ("store_endpoint", "store_region", "store_access_key", "store_secret_key")
"""The settings that open the store: who needs STORE_URL reads them too."""


@dataclass(frozen=True)
class Capability:
    """One function, as its api.py describes it: its name, where and in which form it is called, what running it takes.

    `paths` are the vendor's; with `below`, what stands behind one of them and a slash leads to the function too: it
    names a file. `vendor` gives what sends a call on to the first of them; None where no call goes there.
    `settings` are those that its own back end reads beside those of every function and of its wire form; those in
    `needs` must not be empty. With `ours`, a call is about something that was made before, and `ours` tells whether we
    made it: then our own back end answers, whatever BACKEND says, and the vendor every other call. `public` lets
    callers in without a token. `backend` names the setting that chooses the back end: pictures of documents have
    one of their own, and go to nobody because other pictures do. `sample` is a file of emulator/samples to try it with.
    `megabytes` of memory and `seconds` for a call are what a platform is to give: the seconds hold all that a call may
    wait for, the download, the vendor, its turn and the engine, and 5 for the rest.
    """

    function: str
    paths: tuple[str, ...]
    wire: Wire
    megabytes: int
    seconds: int
    settings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    vendor: Sender | None = None
    ours: Callable[[Call], bool] | None = None
    public: bool = False
    below: bool = False
    backend: Literal["backend", "cards_backend"] = "backend"
    sample: str = ""

    @property
    def routes(self) -> tuple[str, ...]:
        """The paths as tables of routes have them, `/*` at the end of one standing for whatever is below it."""
        return (*self.paths, *(f"{path}{BELOW}" for path in self.paths if self.below))

    @property
    def private(self) -> bool:
        """Whether its pictures are documents of people: then what an error quotes may be what stands in one."""
        return self.backend == "cards_backend"

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of all settings that may change what this function does."""
        vendor = self.wire.vendor_settings if self.vendor else ()
        store = STORE if "store_url" in self.needs else ()
        return tuple(
            dict.fromkeys((*COMMON, self.backend, *self.wire.settings, *vendor, *self.settings, *self.needs, *store))
        )

    def chosen(self, settings: Settings) -> Backend:
        """The back end that answers by these settings; where no call goes to a vendor, our own."""
        chosen = settings.backend if self.backend == "backend" else settings.cards_backend
        return "local" if self.vendor is None else chosen

    def required(self, chosen: Settings) -> tuple[str, ...]:
        """The names of the settings that must not be empty, the others being those of `chosen`."""
        keys = () if self.public or chosen.access != "token" else self.wire.keys
        needs = () if self.chosen(chosen) == "vendor" else self.needs
        return tuple(dict.fromkeys((*keys, *needs)))
