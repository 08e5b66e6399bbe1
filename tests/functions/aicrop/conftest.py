"""The engine with its models."""

from tests.engines.crop.conftest import engine, models

__all__ = ["engine", "models"]
