"""The recipes without a client library: curl, ID photos, a comparison of two deployments, mini programs."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shared.wechat import tokens
from tests.emulator.recipes.running import CODES, HERE, SAMPLES, fails, installed, works
from tests.support import ROOT, SIGNING_KEY, Emulator
from tests.support.function_process import command, environment, served

PORTRAIT = str(SAMPLES / "astronaut.jpg")


@pytest.fixture(params=["idphoto.py", "idphoto.sh"])
def idphoto(request: pytest.FixtureRequest) -> list[str]:
    """The command that starts one of the two ID-photo recipes."""
    if request.param == "idphoto.py":
        return [sys.executable, str(HERE / request.param)]
    installed("curl")
    return ["sh", str(HERE / request.param)]


class TestCurl:
    @pytest.fixture(autouse=True)
    def _curl(self) -> None:
        installed("curl")

    def test_reads_by_file_and_by_address(self, emulator: Emulator, samples_url: str) -> None:
        image, address = str(SAMPLES / "codes.png"), f"{samples_url}/codes.png"
        by_file, by_address, text = works(["sh", str(HERE / "curl.sh"), image, address], emulator.url).splitlines()
        assert by_file == by_address
        assert [code for code in CODES if f'"{code.split()[1]}"' not in by_file] == []
        assert '"text":"SAMPLE PARCEL"' in text

    def test_shows_a_refusal(self, emulator: Emulator) -> None:
        program = ["sh", str(HERE / "curl.sh"), str(ROOT / "README.md"), "http://127.0.0.1/"]
        assert '{"errcode":101002,' in fails(program, emulator.url)
        assert '{"errcode":40125,' in fails(program, emulator.url, CLIENT_SECRET="wrong")

    def test_compares_two_deployments(self, emulator: Emulator) -> None:
        images = [str(SAMPLES / "codes.png"), str(SAMPLES / "text.png")]
        program = ["sh", str(HERE / "compare.sh"), "/cv/img/qrcode", emulator.url, f"{emulator.url}/", *images]
        lines = works(program, TOKEN=emulator.token).splitlines()
        assert lines == [line for image in images for line in (f"== {image}: local, local", "same")]
        program[4] = emulator.url + "/nowhere"
        assert '> "errcode":40066' in works(program, TOKEN=emulator.token)


class TestIdPhoto:
    def test_gets_the_photo_of_one_colour(self, emulator: Emulator, idphoto: list[str], tmp_path: Path) -> None:
        result = tmp_path / "white.jpg"
        works([*idphoto, PORTRAIT, str(result)], emulator.url, APPCODE="emulator")
        with Image.open(result) as photo:
            assert photo.size == (295, 413)
            assert np.asarray(photo)[:20, :20].min() > 250

    def test_shows_a_refusal(self, emulator: Emulator, idphoto: list[str], tmp_path: Path) -> None:
        nobody = [*idphoto, str(SAMPLES / "codes.png"), str(tmp_path / "result.jpg")]
        assert "没有检测到人脸" in fails(nobody, emulator.url, APPCODE="emulator")
        assert "APPCODE" in fails(nobody, emulator.url, APPCODE="wrong")


@pytest.fixture
def container(tmp_path: Path) -> Iterator[str]:
    """The function as on WeChat CloudRun, which lets nobody else in."""
    variables = environment(tmp_path, PYTHONPATH=".", ACCESS="platform", FETCH_ALLOW="127.0.0.1")
    with served("qrcode", command("qrcode"), ROOT, variables) as running:
        yield running.url.rstrip("/")


class TestMiniProgram:
    @pytest.fixture
    def page(self) -> list[str]:
        return [installed("node"), str(HERE / "wx_shim.js")]

    def test_uploads_a_file(self, emulator: Emulator, page: list[str]) -> None:
        upload = [*page, "readCodes", emulator.url, emulator.token]
        assert works([*upload, str(SAMPLES / "codes.png")]).splitlines()[:3] == CODES
        assert "101002" in fails([*upload, str(ROOT / "README.md")])
        stranger = tokens.issue(SIGNING_KEY, "somebody")[0]
        assert "40001" in fails([*page, "readCodes", emulator.url, stranger, str(SAMPLES / "codes.png")])

    def test_calls_a_container(self, container: str, page: list[str], samples_url: str) -> None:
        call = [*page, "readCodesOnCloudRun", "prod-1"]
        assert works([*call, f"{samples_url}/codes.png"], CONTAINER_URL=container).splitlines()[:3] == CODES
        assert "101000" in fails([*call, f"{samples_url}/nothing.png"], CONTAINER_URL=container)
