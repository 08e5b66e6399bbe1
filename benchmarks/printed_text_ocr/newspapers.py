"""To come."""

from .drawn import DrawnSet

SET = DrawnSet("newspapers", lambda _split: {})
