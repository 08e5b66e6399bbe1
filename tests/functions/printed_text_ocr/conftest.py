"""The engine with its models."""

from tests.engines.text.conftest import engine, models

__all__ = ["engine", "models"]
