"""Leqi: its wire form, links to what we keep, and the way to its servers."""

from .form import (
    BAD_FAIR_LEVEL,
    BAD_PARAMETER,
    BAD_REQUEST,
    FAILED,
    FILE,
    NO_IMAGE,
    OK,
    TEXTS,
    URL,
    Form,
)

__all__ = [
    "BAD_FAIR_LEVEL",
    "BAD_PARAMETER",
    "BAD_REQUEST",
    "FAILED",
    "FILE",
    "NO_IMAGE",
    "OK",
    "TEXTS",
    "URL",
    "Form",
]
