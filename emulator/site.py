"""The try-it page: its files, and what it needs to call the functions. Only for a browser that came by an address."""

import ipaddress
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import flask

from shared import errors
from shared.bilingual import Bilingual, preferred
from shared.config import settings

from . import openapi, reference, session
from .thumbnails import thumbnail

_HERE = Path(__file__).parent
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SAMPLE_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}
_SAMPLES = tuple((_HERE / "samples").iterdir())
_FILES = {
    "": _HERE / "page" / "index.html",
    **{f"/page/{file.name}": file for file in (_HERE / "page").iterdir() if file.suffix in _TYPES},
    **{f"/page/samples/{file.name}": file for file in _SAMPLES},
    **{f"/reference/{file.name}": file for file in reference.FILES},
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def response(path: str) -> flask.Response | None:
    """What is at a path of the page, without a slash at its end; None where that is none of its paths.

    Raises UnknownPath for a browser that came by a strange name.
    """
    if path not in _FILES and path not in _MADE:
        return None
    if not _own(urlsplit(f"//{flask.request.host}").hostname or ""):
        raise errors.UnknownPath(
            Bilingual(
                "open this page by the address 127.0.0.1 or localhost, or by the one of this machine",
                "请用 127.0.0.1、localhost 或本机的地址打开此页面",
            )
        )
    answer = _MADE[path]() if path in _MADE else _file(_FILES[path])
    answer.headers.setdefault("Content-Security-Policy", _POLICY)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _own(host: str) -> bool:
    """Whether a browser that came by this name may read the token: not by one that someone else's DNS points here.

    Nobody's DNS has a say in an address, in localhost, and in the name that PUBLIC_BASE_URL has.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in ("localhost", urlsplit(settings().public_base_url).hostname)
    return True


def _file(file: Path) -> flask.Response:
    if not file.is_file():  # what comes out of a wheel may be missing
        return flask.Response(status=404)
    return flask.Response(file.read_bytes(), mimetype={**_TYPES, **_SAMPLE_TYPES}[file.suffix])


def _json(document: str | bytes) -> flask.Response:
    return flask.Response(document, mimetype="application/json")


def _description() -> flask.Response:
    return _json(openapi.encoded(reference.language(flask.request.args.get("lang", "en"))))


def _reference() -> flask.Response:
    browsers = preferred(flask.request.headers.get("Accept-Language", ""), "en")
    content = reference.page(reference.language(flask.request.args.get("lang", browsers)))
    return flask.Response(content, mimetype="text/html", headers={"Content-Security-Policy": reference.POLICY})


def _reference_document() -> flask.Response:
    asked = reference.language(flask.request.args.get("lang", "en"))
    return _json(json.dumps(reference.document(asked, flask.request.host_url.rstrip("/"))))


def _small(sample: Path) -> Callable[[], flask.Response]:
    return lambda: flask.Response(thumbnail(sample), mimetype="image/webp")


_MADE: Mapping[str, Callable[[], flask.Response]] = {
    "/page/session.json": lambda: _json(json.dumps(session.document(), ensure_ascii=False)),
    "/openapi.json": _description,
    "/reference": _reference,
    "/reference/document.json": _reference_document,
    **{f"/page/thumbnails/{file.stem}.webp": _small(file) for file in _SAMPLES},
}
