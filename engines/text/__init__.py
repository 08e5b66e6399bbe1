"""Printed-text recognition on RGB images. Knows nothing of HTTP, files but its models, or settings."""

from .line import Character, Line, Point
from .reader import WORKING_BYTES, Engine, Text, engine

__all__ = ["WORKING_BYTES", "Character", "Engine", "Line", "Point", "Text", "engine"]
