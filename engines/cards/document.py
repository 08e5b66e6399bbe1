"""A kind of document, and one that was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .pieces import Points
from .sheet import Sheet
from .template import Template

Fields = dict[str, str]
"""Names of fields and what stands there. What is not certain is absent, never guessed."""


@dataclass(frozen=True)
class Document:
    """A kind: its layout, and what reads the fields of one."""

    template: Template
    read: Callable[[Sheet], Fields]

    @property
    def kind(self) -> str:
        """The name of the kind."""
        return self.template.kind


@dataclass(frozen=True)
class Card:
    """A document that was found: its kind, its fields, its corners in pixels from the card's own left_top on."""

    kind: str
    fields: Mapping[str, str]
    corners: Points
