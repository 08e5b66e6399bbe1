"""The operator's own table of formats by their spec_id (SPECS)."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shared import errors
from shared.bilingual import Bilingual
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
        raise SettingError(
            Bilingual(
                "SPECS: {key!r} must be a whole number, a spec_id, and have a table behind it",
                "SPECS：{key!r} 必须是整数（即 spec_id），并且后面跟一个表",
                key=key,
            )
        )
    unknown = sorted(entry.keys() - _FIELDS)
    if unknown:
        raise SettingError(
            Bilingual(
                "SPECS: {number} has {unknown!r}, and may have {known}",
                "SPECS：{number} 含有 {unknown!r}，而只能有 {known}",
                number=number,
                unknown=unknown[0],
                known=", ".join(sorted(_FIELDS)),
            )
        )
    try:
        return number, _spec(values.given(entry))
    except errors.InvalidParameter as error:
        raise SettingError(
            Bilingual("SPECS: {number}: {advice}", "SPECS：{number}：{advice}", number=number, advice=error.advice)
        ) from error


def _spec(entry: Mapping[str, Any]) -> Spec:
    width, height = measures.sides(entry)
    if not (width and height):
        raise errors.InvalidParameter(
            Bilingual("width_px and height_px must both be there", "width_px 和 height_px 必须同时给出")
        )
    colour = values.colour(entry.get("background_color", WHITE))
    if colour is None:
        raise errors.InvalidParameter(
            Bilingual(
                "background_color must be one colour, such as 4427483, '#438EDB' or 'blue'",
                "background_color 必须是一种颜色，例如 4427483、'#438EDB' 或 'blue'",
            )
        )
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
        raise _missing(file, error.strerror) from error
    except ValueError as error:
        raise _not_utf8(file) from error
    try:
        table = json.loads(text) if file.lower().endswith(".json") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable(file, error) from error
    if not isinstance(table, dict):
        raise _no_table(file)
    return table


def _no_table(file: str) -> SettingError:
    return SettingError(Bilingual("SPECS: {file} must be a table", "SPECS：{file} 必须是一个表", file=file))


def _missing(file: str, reason: str | None) -> SettingError:
    return SettingError(
        Bilingual(
            "SPECS must name a file; {file} cannot be read: {reason}",
            "SPECS 必须是一个文件；无法读取 {file}：{reason}",
            file=file,
            reason=reason,
        )
    )


def _not_utf8(file: str) -> SettingError:
    return SettingError(Bilingual("SPECS: {file} is not UTF-8", "SPECS：{file} 不是 UTF-8 编码", file=file))


def _unreadable(file: str, error: Exception) -> SettingError:
    return SettingError(
        Bilingual(
            "SPECS: {file} cannot be read: {error}",
            "SPECS：无法读取 {file}：{error}",
            file=file,
            error=error,
        )
    )
