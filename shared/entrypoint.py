"""The boundary: a Flask request goes in, a response in the vendor's form comes out, whatever happens between."""

from importlib import import_module

import flask

from shared import config, errors, probes
from shared.answering import Answering
from shared.backend import Loader
from shared.call import Call
from shared.capability import Capability
from shared.dispatch import Dispatch


class Entrypoint:
    """One capability: who may call it and which back end answers. Making one loads and starts nothing."""

    def __init__(self, capability: Capability, local: Loader) -> None:
        """`local` loads our own back end; the vendor's is that of the record."""
        self.capability, self.wire = capability, capability.wire
        self.dispatch = Dispatch(capability, local)
        self._answer = Answering(self.wire, self._admit, self.dispatch, private=capability.private)

    def __call__(self, request: flask.Request) -> flask.Response:
        """Answer one request and log it. Never raises."""
        return probes.response(request, self.ready) or self._answer(request)

    def refuse(self, request: flask.Request, error: errors.ServiceError) -> flask.Response:
        """Answer a request with an error instead of serving it."""
        return self._answer(request, error)

    def ready(self) -> bool:
        """Whether what answers is loaded, and reaches the store if it has to do with it."""
        return self.dispatch.loaded and (not self.keeps or self.reaches_store())

    @property
    def keeps(self) -> bool:
        """Whether it has to do with the store, by the settings in force."""
        return "store_url" in self.capability.required(config.settings())

    @staticmethod
    def reaches_store() -> bool:
        """Whether the store gives an answer."""
        # By its name, as only the artifacts of functions whose own back end keeps something hold it and its library.
        return bool(import_module("shared.kept.storage").reachable())

    def _admit(self, call: Call) -> Call:
        if self.capability.public:
            return call
        return self.wire.authorise(call, vendor_judges=self.dispatch.chosen != "local")
