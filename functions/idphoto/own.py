"""The operator's own table of formats by their spec_id (SPECS)."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shared import errors
from shared.config import SettingError, settings

from . import measures, values
from .specs import FREE, SPECS, WHITE, Spec

_FIELDS = frozenset(
    {"width_px", "height_px", "background_color", "dpi", "ratios", "file_size_min", "file_size_max"},
)
"""What an entry of SPECS may say: in a request, the same fields mean the same."""


def specs() -> Mapping[int, Spec]:
    """The catalogue with the operator's formats; of two with one number theirs counts. Raises SettingError."""
    return _specs(settings().specs)


@cache
def _specs(file: str) -> Mapping[int, Spec]:
    return {**SPECS, **dict(_entry(key, entry) for key, entry in _table(file).items())}


def _entry(key: str, entry: object) -> tuple[int, Spec]:
    number = values.whole(key)
    if number is None or not isinstance(entry, dict):
        raise SettingError(f"SPECS: {key!r} must be a whole number, a spec_id, and have a table behind it")
    unknown = sorted(entry.keys() - _FIELDS)
    if unknown:
        raise SettingError(f"SPECS: {number} has {unknown[0]!r}, and may have {', '.join(sorted(_FIELDS))}")
    try:
        return number, _spec(values.given(entry))
    except errors.InvalidParameter as error:
        raise SettingError(f"SPECS: {number}: {error.advice}") from error


def _spec(entry: Mapping[str, Any]) -> Spec:
    width, height = measures.sides(entry)
    if not (width and height):
        raise errors.InvalidParameter("width_px and height_px must both be there")
    colour = values.colour(entry.get("background_color", WHITE))
    if colour is None:
        raise errors.InvalidParameter("background_color must be one colour, such as 4427483, '#438EDB' or 'blue'")
    window = measures.window(entry, (None, None))
    return Spec(
        name="the operator's own",
        size=measures.size(width, height),
        colour=(colour, values.colour_name(colour)),
        dpi=measures.resolution(entry, Spec.dpi),
        ratios=measures.ratios(entry, FREE),
        file_kb=(window.least_kb, window.most_kb),
    )


def _table(file: str) -> Mapping[str, Any]:
    """The table in a file, JSON by its ending and TOML by any other; an empty one where no file is set."""
    if not file:
        return {}
    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise SettingError(f"SPECS must name a file; {file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingError(f"SPECS: {file} is not UTF-8") from error
    try:
        table = json.loads(text) if file.lower().endswith(".json") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingError(f"SPECS: {file} cannot be read: {error}") from error
    if not isinstance(table, dict):
        raise SettingError(f"SPECS: {file} must be a table")
    return table
