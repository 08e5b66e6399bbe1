"""A kind of document, and one that was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engines.text import Point

from .sheet import Sheet
from .template import Template


class Kind(StrEnum):
    """The kinds of documents that are known."""

    IDENTITY_FRONT = "identity card, front"
    IDENTITY_BACK = "identity card, back"
    DRIVING_LICENCE = "driving licence"
    VEHICLE_MAIN = "vehicle licence, main page"
    VEHICLE_SECOND = "vehicle licence, second page"
    BUSINESS_LYING = "business licence, lying"
    BUSINESS_STANDING = "business licence, standing"


Fields = dict[str, str]
"""Names of fields and what stands there. What is not certain is absent, never guessed."""


@dataclass(frozen=True)
class Document:
    """A kind: its layout, and what reads the fields of one."""

    kind: Kind
    template: Template
    read: Callable[[Sheet], Fields]


@dataclass(frozen=True)
class Card:
    """A document that was found: its kind, its fields, its corners in pixels from the card's own left_top on."""

    kind: Kind
    fields: Mapping[str, str]
    corners: tuple[Point, Point, Point, Point]

    def named(self, names: Mapping[str, str]) -> Fields:
        """Its fields by other names, each with our own, in the order of `names` and without those that are absent."""
        return {name: self.fields[field] for name, field in names.items() if field in self.fields}
