"""To come."""

from .drawn import DrawnSet

SET = DrawnSet("forms", lambda _split: {})
