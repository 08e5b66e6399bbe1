"""Doubles the sides of images. Knows nothing of HTTP, files but its network, or settings."""

from .enlarger import Enlarged, Enlarger
from .quality import HALVED, jpeg_quality

__all__ = ["HALVED", "Enlarged", "Enlarger", "jpeg_quality"]
