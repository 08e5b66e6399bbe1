"""Printed-text recognition on RGB images. Knows nothing of HTTP, files but its models, or settings."""

from .line import Character, Line, Point
from .reader import Engine, Text

__all__ = ["Character", "Engine", "Line", "Point", "Text"]
