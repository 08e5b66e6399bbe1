"""What the try-it page needs to call the functions: a token, the meanings of codes, and facts out of the records."""

from collections.abc import Mapping

import functions
from shared import leqi
from shared.bilingual import Bilingual
from shared.call import ImageForm
from shared.capability import Capability
from shared.config import Settings, settings
from shared.kinds import Kind
from shared.openapi.parts import Description
from shared.openapi.words import LANGUAGES, said
from shared.wechat import tokens
from shared.wechat.errcodes import ERRCODES

from .openapi import assembly

_BYTES = ("max_image_bytes", "max_photo_bytes")
_PIXELS = ("max_image_pixels", "superresolution_pixels")
"""The settings that bound a picture: a function keeps to those of them that its record says it reads."""


def document() -> Mapping[str, object]:
    """The token and APPCODE of this run, `codes` by number and `functions` by name."""
    chosen = settings()
    token, _ = tokens.issue(chosen.signing_key, chosen.client_id)
    facts = {name: _facts(functions.record(name), chosen) for name in functions.names()}
    return {"token": token, "appcode": chosen.appcodes[0], "codes": _codes(), "functions": facts}


def _codes() -> Mapping[int, object]:
    """Of each code what it means, what to do, by language, and which kind it is of."""
    ours = {code: (row.meaning, row.advice, Kind.CLIENT) for code, row in leqi.TABLE.items()}
    theirs = {one.code: (one.meaning, one.advice, one.kind) for one in ERRCODES.values() if one.kind is not Kind.OK}
    return {
        code: {"kind": kind, "meaning": _texts(meaning), "advice": _texts(advice)}
        for code, (meaning, advice, kind) in {**ours, **theirs}.items()
    }


def _texts(text: Bilingual) -> Mapping[str, str]:
    return {language: text.say(language) for language in LANGUAGES}


def _facts(record: Capability, chosen: Settings) -> Mapping[str, object]:
    """What the page knows of a function: where it is, and if it has a sample to be tried with, how it is called."""
    path = record.paths[0]
    if not record.sample:
        return {"path": path}
    described = assembly.descriptions()[record.function]
    json = isinstance(record.wire, leqi.Form)
    codes = [row["code"] for row in described.paths[path]["x-errcodes"]]
    return {
        "path": path,
        "sample": record.sample,
        "json": json,
        "file": leqi.FILE if json else "img",
        "url": leqi.URL if json else ImageForm().url,
        "bytes": _least(record, chosen, _BYTES),
        "pixels": _least(record, chosen, _PIXELS),
        "backend": record.chosen(chosen),
        "private": record.private,
        "summary": said(described.paths[path]["post"]["summary"], "en"),
        "choices": described.choices,
        "fields": _fields(described) if record.private else {},
        "codes": codes,
        "vendor_codes": [] if json else [one for one in ERRCODES if one not in codes and one],
    }


def _fields(described: Description) -> Mapping[str, Mapping[str, str]]:
    """What the texts of an answer in plain form are, by name and language."""
    answers = [schema for name, schema in described.schemas.items() if name.endswith("Success") and "Cloud" not in name]
    said_of = {name: one.get("description") for answer in answers for name, one in answer["properties"].items()}
    return {name: _texts(words) for name, words in said_of.items() if isinstance(words, Bilingual)}


def _least(record: Capability, chosen: Settings, names: tuple[str, ...]) -> int:
    limits: list[int] = [getattr(chosen, name) for name in names if name in record.reads]
    return min(limits)
