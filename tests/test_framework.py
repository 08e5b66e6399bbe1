"""Every function under the real Functions Framework, from the repository's root, as its README starts it."""

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.function_process import (
    FUNCTIONS,
    LEQI,
    PATIENCE_S,
    ROOT,
    WITHOUT_TOKEN,
    Served,
    code_of,
    environment,
    refusal,
    served,
    works,
)


def command(name: str) -> list[str]:
    return [sys.executable, "-m", "functions_framework", "--target", name, "--source", f"functions/{name}/main.py"]


@pytest.fixture(scope="module", params=FUNCTIONS)
def function(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    with served(request.param, command(request.param), ROOT, environment(home, PYTHONPATH=".")) as running:
        yield running


def test_answers_in_the_vendors_form_without_a_token(function: Served) -> None:
    answer = function.answer()
    assert code_of(answer) == WITHOUT_TOKEN.get(function.name, 41001)
    assert " rid: " in (answer["error"] if "error" in answer else answer["errmsg"])


def test_is_asked_at_any_path_but_the_frameworks_own_two(function: Served) -> None:
    unknown = 400 if function.name in LEQI else 40066
    assert code_of(requests.get(function.url + "robots.txt", timeout=PATIENCE_S).json()) == unknown
    elsewhere = requests.get(function.url + "a/path/of/the/platform", timeout=PATIENCE_S).json()
    assert code_of(elsewhere) == WITHOUT_TOKEN.get(function.name, 41001)


def test_does_its_work(function: Served) -> None:
    works(function)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_ends_on_sigterm_with_nothing_in_the_log_but_requests(name: str, tmp_path: Path) -> None:
    with served(name, command(name), ROOT, environment(tmp_path, PYTHONPATH=".")) as running:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(10) == 0
    lines = (tmp_path / "stderr").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["message"] for line in lines} == {"request"}


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("variable, value", [("SIGNING_KEY", ""), ("SIGNING_KEY", "short"), ("BACKEND", "clouds")])
def test_a_wrong_setting_stops_the_start_with_a_sentence(name: str, variable: str, value: str, tmp_path: Path) -> None:
    said = refusal(command(name), ROOT, environment(tmp_path, PYTHONPATH=".", **{variable: value}))
    assert said.startswith(f"cannot start: {variable} ")
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1
