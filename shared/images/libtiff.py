"""What libtiff objects to: by itself it writes that to stderr, where only log lines belong, and goes on guessing."""

import ctypes
import threading
from collections.abc import Callable

from PIL import _imaging

_heard = threading.local()


def _error(_module: bytes, _text: bytes, _values: int) -> None:
    """Warnings, about odd but harmless tags, Pillow keeps quiet by itself."""
    _heard.objected = True


def strictly(load: Callable[[], object]) -> None:
    """Call `load`, which decodes on this thread. Raises OSError if libtiff objected to anything, as Pillow does not."""
    _heard.objected = False
    load()
    if _heard.objected:
        raise OSError("libtiff objects")


_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)
_KEPT = _HANDLER(_error)  # C holds no reference to it

# Asked for through Pillow's own library: so it is the libtiff that Pillow uses, wherever that lies. Where a build has
# none, or hides its names, TIFFs are read as Pillow reads them.
_set_handler = getattr(ctypes.CDLL(_imaging.__file__), "TIFFSetErrorHandler", None)
if _set_handler is not None:
    _set_handler(_KEPT)
