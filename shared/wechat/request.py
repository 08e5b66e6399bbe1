"""An HTTP request becomes a Call, in every form that clients in use send. Knows bytes and headers, no web framework."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from urllib.parse import unquote

from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

from shared import errors, forms
from shared.bilingual import Bilingual
from shared.call import Call, Credential
from shared.forms import MAX_FIELDS

from . import cloudcall

TOKEN_FIELDS = ("access_token", "cloudbase_access_token")
PLATFORM_HEADER = "X-WX-CLOUDBASE-ACCESS-TOKEN"
LISTS = frozenset({"ratios"})
"""Fields that may be sent several times, also as `ratios[]` or `ratios[0]`: clients write lists so. A file part of such
a name is text all the same (curl -F 'ratios=<file', Java SDKs)."""
MAX_TEXT_BYTES = 256 * 1024
"""Of all fields that are no image: an img_url has 8192 characters, each of nine in a percent-encoding at the most."""
MAX_PART_HEAD_BYTES = 8192
_HEAD_END = re.compile(rb"\r\n\r\n|\r\r|\n\n")
_INDEX = re.compile(r"\[\d{0,9}\]\Z")
_ENCODED_TWICE = re.compile(r"https?%3A", re.IGNORECASE)


def parse(method: str, path: str, query: str, headers: Headers, body: bytes) -> Call:
    """The call in a request. `query` is the raw query string. Raises InvalidData or MissingImage."""
    content_type = headers.get("Content-Type", "")
    kind, options = parse_options_header(content_type)
    kind = kind.lower()
    form: Mapping[str, str] = {}
    image: bytes | None = None
    cloud_call = False
    if kind.startswith("multipart/"):
        form, image = _multipart(options.get("boundary", ""), body)
    elif forms.is_image(kind, body):
        image = body or None
    elif "json" in kind or body.lstrip()[:1] == b"{":
        form, image, cloud_call = cloudcall.parse_json(body)
    else:
        if len(body) > MAX_TEXT_BYTES or b"\0" in body:
            raise _no_image_in_form()
        form = _fields(forms.pairs(body.decode("utf-8", "replace")))
    if sum(map(len, form.values())) > MAX_TEXT_BYTES:
        raise _long_texts()
    fields = _merge(_fields(forms.pairs(query)), form)
    token, public = without_token(fields)
    return Call(method, path, public, image, token, platform_token=headers.get(PLATFORM_HEADER), cloud_call=cloud_call)


def without_token(fields: Mapping[str, str]) -> tuple[Credential | None, dict[str, str]]:
    """The caller's token, if there is one among the fields, and the others."""
    token = next((Credential(name, fields[name]) for name in TOKEN_FIELDS if name in fields), None)
    return token, {name: value for name, value in fields.items() if name not in TOKEN_FIELDS}


def _fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of several values of a name the first; those of LISTS with commas between."""
    fields: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for name, value in pairs:
        plain = _INDEX.sub("", name)
        if plain not in LISTS:
            fields.setdefault(name, value)
        elif not forms.absent(value):
            lists.setdefault(plain, []).append(value)
    return {**fields, **{name: ",".join(values) for name, values in lists.items()}}


def _merge(*sources: Mapping[str, str]) -> dict[str, str]:
    """The fields that mean something; an img_url that was percent-encoded twice is decoded."""
    merged = {name: value.strip() for name, value in forms.merge(*sources).items()}
    if _ENCODED_TWICE.match(merged.get("img_url", "")):
        merged["img_url"] = unquote(merged["img_url"])
    return merged


def _multipart(boundary: str, body: bytes) -> tuple[dict[str, str], bytes | None]:
    """The text fields, and the image: the part img, else the first other file; empty files count as none."""
    if not body.strip():
        return {}, None
    if not boundary:
        raise errors.MissingImage(
            Bilingual(
                "the Content-Type names no boundary: let the HTTP client set this header itself",
                "Content-Type 中没有 boundary：请让 HTTP 客户端自行设置此请求头",
            )
        )
    texts: list[tuple[str, str]] = []
    files: dict[str, bytes] = {}
    for part, data in _parts(boundary, body):
        name = part.name or ""
        is_file = isinstance(part, File) and _INDEX.sub("", name) not in LISTS
        if (is_file or name == "img") and data:
            files.setdefault(name, data)
        elif not is_file:
            texts.append((name, data[: MAX_TEXT_BYTES + 1].decode("utf-8", "replace")))
    return _fields(texts), files.get("img", next(iter(files.values()), None))


def _parts(boundary: str, body: bytes) -> list[tuple[Field | File, bytes]]:
    parts: list[tuple[Field | File, bytearray]] = []
    try:
        for event in _events(boundary.encode("utf-8", "replace"), body):
            if isinstance(event, Field | File):
                parts.append((event, bytearray()))
            elif isinstance(event, Data):
                parts[-1][1].extend(event.data)
    except (ValueError, RequestEntityTooLarge) as error:
        raise errors.InvalidData(
            Bilingual(
                "the multipart body is cut off or malformed: send all of it",
                "multipart 请求体不完整或格式有误：请完整重发",
            )
        ) from error
    return [(part, bytes(data)) for part, data in parts]


def _events(boundary: bytes, body: bytes) -> Iterator[Event]:
    """What the decoder finds. It is fed from boundary to boundary, as its own search for them takes 5 ms a megabyte."""
    decoder = MultipartDecoder(boundary, max_parts=MAX_FIELDS)
    start = 0
    for end in _cuts(b"--" + boundary, body):
        within = start + len(boundary) + MAX_PART_HEAD_BYTES
        if end > within and not _HEAD_END.search(body, start, within):
            raise ValueError("the head of a part has no end")
        decoder.receive_data(body[start:end])
        start = end
        while not isinstance(event := decoder.next_event(), NeedData):
            yield event
    decoder.receive_data(None)
    while not isinstance(event := decoder.next_event(), Epilogue):
        yield event


def _cuts(delimiter: bytes, body: bytes) -> list[int]:
    """Where to cut a body into pieces that begin with a line break and a boundary; nowhere, if it has too many."""
    found = list(islice(re.finditer(re.escape(delimiter), body), MAX_FIELDS + 2))
    if len(found) > MAX_FIELDS + 1:
        return [len(body)]
    # A boundary is a line, "--" may follow it: what looks like one right behind another is left to the decoder.
    apart = [this.start() - 2 for last, this in pairwise(found) if this.start() - last.end() > len("--\r\n\r\n")]
    return [*apart, len(body)]


def _long_texts() -> errors.InvalidData:
    return errors.InvalidData(
        Bilingual(
            "the text fields have more than {most} characters: send an image as a file",
            "文本字段超过 {most} 个字符：图片请作为文件发送",
            most=MAX_TEXT_BYTES,
        )
    )


def _no_image_in_form() -> errors.InvalidData:
    return errors.InvalidData(
        Bilingual(
            "a form without parts holds no image: send it as multipart/form-data, or {as_it_is}",
            "不是 multipart 的表单无法携带图片：请用 multipart/form-data 发送，或{as_it_is}",
            as_it_is=forms.AS_IT_IS,
        )
    )
