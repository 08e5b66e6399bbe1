"""What happened to a file on its way here, told from its bytes: written down as text, changed as if it were text, put
into a form, or begun twice. Its sender believes to have sent a picture."""

import re

from shared import errors

from . import refusals, strange_files

_BINARY = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")
"""What pictures begin with; in other alphabets only the first two."""
_BASE64 = re.compile(
    rb"\s*[\"']?(?:data:[\w/+.;=-]{0,99},)?(?:/9j/|iVBORw0K|UklGR|R0lGOD|SUkqA|TU0AK|Qk[0-3])[\w+/=\s-]{40}"
)
"""The same in base64, behind what a URL of data may have."""
_FORM = re.compile(rb"\s*--[^\r\n]{1,200}\r?\nContent-", re.IGNORECASE)
_ASKED = 64
"""Of each byte, so many in a file tell that one that never comes was taken out of it: by chance it is not."""
_TEXT = 2000
"""Bytes: addresses, paths and names of objects are no longer."""
_LOOKED_AT = 65_536
"""Bytes: where both stand alone in so many, as in all but plain pictures, nothing was changed."""
_HEAD = 32
"""Bytes of a file's beginning that no second time come by chance."""


def refusal(data: bytes) -> errors.InvalidImage:
    """The error for what no decoder knows."""
    head = data[:64]
    found = {
        strange_files.in_base64: _BASE64.match(data),
        strange_files.in_a_form: _FORM.match(data),
        strange_files.changed_as_text: _begins_as_changed(head),
        strange_files.rare_jpeg: head.startswith(_BINARY[0]),
        strange_files.packed: head.startswith(b"\x1f\x8b"),
        strange_files.a_text: len(data) <= _TEXT and head[:1] not in (b"<", b"%", b"") and _is_text(data),
    }
    return next((error for error, so in found.items() if so), refusals.unknown_format)()


def _begins_as_changed(head: bytes) -> bool:
    """Whether a beginning is that of a changed picture: by its characters, by its ends of lines or by what precedes."""
    if head.startswith(b"\xef\xbf\xbd") or any(head.startswith(_as_text(one)) for one in _BINARY[:2]):
        return True
    behind = head.lstrip(b"\xef\xbb\xbf\r\n ")
    return b"PNG" in head[:8] or (behind != head and behind.startswith(_BINARY))


def check(data: bytes) -> None:
    """Raises InvalidImage for a file whose ends of lines were changed: of its bytes one never comes, or never alone."""
    start = data[:_LOOKED_AT]
    if b"\r" in start and start.count(b"\n") > start.count(b"\r\n"):
        return
    returns, breaks, pairs = data.count(b"\r"), data.count(b"\n"), data.count(b"\r\n")
    changed = breaks >= _ASKED and (returns == 0 or pairs == breaks)
    if changed and all(data.count(bytes((other,))) >= _ASKED for other in range(256) if other not in b"\r\n"):
        raise strange_files.changed_as_text()


def begins_again(data: bytes, end: int) -> bool:
    """Whether the file begins once more within what it says to be its first `end` bytes."""
    return len(data) > _HEAD and data.find(data[:_HEAD], 1, end) >= 0


def _as_text(head: bytes) -> bytes:
    """A beginning, taken for Latin-1 and written as UTF-8."""
    return head.decode("latin-1").encode()


def _is_text(data: bytes) -> bool:
    try:
        return data.decode().strip().isprintable()
    except UnicodeDecodeError:
        return False
