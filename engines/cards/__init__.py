"""Cards and licences: which documents an image shows, and what stands in their fields. Knows no wire, no files."""

from .bankcards import BankCard, read_bank_cards
from .document import Card, Kind
from .menus import Dish, read_menu
from .plates import Plate, read_plates
from .reader import Cards, prepare, read_cards

__all__ = [
    "BankCard",
    "Card",
    "Cards",
    "Dish",
    "Kind",
    "Plate",
    "prepare",
    "read_bank_cards",
    "read_cards",
    "read_menu",
    "read_plates",
]
