"""What running the gateway takes, derived from the records of the functions in it."""

from collections.abc import Iterable
from dataclasses import dataclass

import functions
from shared import starting
from shared.bilingual import Bilingual
from shared.capability import Capability
from shared.config import SettingError, Settings

OWN = ("functions", "preload", "pass_on")
"""The settings that only the gateway reads."""
_ACCOUNT = ("wechat_appid", "wechat_secret")
_FOR_ENGINES_MEGABYTES = 512
"""Beside what the largest function takes, for the engines of all others: see the gateway in docs/benchmarks.md."""


@dataclass(frozen=True)
class Record:
    """A gateway for some functions, as a deployment sees it: what a function's record says, for all of them together.

    `megabytes` of memory and `seconds` for a call are what a platform is to give.
    """

    capabilities: tuple[Capability, ...]
    function = "gateway"

    @property
    def paths(self) -> tuple[str, ...]:
        """The vendors' paths, without those that are passed on."""
        return tuple(path for one in self.capabilities for path in one.paths)

    @property
    def routes(self) -> tuple[str, ...]:
        """The paths as tables of routes have them."""
        return tuple(route for one in self.capabilities for route in one.routes)

    @property
    def megabytes(self) -> int:
        """Of memory."""
        return max(one.megabytes for one in self.capabilities) + _FOR_ENGINES_MEGABYTES

    @property
    def seconds(self) -> int:
        """For a call."""
        return max(one.seconds for one in self.capabilities)

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of all settings that may change what it does."""
        of_functions = (name for one in self.capabilities for name in one.reads)
        return tuple(dict.fromkeys((*OWN, *of_functions, *_ACCOUNT)))

    def required(self, chosen: Settings) -> tuple[str, ...]:
        """The names of the settings that must not be empty, the others being those of `chosen`."""
        account = _ACCOUNT if chosen.pass_on else ()
        return tuple(dict.fromkeys((*(name for one in self.capabilities for name in one.required(chosen)), *account)))

    def check(self, chosen: Settings) -> None:
        """Raise SettingError, which names the function that needs it, if a setting is empty."""
        for one in self.capabilities:
            try:
                chosen.require(*one.required(chosen))
                starting.check_engine(one, chosen)
            except SettingError as error:
                raise SettingError(
                    Bilingual(
                        "{reason}. {function} needs it: FUNCTIONS can leave that one out",
                        "{reason}。{function} 需要它：可以在 FUNCTIONS 中不列出该函数",
                        reason=error.reason,
                        function=one.function,
                    )
                ) from error
        chosen.require(*self.required(chosen))


def record(names: Iterable[str]) -> Record:
    """The record of a gateway for these functions."""
    return Record(tuple(functions.record(name) for name in names))
