"""The engine with its models, and a portrait."""

from tests.engines.portrait.conftest import astronaut, one_inch, studio

__all__ = ["astronaut", "one_inch", "studio"]
