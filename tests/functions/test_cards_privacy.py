"""What stands on a card is in the answer to who sent it, and nowhere else: in no log, metric, error, header or file."""

import io
import json
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from pytest_mock import MockerFixture
from werkzeug.test import TestResponse

import functions
from functions.idcard.api import API as IDCARD
from shared import config, log, metrics
from tests.functions.card_function import BLANK, answer, client_of, jpeg, local_of, read_text
from tests.support import CLIENT_ID, CLIENT_SECRET, ROOT, SETTINGS, SIGNING_KEY, cards, free_port, give_steps
from tests.support.cards.drawing import Specimen
from tests.support.sample_calls import access_token
from tests.support.wechat_double import EXAMPLES, Fault, WechatDouble

CARDS = [name for name in functions.names() if functions.record(name).private]
APPID, SECRET = "wx0", "of-the-tests"
VALUE = "110105203001010001"
"""What an engine in these tests has in hand when something goes wrong."""
Run = Callable[[], str]


@cache
def specimens() -> Mapping[str, Specimen]:
    """A picture for each function; the vehicle's has both pages."""
    flat = {
        "idcard": "idcard_front",
        "bankcard": "bankcard_flat",
        "drivinglicense": "drivinglicense",
        "bizlicense": "bizlicense_landscape",
        "menu": "menu_1",
    }
    return {
        **{function: cards.make(kind, "tune", 2, "flat") for function, kind in flat.items()},
        "driving": cards.together(("driving_front", "driving_back"), "tune", 1),
        "platenum": cards.make("platenum_blue", "tune", 1, "photo"),
    }


def values_in(document: object) -> set[str]:
    """The texts of an answer that could betray somebody: not the side, nor what ids have by chance."""
    if isinstance(document, Mapping):
        return set().union(*(values_in(value) for name, value in document.items() if name != "errmsg"))
    if isinstance(document, list):
        return set().union(*map(values_in, document))
    if isinstance(document, str) and document.startswith("{"):
        return values_in(json.loads(document))
    return {document} if isinstance(document, str) and (len(document) > 5 or not document.isascii()) else set()


def forms_of(value: str) -> set[str]:
    """A text as it stands in texts, in JSON, in a repr, in bytes, in a URL."""
    return {
        value,
        json.dumps(value)[1:-1],
        ascii(value)[1:-1],
        repr(value.encode())[2:-1],
        requests.utils.quote(value),  # type: ignore[attr-defined]  # requests' stubs do not have it
    }


def betrayed(values: set[str], text: str) -> set[str]:
    return {value for value in values for form in forms_of(value) if form in text}


def written(response: TestResponse) -> str:
    """An answer with its head."""
    return f"{response.status}\n{response.headers}\n{response.get_data(as_text=True)}"


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_the_functions_with_cards_are_these() -> None:
    assert set(CARDS) == set(specimens())


@dataclass(frozen=True)
class Whole:
    """What a process of all functions has said and written, and what it answered."""

    answers: Mapping[str, requests.Response]
    output: str
    metrics: str
    files: set[str]
    sent: list[str]

    @property
    def values(self) -> set[str]:
        return values_in([response.json() for response in self.answers.values()])


@pytest.mark.slow
class TestWholeProcess:
    """Everything else goes to the vendor here: no picture of a document does."""

    @pytest.fixture(scope="class")
    @classmethod
    def whole(cls, tmp_path_factory: pytest.TempPathFactory) -> Whole:
        folder = tmp_path_factory.mktemp("process")
        home, log_file = folder / "home", folder / "log"
        (home / "tmp").mkdir(parents=True)
        url = f"http://127.0.0.1:{free_port()}"
        with WechatDouble(appid=APPID, secret=SECRET) as vendor, log_file.open("w") as output:
            environment = _environment(home, url, vendor)
            process = subprocess.Popen(
                [sys.executable, "-m", "emulator"], cwd=ROOT, env=environment, stdout=output, stderr=output
            )
            try:
                _wait(url)
                before = files_in(home)
                answers = {name: _upload(url, name, jpeg(specimen)) for name, specimen in specimens().items()}
                refused = [_upload(url, name, picture) for name in CARDS for picture in (BLANK, BLANK[:60])]
                counted = requests.get(f"{url}/metrics", timeout=10)
                files = files_in(home) - before
            finally:
                process.terminate()
                process.wait(10)
            sent = [call.path for call in vendor.calls]
        assert {response.json()["errcode"] for response in refused} == {101001, 101002}
        return Whole(answers, log_file.read_text("utf-8"), counted.text, files, sent)

    def test_the_answers_hold_what_the_pictures_show(self, whole: Whole) -> None:
        for name, specimen in specimens().items():
            assert whole.answers[name].json()["errcode"] == 0
            assert values_in(specimen.fields) & values_in(whole.answers[name].json())
        assert len(whole.values) > 40

    def test_nothing_of_it_is_in_what_the_process_says(self, whole: Whole) -> None:
        lines = re.findall(r'"message": "request", "function": "(\w+)"', whole.output)
        assert sorted(name for name in lines if name in CARDS) == sorted(CARDS * 3)
        assert betrayed(whole.values, whole.output) == set()

    def test_nothing_of_it_is_counted(self, whole: Whole) -> None:
        assert 'wx_image_calls_total{client="someone",errcode="0",function="idcard"' in whole.metrics
        assert betrayed(whole.values, whole.metrics) == set()

    def test_nothing_of_it_is_in_a_header_and_nobody_keeps_the_answer(self, whole: Whole) -> None:
        for response in whole.answers.values():
            assert response.headers["Cache-Control"] == "no-store"
            assert response.headers["X-Served-By"] == "local"
            assert betrayed(whole.values, str(response.headers)) == set()

    def test_no_file_is_left(self, whole: Whole) -> None:
        assert whole.files == set()

    def test_no_picture_went_to_the_vendor(self, whole: Whole) -> None:
        assert "/cv/img/qrcode" in whole.sent  # of the greeting
        assert not [path for path in whole.sent if path.startswith("/cv/ocr/")]


