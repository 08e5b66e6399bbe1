"""ID photos out of portraits, RGB images. Knows nothing of HTTP, files but its models, or settings."""

from .arrays import Rgb
from .background import Background
from .bounds import Bounds, Format, Miss
from .custom_matting import CustomMatting, UnusableModel
from .jpeg import DoesNotFit, Window
from .levels import Levels
from .order import Order, Photo, Photos, Second
from .render import Cut
from .sheet import FIVE_INCH, SIX_INCH, TIGHT, WIDE, WIDE_ON_FIVE, Paper, Print, Spacing, TooLarge
from .studio import Studio
from .unsuitable import UnsuitablePhoto

__all__ = [
    "FIVE_INCH",
    "SIX_INCH",
    "TIGHT",
    "WIDE",
    "WIDE_ON_FIVE",
    "Background",
    "Bounds",
    "CustomMatting",
    "Cut",
    "DoesNotFit",
    "Format",
    "Levels",
    "Miss",
    "Order",
    "Paper",
    "Photo",
    "Photos",
    "Print",
    "Rgb",
    "Second",
    "Spacing",
    "Studio",
    "TooLarge",
    "UnsuitablePhoto",
    "UnusableModel",
    "Window",
]
