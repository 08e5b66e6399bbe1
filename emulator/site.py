"""The try-it page: its files, and what it needs to call the functions. Only for a browser on this machine."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import flask

import functions
from shared import errors, leqi
from shared.bilingual import Bilingual
from shared.capability import Capability
from shared.config import settings
from shared.openapi.words import LANGUAGES, said
from shared.wechat import tokens
from shared.wechat.errcodes import ERRCODES, Errcode

from . import openapi, reference
from .openapi import assembly

_HERE = Path(__file__).parent
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SAMPLE_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}
_FILES = {
    "": _HERE / "page" / "index.html",
    **{f"/page/{file.name}": file for file in (_HERE / "page").iterdir() if file.suffix in _TYPES},
    **{f"/page/samples/{file.name}": file for file in (_HERE / "samples").iterdir()},
    **{f"/reference/{file.name}": file for file in reference.FILES},
}
_HOSTS = ("127.0.0.1", "localhost", "::1")
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
    # A name that someone else's DNS points to this machine must not read the token: the browser tells the name.
    if urlsplit(f"//{flask.request.host}").hostname not in _HOSTS:
        raise errors.UnknownPath(
            Bilingual(
                "open this page by the address 127.0.0.1 or localhost", "请用地址 127.0.0.1 或 localhost 打开此页面"
            )
        )
    answer = _MADE[path]() if path in _MADE else _file(_FILES[path])
    answer.headers.setdefault("Content-Security-Policy", _POLICY)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _file(file: Path) -> flask.Response:
    if not file.is_file():  # what comes out of a wheel may be missing
        return flask.Response(status=404)
    return flask.Response(file.read_bytes(), mimetype={**_TYPES, **_SAMPLE_TYPES}[file.suffix])


def _json(document: str | bytes) -> flask.Response:
    return flask.Response(document, mimetype="application/json")


def _description() -> flask.Response:
    return _json(openapi.encoded(reference.language(flask.request.args.get("lang", "en"))))


def _reference() -> flask.Response:
    browsers = flask.request.accept_languages.best_match(LANGUAGES, "en")
    content = reference.page(reference.language(flask.request.args.get("lang", browsers)))
    return flask.Response(content, mimetype="text/html", headers={"Content-Security-Policy": reference.POLICY})


def _reference_document() -> flask.Response:
    asked = reference.language(flask.request.args.get("lang", "en"))
    return _json(json.dumps(reference.document(asked, flask.request.host_url.rstrip("/"))))


def _session() -> dict[str, object]:
    """What the page needs to call functions, and of each error code [meaning, advice] in English."""
    known: dict[int, leqi.Code | Errcode] = {**leqi.TABLE, **ERRCODES}
    codes = {code: (str(row.meaning), str(row.advice)) for code, row in known.items()}
    chosen = settings()
    token, _ = tokens.issue(chosen.signing_key, chosen.client_id)
    facts = {name: _facts(functions.record(name)) for name in functions.names()}
    return {"token": token, "appcode": chosen.appcodes[0], "codes": codes, "functions": facts}


def _facts(record: Capability) -> dict[str, object]:
    """What the page knows of a function: where it is, and if it has a sample to be tried with, how it is called."""
    path = record.paths[0]
    if not record.sample:
        return {"path": path}
    described = assembly.descriptions()[record.function]
    return {
        "path": path,
        "sample": record.sample,
        "json": isinstance(record.wire, leqi.Form),
        "summary": said(described.paths[path]["post"]["summary"], "en"),
        "choices": described.choices,
    }


_MADE: Mapping[str, Callable[[], flask.Response]] = {
    "/page/session.json": lambda: _json(json.dumps(_session())),
    "/openapi.json": _description,
    "/reference": _reference,
    "/reference/document.json": _reference_document,
}
