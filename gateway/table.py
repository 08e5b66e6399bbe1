"""Which functions a process serves, and what answers at each of the vendor's paths."""

from collections.abc import Iterable, Mapping
from importlib import import_module

import functions
from shared.bilingual import Bilingual
from shared.config import SettingError, Settings
from shared.entrypoint import Entrypoint


def chosen(settings: Settings) -> list[str]:
    """The names of the functions that FUNCTIONS lists; of all, where it lists none. Raises SettingError."""
    known = functions.names()
    for name in settings.functions:
        if name not in known:
            raise SettingError(
                Bilingual(
                    "FUNCTIONS must list functions among {known}, not {name!r}",
                    "FUNCTIONS 只能列出 {known} 中的函数，不能是 {name!r}",
                    known=", ".join(known),
                    name=name,
                )
            )
    return [name for name in known if name in settings.functions or not settings.functions]


def mounted(names: Iterable[str]) -> Mapping[str, Entrypoint]:
    """The entry point at each path of these functions; paths have no slash at the end and no capital letters.

    Their process is that of several functions: see `starting.share_process`.
    """
    endpoints = [import_module(f"functions.{name}.main").endpoint for name in names]
    return {path: endpoint for endpoint in endpoints for path in endpoint.capability.paths}
