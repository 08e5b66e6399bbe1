"""Lists of a licence's fields, as apps show electronic licences: a label and its value beside it or below it."""

from .reader import Listed, read_list

__all__ = ["Listed", "read_list"]
