"""WeChat: its wire form, its codes, its tokens and ours, and the way to its servers.

Here stands what functions say in its form; the rest is imported by name, as some of it loads an HTTP client.
"""

from .form import CODES, CORNERS, SYSTEM_ERROR, Form, ok, pos

__all__ = ["CODES", "CORNERS", "SYSTEM_ERROR", "Form", "ok", "pos"]
