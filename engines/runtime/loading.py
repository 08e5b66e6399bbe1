"""Networks are loaded side by side: each takes a processor 5 to 80 ms, in which Python itself can go on."""

from concurrent.futures import ThreadPoolExecutor
from typing import Protocol


class Loadable(Protocol):
    """A network that can be loaded ahead of its first run."""

    def prepare(self) -> None:
        """Load it. Raises MissingModel."""


def prepare(*networks: Loadable) -> None:
    """Load them all ahead of the first call. Raises MissingModel. No thread is left: the process may fork."""
    with ThreadPoolExecutor(len(networks)) as pool:
        list(pool.map(lambda network: network.prepare(), networks))
