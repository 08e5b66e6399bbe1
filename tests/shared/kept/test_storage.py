"""What is kept, in a folder and in a bucket: whole or not at all, for its time, whoever else writes."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from pytest_mock import MockerFixture

from shared import config, errors
from shared.kept import names, storage
from tests.support import ROOT, SETTINGS, s3_server
from tests.support.clock import Clock

DAY_S = 24 * 3600


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3_server.served(tmp_path_factory.mktemp("s3")) as url:
        yield url


def in_bucket(endpoint: str) -> config.Settings:
    url = f"s3://{s3_server.BUCKET}/some/prefix"
    return replace(
        SETTINGS, store_url=url, store_endpoint=endpoint, store_access_key="an-access-key", store_secret_key="a-secret"
    )


@pytest.fixture(params=["folder", "bucket"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> config.Settings:
    """The settings of each kind of store, in force."""
    if request.param == "folder":
        chosen = replace(SETTINGS, store_url=f"file://{tmp_path}/new/store")
    else:
        chosen = in_bucket(request.getfixturevalue("s3"))
    config.use(chosen)
    return chosen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of MEDIA in a store that is a folder, which is in force."""
    config.use(replace(SETTINGS, store_url=f"file://{tmp_path}"))
    return tmp_path / "media"


def served(folder: Path) -> list[str]:
    """The names in a folder that callers can ask for."""
    return [path.name for path in folder.glob("*") if names.is_ours(path.name)]


def name_of(age_s: float) -> str:
    """A name that was made some time ago."""
    return re.sub("-[0-9a-f]{8}", f"-{int(time.time() - age_s):08x}", names.new(64), count=1)


class TestNames:
    def test_64_characters_for_urls(self) -> None:
        made = {names.new(64) for _ in range(1000)}
        assert len(made) == 1000
        assert all(re.fullmatch(r"local-[\w-]{58}", name, re.ASCII) for name in made)

    def test_they_tell_when_they_were_made(self, clock: Clock) -> None:
        assert names.made_at(names.new(64)) == clock.wall
        assert names.made_at(names.new(38, "蓝_blue-2")) == clock.wall

    def test_an_ending(self) -> None:
        assert names.new(38, "white").endswith("white")
        assert len(names.new(38, "white")) == 43

    @pytest.mark.parametrize(
        "name",
        ["", "local-", "x", "../" * 20, "local-00000000/../../etc/passwd____________", "Local-6b076c00" + "x" * 9],
    )
    def test_others_are_not_ours(self, name: str) -> None:
        assert not names.is_ours(name)


