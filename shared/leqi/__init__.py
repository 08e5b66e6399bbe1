"""Leqi: its wire form, links to what we keep, and the way to its servers."""

from .codes import (
    BAD_FAIR_LEVEL,
    BAD_PARAMETER,
    BAD_REQUEST,
    FAILED,
    NO_IMAGE,
    OK,
    TABLE,
    Code,
)
from .form import FILE, URL, Form

__all__ = [
    "BAD_FAIR_LEVEL",
    "BAD_PARAMETER",
    "BAD_REQUEST",
    "FAILED",
    "FILE",
    "NO_IMAGE",
    "OK",
    "TABLE",
    "URL",
    "Code",
    "Form",
]
