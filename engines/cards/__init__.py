"""Cards and licences: which documents an image shows, and what stands in their fields. Knows no wire, no files."""

from .document import Card, Kind
from .reader import Cards, prepare, read_cards

__all__ = ["Card", "Cards", "Kind", "prepare", "read_cards"]