class TestBoth:
    @pytest.mark.parametrize("content", [b"x", bytes(range(256)) * 4096])
    @pytest.mark.parametrize("ending", ["", "white", "浅蓝"])
    def test_what_was_put_is_got(self, kept: config.Settings, content: bytes, ending: str) -> None:
        name = names.new(50, ending)
        storage.MEDIA.put(name, content)
        assert storage.MEDIA.get(name) == content

    def test_whether_it_is_there_is_learned_without_fetching_it(
        self, kept: config.Settings, mocker: MockerFixture
    ) -> None:
        name, gone = names.new(64), name_of(3 * DAY_S + 1)
        for one in (name, gone):
            storage.MEDIA.put(one, b"x" * 100_000)
        fetch = mocker.spy(type(storage._store()), "get")
        asked = [storage.MEDIA.has(one) for one in (name, gone, names.new(64), "../etc", "", "\ud800")]
        assert asked == [True, False, False, False, False, False]
        assert not storage.RESULT.has(name)
        assert fetch.call_count == 0
        storage.MEDIA.get(name)
        assert fetch.call_count == 1

    def test_names_that_nobody_put(self, kept: config.Settings) -> None:
        with pytest.raises(errors.UnknownMedia):
            storage.MEDIA.get(names.new(64))

    @pytest.mark.parametrize(
        "name", ["", ".", "..", "../../etc/passwd", "a" * 5000, "local-\0", "local-%2e%2e%2f", "\ud800"]
    )
    def test_names_of_no_form(self, kept: config.Settings, name: str) -> None:
        with pytest.raises(errors.UnknownMedia):
            storage.MEDIA.get(name)

    def test_for_three_days(self, kept: config.Settings) -> None:
        young, old, future = name_of(3 * DAY_S - 60), name_of(3 * DAY_S + 1), name_of(-DAY_S)
        for name in (young, old, future):
            storage.MEDIA.put(name, b"x")
        assert storage.MEDIA.get(young) == b"x"
        for name in (old, future):
            with pytest.raises(errors.UnknownMedia):
                storage.MEDIA.get(name)

    def test_shelves_are_apart(self, kept: config.Settings) -> None:
        name = names.new(64)
        storage.MEDIA.put(name, b"x")
        with pytest.raises(errors.UnknownMedia):
            storage.Shelf("other", DAY_S).get(name)

    def test_what_has_run_out_is_swept(self, kept: config.Settings, mocker: MockerFixture) -> None:
        shelf = storage.Shelf("swept", DAY_S)
        mocker.patch("shared.kept.storage.random.randrange", return_value=1)
        old, young = [name_of(2 * DAY_S) for _ in range(20)], [names.new(64) for _ in range(20)]
        for name in old + young:
            shelf.put(name, b"x")
        mocker.patch("shared.kept.storage.random.randrange", return_value=0)
        shelf.put(names.new(64), b"x")
        forever = storage.Shelf("swept", 1000 * DAY_S)
        assert [forever.get(name) for name in young] == [b"x"] * 20
        for name in old:
            with pytest.raises(errors.UnknownMedia):
                forever.get(name)

    def test_two_hundred_pictures_by_sixteen_threads(self, kept: config.Settings) -> None:
        contents = {names.new(64): os.urandom(2000) for _ in range(200)}

        def put_and_get(item: tuple[str, bytes]) -> bool:
            storage.MEDIA.put(*item)
            return storage.MEDIA.get(item[0]) == item[1]

        with ThreadPoolExecutor(16) as threads:
            assert all(threads.map(put_and_get, contents.items()))


class TestReachable:
    def test_a_store_that_works(self, kept: config.Settings) -> None:
        assert storage.reachable()
        assert storage.reachable()

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        file = tmp_path / "a-file"
        file.write_text("x")
        config.use(replace(SETTINGS, store_url=f"file://{file}/store"))
        assert not storage.reachable()
        assert [record.__dict__["facts"]["action"] for record in caplog.records] == ["probe"]

    def test_nothing_is_made_or_written(self, tmp_path: Path) -> None:
        config.use(replace(SETTINGS, store_url=f"file://{tmp_path}/new/store"))
        assert storage.reachable()
        assert list(tmp_path.iterdir()) == []

    def test_asked_again_only_after_some_seconds(self, tmp_path: Path, clock: Clock) -> None:
        folder = tmp_path / "store"
        config.use(replace(SETTINGS, store_url=f"file://{folder}"))
        assert storage.reachable()
        folder.write_text("a file in the place of the folder")
        assert storage.reachable()
        clock.forward(storage.PROBE_KEPT_S)
        assert not storage.reachable()
        folder.unlink()
        assert not storage.reachable()
        clock.forward(storage.PROBE_KEPT_S)
        assert storage.reachable()

    def test_a_bucket_that_is_not_there(self, s3: str) -> None:
        config.use(replace(in_bucket(s3), store_url="s3://another-bucket"))
        assert not storage.reachable()

    def test_a_bucket_that_never_answers(self, mocker: MockerFixture, caplog: pytest.LogCaptureFixture) -> None:
        """One question waits for its time; those that come meanwhile do not, and one line is logged."""
        mocker.patch("shared.kept.storage.PROBE_S", 0.2)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            config.use(in_bucket(f"http://127.0.0.1:{silent.getsockname()[1]}"))
            with ThreadPoolExecutor(8) as threads:
                first = threads.submit(storage.reachable).result()
                others = list(threads.map(lambda _: storage.reachable(), range(100)))
        assert not first
        assert not any(others)
        assert [record.__dict__["facts"]["action"] for record in caplog.records] == ["probe"]


