"""What libtiff objects to. By itself it writes to stderr, where only log lines belong, and goes on with what it guesses."""

import ctypes
import threading
from collections.abc import Callable

from PIL import Image, features

_heard = threading.local()


@ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)
def _error(_module: bytes, _text: bytes, _values: int) -> None:
    _heard.objected = True


@ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)
def _warning(module: bytes | None, _text: bytes, _values: int) -> None:
    """A fax with a line too short or cut off gets no more than a warning; others are about odd but harmless tags."""
    if module is not None and module.startswith(b"Fax"):
        _heard.objected = True


def strictly(load: Callable[[], object]) -> None:
    """Call `load`, which decodes on this thread. Raises OSError if libtiff objected to anything, as Pillow does not."""
    _heard.objected = False
    load()
    if _heard.objected:
        raise OSError("libtiff objects")


def _listen() -> None:
    """libtiff is asked for through Pillow's own library, so that it is the one that Pillow uses, wherever that lies."""
    library = ctypes.CDLL(Image.core.__file__)
    library.TIFFSetErrorHandler(_error)
    library.TIFFSetWarningHandler(_warning)


if features.check("libtiff"):
    _listen()
