"""Cards and licences: which documents an image shows, and what stands in their fields. Knows no wire, no files."""

from .document import Card, Kind
from .menus import Dish, read_menu
from .reader import Cards, prepare, read_cards

__all__ = ["Card", "Cards", "Dish", "Kind", "prepare", "read_cards", "read_menu"]
