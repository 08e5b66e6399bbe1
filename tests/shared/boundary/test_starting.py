"""Making an entry point does nothing to the process; only a process that is one function's is started."""

import gc
import logging
import subprocess
import sys
from dataclasses import replace
from typing import Any

import flask
import pytest
from pytest_mock import MockerFixture
from werkzeug.exceptions import BadGateway, BadRequest, HTTPException, NotFound

import functions
from shared import config, errors, starting
from shared.backend import Handler
from shared.config import Settings
from shared.entrypoint import Entrypoint
from shared.wechat import Form
from tests.support import ROOT, SETTINGS, some_capability
from tests.support.sentences import said

CAPABILITY = some_capability(Form("media", "openapi"), needs=("store_url", "client_id"))


def never() -> Handler:
    pytest.fail("a back end was loaded")


@pytest.mark.parametrize("make", [Entrypoint, starting.started])
def test_making_one_loads_nothing_and_changes_nothing(make: Any) -> None:
    config.use(Settings())  # in which all is missing that it needs
    before = (list(logging.getLogger().handlers), gc.get_freeze_count())
    endpoint = make(CAPABILITY, never)
    assert (logging.getLogger().handlers, gc.get_freeze_count()) == before
    assert not endpoint.dispatch.loaded
    assert not endpoint.ready()


def test_an_error_is_answered_without_a_back_end() -> None:
    with flask.Flask("x").test_request_context("/", method="POST"):
        response = Entrypoint(CAPABILITY, never).refuse(flask.request, errors.UnknownPath(said("correct it")))
    assert response.get_json()["errcode"] == 40066


@pytest.mark.parametrize(
    ("error", "kind"),
    [(NotFound(), errors.UnknownPath), (BadRequest(), errors.InvalidData), (BadGateway(), errors.ServiceError)],
)
def test_what_the_framework_refuses_has_a_sentence(error: HTTPException, kind: type[errors.ServiceError]) -> None:
    refusal = starting.refusal_of(error)
    assert type(refusal) is kind
    assert refusal.advice


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"signing_key": ""}, "cannot start: SIGNING_KEY is not set: "),
        ({"store_url": ""}, "cannot start: STORE_URL is not set: "),
    ],
)
def test_a_process_of_its_own_ends_without_what_it_needs(changes: dict[str, str], sentence: str) -> None:
    config.use(replace(SETTINGS, **changes))  # type: ignore[arg-type]  # texts all of them
    with pytest.raises(SystemExit, match=f"^{sentence}"):
        starting.start(Entrypoint(CAPABILITY, never))


def test_a_process_of_its_own_loads_its_engine_without_collections_and_what_lasts_stays_out_of_them() -> None:
    code = (
        "import gc\n"
        "from shared import config, starting\n"
        "from tests.support import SETTINGS, some_capability\n"
        "from shared.wechat import Form\n"
        "config.use(SETTINGS)\n"
        "collected = []\n"
        "gc.callbacks.append(lambda phase, facts: collected.append(phase))\n"
        "def load():\n"
        "    garbage = [[number] for number in range(100_000)]\n"
        "    assert not collected\n"
        "    return lambda call: {}\n"
        "gc.collect(), collected.clear()\n"
        "endpoint = starting.started(some_capability(Form('media', 'openapi')), load)\n"
        "assert endpoint.ready() and gc.get_freeze_count() and gc.isenabled() and starting.own() is endpoint\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


def test_a_package_without_the_engine_that_is_to_answer_says_so(mocker: MockerFixture) -> None:
    found = mocker.patch("shared.starting.importlib.util.find_spec", return_value=None)
    capability = functions.record("idcard")
    with pytest.raises(config.SettingError, match="CARDS_BACKEND must be vendor, not 'local': the engine of idcard"):
        starting.check_engine(capability, Settings())
    starting.check_engine(capability, Settings(cards_backend="vendor"))
    found.assert_any_call("functions.idcard.local")
