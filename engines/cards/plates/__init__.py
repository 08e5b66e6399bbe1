"""Number plates of mainland China (GA 36) in pictures of streets and cars."""

from .plate import Plate
from .reading import read_plates

__all__ = ["Plate", "read_plates"]