def _environment(home: Path, url: str, vendor: WechatDouble) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "STORE_URL": (home / "store").as_uri(),
        "PORT": url.rpartition(":")[2],
        "SIGNING_KEY": SIGNING_KEY,
        "CLIENT_ID": CLIENT_ID,
        "CLIENT_SECRET": CLIENT_SECRET,
        "LOG_LEVEL": "debug",
        "METRICS": "1",
        "BACKEND": "vendor",
        "WECHAT_API_BASE": vendor.url,
        "WECHAT_APPID": APPID,
        "WECHAT_SECRET": SECRET,
    }


def _wait(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{url}/healthz", timeout=10).raise_for_status()
        except requests.ConnectionError:
            assert time.monotonic() < until, "the emulator does not answer"
            time.sleep(0.1)
        else:
            return


def _upload(url: str, function: str, picture: bytes) -> requests.Response:
    target = f"{url}{functions.record(function).paths[0]}"
    login = {"grant_type": "client_credential", "appid": CLIENT_ID, "secret": CLIENT_SECRET}
    token = requests.get(f"{url}/cgi-bin/token", params=login, timeout=10).json()["access_token"]
    return requests.post(target, params={"access_token": token}, files={"img": picture}, timeout=60)


@pytest.mark.parametrize("function", CARDS)
class TestFaults:
    """Whatever goes wrong with a value in hand: it is in no line of the log, no metric and no answer."""

    @pytest.fixture(autouse=True)
    def _loggers(self) -> Iterator[None]:
        """Leave the loggers as they were."""
        before = [(one, one.handlers[:], one.level) for one in map(logging.getLogger, log.LOGGERS)]
        yield
        for logger, handlers, level in before:
            logger.handlers[:] = handlers
            logger.setLevel(level)
            logger.propagate = True

    @pytest.fixture(autouse=True)
    def said(self, mocker: MockerFixture) -> Iterator[Run]:
        """All that was logged and counted."""
        stream = io.StringIO()
        mocker.patch("shared.log.sys", SimpleNamespace(stderr=stream))
        self.chosen()
        metrics._made.cache_clear()
        yield lambda: stream.getvalue() + metrics.text().decode()
        metrics._made.cache_clear()

    def chosen(self, **changes: Any) -> None:
        settings = replace(SETTINGS, log_level="debug", metrics=True, **changes)
        config.use(settings)
        log.configure(settings)

    def asked(self, function: str) -> TestResponse:
        parts = {"img": (io.BytesIO(BLANK), f"{VALUE}.png")}
        response: TestResponse = client_of(function).post(f"/?access_token={access_token()}", data=parts)
        assert response.headers["Cache-Control"] == "no-store"
        return response

    @pytest.mark.parametrize("log_format", ["json", "text"])
    def test_an_engine_that_raises_with_a_value_in_its_text(
        self, function: str, mocker: MockerFixture, said: Run, log_format: str
    ) -> None:
        self.chosen(log_format=log_format)
        give = mocker.patch.object(local_of(function), "read_cards" if _has(function, "read_cards") else "engine")

        def fail(*_: object) -> object:
            known: dict[str, object] = {}
            try:
                return known[VALUE]
            except KeyError as error:
                error.add_note(VALUE)
                raise ValueError(f"no date: {VALUE!r}") from error

        give.side_effect = fail
        response = self.asked(function)
        assert response.get_json()["errcode"] == -1
        assert "system error" in said()
        assert betrayed({VALUE}, said() + written(response)) == set()

    def test_the_trace_still_has_types_and_places(self, function: str, mocker: MockerFixture, said: Run) -> None:
        mocker.patch(f"functions.{function}.local.admission.processors", side_effect=ValueError(VALUE))
        rid = self.asked(function).get_json()["errmsg"].partition("rid: ")[2]
        line = json.loads(said().splitlines()[0])
        assert (line["message"], line["function"], line["rid"]) == ("system error", function, rid)
        assert line["trace"].startswith("Traceback")
        assert f"functions/{function}/local.py" in line["trace"]
        assert line["trace"].endswith("TextWithheldError: ValueError\n")

    def test_time_that_runs_out(self, function: str, mocker: MockerFixture, said: Run) -> None:
        give_steps(mocker, local_of(function), 0)
        response = self.asked(function)
        assert betrayed({VALUE}, said() + written(response)) == set()

    @pytest.mark.parametrize("backend", ["vendor", "relay"])
    def test_a_vendor_that_refuses_with_a_value_in_its_text(
        self, function: str, mocker: MockerFixture, said: Run, backend: str, pauses: list[float]
    ) -> None:
        _read_nothing(mocker, function)
        faults = (
            Fault.errcode(-1, f"no number: {VALUE}"),
            Fault.errcode(101003, f"no number: {VALUE}"),
            Fault.errcode(40164, f"{VALUE} not in whitelist"),
            Fault.body(VALUE.encode()),
            Fault.reset(after_body=True),
        )
        with WechatDouble(appid=APPID, secret=SECRET) as vendor:
            self.chosen(cards_backend=backend, wechat_api_base=vendor.url, wechat_appid=APPID, wechat_secret=SECRET)
            for fault in faults:
                vendor.heal()
                vendor.always(function, fault)
                self.asked(function)
            assert vendor.count(function) >= len(faults)
        assert betrayed({VALUE}, said()) == set()


def _has(function: str, name: str) -> bool:
    return hasattr(local_of(function), name)


def _read_nothing(mocker: MockerFixture, function: str) -> None:
    """Have a function find nothing, without reading."""
    local = local_of(function)
    if _has(function, "read_cards"):
        mocker.patch.object(local, "read_cards", return_value=SimpleNamespace(first=lambda *_: None, complete=True))
    else:
        mocker.patch.object(local, "engine", return_value=read_text(complete=True))


class TestWhoGetsThePicture:
    """BACKEND speaks of other pictures: those of documents go to the vendor by CARDS_BACKEND alone."""

    @pytest.fixture
    def vendor(self, mocker: MockerFixture) -> Iterator[WechatDouble]:
        for function in CARDS:
            _read_nothing(mocker, function)
        with WechatDouble(appid=APPID, secret=SECRET) as double:
            yield double

    def choose(self, vendor: WechatDouble, **backends: Any) -> None:
        account = replace(SETTINGS, wechat_api_base=vendor.url, wechat_token_file="")
        config.use(replace(account, wechat_appid=APPID, wechat_secret=SECRET, **backends))

    @pytest.mark.parametrize("function", CARDS)
    @pytest.mark.parametrize("backend", ["relay", "vendor"])
    def test_the_setting_of_other_pictures_sends_none_of_these(
        self, vendor: WechatDouble, function: str, backend: str
    ) -> None:
        self.choose(vendor, backend=backend)
        assert answer(function, BLANK)["errcode"] == 101001
        assert vendor.count() == 0

    @pytest.mark.parametrize("function", CARDS)
    @pytest.mark.parametrize("backend", ["relay", "vendor"])
    def test_their_own_setting_does(self, vendor: WechatDouble, function: str, backend: str) -> None:
        self.choose(vendor, cards_backend=backend)
        assert answer(function, BLANK, "&type=scan") == EXAMPLES[function]
        (sent,) = vendor.calls_of(function)
        assert sent.path == functions.record(function).paths[0]
        assert sent.query["type"] == "scan"

    def test_other_pictures_do_not_go_by_it(self, vendor: WechatDouble) -> None:
        self.choose(vendor, cards_backend="vendor")
        assert answer("qrcode", BLANK)["errcode"] == 0
        assert vendor.count() == 0

    def test_a_vendor_whose_quota_is_used_up_is_followed_by_our_own_engine(self, vendor: WechatDouble) -> None:
        self.choose(vendor, cards_backend="relay")
        vendor.always("idcard", Fault.errcode(101003))
        assert answer("idcard", BLANK)["errcode"] == 101001
        assert vendor.count("idcard") == 1


def test_a_record_of_documents_is_private_and_no_other() -> None:
    assert IDCARD.private
    assert not import_module("functions.printed_text_ocr.api").API.private
