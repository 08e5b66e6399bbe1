"""The start of a process that is one function: its settings, its log, and what it has to load before it serves.

A process of several functions, the emulator's or a test's, calls `share_process` before it imports them: then each
loads what it needs at its first call, and none ends the process or sets up anything in it.
"""

import atexit
import gc
import importlib.util
import os
import threading

import flask
import functions_framework
from werkzeug.exceptions import HTTPException

from shared import config, errors, log
from shared.backend import Loader
from shared.bilingual import Bilingual
from shared.capability import Capability
from shared.entrypoint import Entrypoint

_shared = False
_own: list[Entrypoint] = []


def share_process() -> None:
    """Say that this process is not that of one function."""
    global _shared  # noqa: PLW0603  # one value per process, written at start
    _shared = True


def started(capability: Capability, local: Loader) -> Entrypoint:
    """The entry point of a function, ready to answer. Ends the process with a sentence if a setting is wrong."""
    endpoint = Entrypoint(capability, local)
    if not _shared:
        start(endpoint)
    return endpoint


def start(endpoint: Entrypoint) -> None:
    """Make this process that of one function. Raises SystemExit with a sentence if a setting is wrong or missing."""
    log.configure(config.start(endpoint.capability.required))
    _own.append(endpoint)
    try:
        check_engine(endpoint.capability, config.settings())
        _make_ready(endpoint)
    except config.SettingError as error:
        raise config.cannot_start(error.reason) from error
    # What the framework refuses by itself, such as its own two paths or a strange Host, it answers with a page.
    functions_framework.errorhandler(HTTPException)(lambda error: endpoint.refuse(flask.request, refusal_of(error)))
    functions_framework.errorhandler(404)(lambda error: endpoint.refuse(flask.request, refusal_of(error)))


def check_engine(capability: Capability, chosen: config.Settings) -> None:
    """Raise SettingError if a function's own back end is to answer and was left out of the package."""
    backend = capability.chosen(chosen)
    if backend != "vendor" and importlib.util.find_spec(f"functions.{capability.function}.local") is None:
        raise config.SettingError(
            Bilingual(
                "{name} must be vendor, not {backend!r}: the engine of {function} was left out of this package",
                "{name} 必须为 vendor，不能是 {backend!r}：此部署包不含 {function} 的引擎",
                name=capability.backend.upper(),
                backend=backend,
                function=capability.function,
            )
        )


def own() -> Entrypoint:
    """The entry point of the function that this process is."""
    return _own[-1]


def load_beside() -> None:
    """Load what answers in a thread, while the process begins to serve."""
    threading.Thread(target=own().dispatch.load).start()


def refusal_of(error: HTTPException) -> errors.ServiceError:
    """What a web framework refuses, in our own words."""
    if error.code == 404:
        return errors.UnknownPath.of_url()
    if error.code is not None and error.code < 500:
        return errors.InvalidData(
            Bilingual(
                "the request is no valid HTTP: correct its target and its headers",
                "请求不是合法的 HTTP：请检查请求地址和请求头",
            )
        )
    return errors.ServiceError(Bilingual("try again; the log holds the cause", "请重试；原因见日志"))


def _make_ready(endpoint: Entrypoint) -> None:
    """Load what answers: our engine at process start; a vendor's HTTP client, and the relay's engine, beside.

    Beside means a thread: under a server that forks in each worker, as threads do not survive a fork, and the locks
    that they hold stay locked; under ours by load_beside.
    """
    gc.disable()  # what is loaded is no garbage, and to look at all of it takes up to 30 ms each time
    try:
        if endpoint.dispatch.chosen == "local":
            endpoint.dispatch.load()
        else:
            os.register_at_fork(after_in_child=load_beside)
    finally:
        gc.enable()
    gc.freeze()  # what was loaded stays: a collection that visits it all takes 10 ms of an early call
    atexit.register(gc.unfreeze)  # else zxing-cpp's binding reports what is left at the end as leaked
