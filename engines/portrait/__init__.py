"""ID photos out of portraits, RGB images. Knows nothing of HTTP, files but its models, or settings."""

from .arrays import Rgb
from .background import Background
from .bounds import Bounds, Format, Miss
from .clothes import GARMENTS
from .custom_matting import CustomMatting
from .jpeg import DoesNotFit, Window
from .levels import Levels
from .order import Order, Photo, Photos
from .render import Cut
from .sheet import TIGHT, WIDE, Spacing, TooLarge
from .studio import Studio
from .unsuitable import UnsuitablePhoto

__all__ = [
    "GARMENTS",
    "TIGHT",
    "WIDE",
    "Background",
    "Bounds",
    "CustomMatting",
    "Cut",
    "DoesNotFit",
    "Format",
    "Levels",
    "Miss",
    "Order",
    "Photo",
    "Photos",
    "Rgb",
    "Spacing",
    "Studio",
    "TooLarge",
    "UnsuitablePhoto",
    "Window",
]
