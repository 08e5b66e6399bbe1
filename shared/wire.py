"""A vendor's wire form, as the boundary sees it: requests in, callers judged, answers and errors out."""

from collections.abc import Mapping
from typing import Any, Protocol

from werkzeug.datastructures import Headers

from shared.backend import Answer
from shared.bilingual import Language
from shared.call import Call
from shared.kinds import Kind


class Wire(Protocol):
    """One capability in one vendor's form. `wechat.Form` and `leqi.Form` are such."""

    @property
    def function(self) -> str:
        """Our function's name."""

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that are taken, the recommended one last; with none named, the function itself judges."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The settings without which no caller could be told from another."""

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings that this form reads, those of `keys` among them."""

    @property
    def vendor_settings(self) -> tuple[str, ...]:
        """The settings that are read where calls are sent on."""

    @property
    def language(self) -> Language:
        """The language of our sentences for callers who name none."""

    @property
    def codes(self) -> Mapping[type[Exception], int]:
        """The codes of errors that only this function raises."""

    @property
    def token_in_body(self) -> bool:
        """Whether what tells who calls may stand in the body; else it is judged before the body is parsed."""

    def body_limit(self) -> int:
        """The most bytes that the body of a request may have, for the settings in force."""

    def read(self, method: str, path: str, query: str, headers: Headers, body: bytes) -> Call:
        """The call in a request; `query` is the raw query string. Raises a ServiceError."""

    def authorise(self, call: Call, *, vendor_judges: bool) -> Call:
        """The call, if its caller may make it; `vendor_judges`: a credential that is not ours is to be sent on."""

    def failure(self, error: Exception, rid: str, language: Language) -> Mapping[str, Any]:
        """The answer for any exception, with our sentence in a language.

        What is not a ServiceError says nothing of its cause.
        """

    def cloud_form(self, body: bytes) -> bool:
        """Whether errors about a body, which was not parsed, are to have the form of cloud calls."""

    def encode(self, answer: Mapping[str, Any], call: Call) -> bytes:
        """The JSON of an answer, its sentences in the call's language."""

    def code(self, answer: Answer) -> int:
        """The vendor's code in an answer, for the log."""

    def kind(self, answer: Answer) -> Kind:
        """What an answer of the vendor's asks of whoever receives it."""

    def proves_token(self, answer: Answer) -> bool:
        """Whether the vendor gives this answer to good credentials only."""

    def knows(self, code: object) -> bool:
        """Whether the form has this code: the log and the metrics tell it from whatever a vendor may answer."""
