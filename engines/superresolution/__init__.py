"""Doubles the sides of images. Knows nothing of HTTP, files but its network, or settings."""

from .enlarger import Enlarged, Enlarger
from .quality import HALVED, NO_JPEG, equal_quality, jpeg_quality

__all__ = ["HALVED", "NO_JPEG", "Enlarged", "Enlarger", "equal_quality", "jpeg_quality"]
