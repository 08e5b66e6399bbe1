"""To come."""

from .drawn import DrawnSet

SET = DrawnSet("posters", lambda _split: {})
