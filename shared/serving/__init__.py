"""The server in front of a function: it reads and writes outside the worker threads, so that nobody slow holds one.

waitress does the work; here are the limits of time, size and number that it leaves to its user, and refusals in the
vendor's form.
"""

from .limits import Limits
from .opening import opened
from .server import Server

__all__ = ["Limits", "Server", "opened"]
