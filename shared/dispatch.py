"""Which back end answers a call: our own engine, the vendor, or the vendor with our engine behind it."""

from shared import config
from shared.backend import Answer, Backend, Loader
from shared.call import Call
from shared.capability import Capability
from shared.vendor.breaker import Breaker
from shared.vendor.relay import Relay


class Dispatch:
    """The back ends of one capability. A function that no vendor has uses its local one, whatever the setting says.

    A loader imports its back end and gives the handler. It runs once, under a lock, when it is needed first.
    """

    def __init__(self, capability: Capability, local: Loader) -> None:
        """`local` loads our own back end; the vendor's is that of the record."""
        self._capability = capability
        self._backends = {"local": Backend(local)}
        self._vendor = self._relay = None
        send = capability.vendor
        if send is not None:
            self._backends["vendor"] = vendor = Backend(lambda: send(capability.paths[0]))
            self._vendor = Breaker(vendor, capability.wire.kind)
            self._relay = Relay(self._vendor, self._backends["local"], capability.wire)

    @property
    def chosen(self) -> str:
        """Who answers: "local", "vendor" or "relay"."""
        return self._capability.chosen(config.settings())

    def __call__(self, call: Call) -> tuple[Answer, str]:
        """The answer, and who gave it: "vendor" or "local"."""
        chosen, ours = self.chosen, self._capability.ours
        if ours is not None and chosen != "local":
            chosen = "local" if ours(call) else "vendor"
        if self._relay is not None and chosen == "relay":
            return self._relay(call)
        if self._vendor is not None and chosen == "vendor":
            return self._vendor(call), "vendor"
        return self._backends[chosen](call), chosen

    @property
    def loaded(self) -> bool:
        """Whether all that may have to answer is loaded."""
        return all(backend.loaded for backend in self._needed())

    def load(self) -> None:
        """Load all that may have to answer."""
        for backend in self._needed():
            backend.ready()

    def _needed(self) -> list[Backend]:
        chosen = self.chosen
        return [self._backends[name] for name in (("vendor", "local") if chosen == "relay" else (chosen,))]