class TestFolder:
    def test_killed_writers_leave_nothing_that_is_served(self, folder: Path) -> None:
        writer = (
            "import sys; from shared.kept import names, storage; print('ready', flush=True)\n"
            "while True: storage.MEDIA.put(names.new(64), b'0' * 3_000_000 + b'end')"
        )
        environment = {"PATH": os.environ["PATH"], "STORE_URL": f"file://{folder.parent}"}
        for round_ in range(5):
            with subprocess.Popen(
                [sys.executable, "-c", writer], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout
                process.stdout.readline()
                wanted = len(served(folder)) + 20
                while len(served(folder)) < wanted:
                    assert process.poll() is None
                time.sleep(0.002 * round_)
                process.send_signal(signal.SIGKILL)
        assert len(served(folder)) >= 100
        for name in served(folder):
            content = storage.MEDIA.get(name)
            assert (len(content), content[-4:]) == (3_000_003, b"0end")

    def test_what_a_killed_writer_left_is_swept(self, folder: Path, mocker: MockerFixture) -> None:
        folder.mkdir()
        old, new = folder / (names.new(64) + "#1"), folder / (names.new(64) + "#1")
        for path in (old, new):
            path.write_bytes(b"half")
        os.utime(old, (time.time() - 7200,) * 2)
        mocker.patch("shared.kept.storage.random.randrange", return_value=0)
        storage.MEDIA.put(names.new(64), b"x")
        assert (old.exists(), new.exists()) == (False, True)

    def test_full_disk(self, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
        """A limit on the size of files stands for the disk: the write fails midway, and so does obstore's."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        try:
            with pytest.raises(errors.StorageFailure) as caught:
                storage.MEDIA.put(names.new(64), b"x" * 1_000_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, before)
        assert str(folder) not in str(caught.value.advice)
        assert list(folder.iterdir()) == []
        storage.MEDIA.put(names.new(64), b"x")

    def test_a_file_in_the_place_of_the_folder(self, folder: Path) -> None:
        folder.write_text("x")
        with pytest.raises(errors.StorageFailure):
            storage.MEDIA.put(names.new(64), b"x")

    def test_it_survives_a_restart(self, folder: Path) -> None:
        name = names.new(64)
        storage.MEDIA.put(name, b"x")
        storage._opened.cache_clear()
        assert storage.MEDIA.get(name) == b"x"


class TestBucket:
    def test_objects_lie_under_the_prefix(self, s3: str) -> None:
        config.use(in_bucket(s3))
        name = names.new(64)
        storage.MEDIA.put(name, b"x")
        objects = requests.get(f"{s3}/{s3_server.BUCKET}?list-type=2&prefix=some/prefix/media/{name}", timeout=9).text
        assert f"<Key>some/prefix/media/{name}</Key>" in objects

    def test_a_server_that_is_gone(self, mocker: MockerFixture, caplog: pytest.LogCaptureFixture) -> None:
        mocker.patch("shared.kept.storage.RETRY_S", 1)
        config.use(replace(in_bucket("http://127.0.0.1:9"), store_region="elsewhere"))
        started = time.monotonic()
        with pytest.raises(errors.StorageFailure):
            storage.MEDIA.put(names.new(64), b"x")
        with pytest.raises(errors.StorageFailure):
            storage.MEDIA.get(names.new(64))
        assert time.monotonic() - started < 20
        facts = [record.__dict__["facts"] for record in caplog.records]
        assert [fact["action"] for fact in facts] == ["write", "read"]
        assert "a-secret" not in str(facts)
        assert "an-access-key" not in str(facts)
