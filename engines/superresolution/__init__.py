"""Doubles the sides of images. Knows nothing of HTTP, files but its network, or settings."""

from .enlarger import Enlarged, Enlarger
from .quality import jpeg_quality

__all__ = ["Enlarged", "Enlarger", "jpeg_quality"]
