"""The engine with its models, a portrait, and an engine that remembers whom it has cut out."""

from tests.engines.portrait.conftest import astronaut, cut_out_once, one_inch, studio

__all__ = ["astronaut", "cut_out_once", "one_inch", "studio"]
