"""The recipes of client libraries work as they stand, meet errors well, and are what docs/clients.md shows."""

import sys
import textwrap
from pathlib import Path

import pytest
from PIL import Image

from tests.emulator.recipes.between import between
from tests.emulator.recipes.running import CODES, HERE, SAMPLES, fails, installed, python, run, works
from tests.support import CLIENT_ID, CLIENT_SECRET, ROOT, Emulator, qr_png
from tests.support.pages import blocks

CLIENTS = ("with_requests", "with_wechatpy", "with_pywe_wxa_cv", "node", "java")
ENLARGING = ("with_requests", "with_wechatpy", "node")  # they also take a photo, and a file name for the larger one
SOURCES = [path for path in HERE.rglob("*") if path.suffix in (".sh", ".py", ".js", ".java", ".json", ".php", ".go")]


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> str:
    """A client by its name."""
    return str(request.param)


@pytest.fixture
def program(client: str, request: pytest.FixtureRequest) -> list[str]:
    """The command that starts the client's recipe."""
    if client == "node":
        return ["node", str(request.getfixturevalue("node_folder") / "recipe.js")]
    if client == "java":
        return ["java", "-cp", str(request.getfixturevalue("java_folder")), "Recipe"]
    return [sys.executable, str(HERE / f"{client}.py")]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An image that takes no time."""
    image = tmp_path / "small.png"
    image.write_bytes(qr_png("small", scale=2))
    return image


@pytest.fixture
def on_small(client: str, program: list[str], small: Path) -> list[str]:
    """The recipe's command for that image."""
    return [*program, str(small), *([str(small), str(small.with_name("larger"))] if client in ENLARGING else [])]


class TestClients:
    def test_reads_the_samples(self, emulator: Emulator, client: str, program: list[str], tmp_path: Path) -> None:
        larger = tmp_path / "larger.jpg"
        more = [str(SAMPLES / "astronaut.jpg"), str(larger)] if client in ENLARGING else []
        printed = works([*program, str(SAMPLES / "codes.png"), *more], emulator.url)
        if client == "java":
            assert [code for code in CODES if f'"{code.split()[1]}"' not in printed] == []
            assert '"text":"SAMPLE PARCEL"' in printed
            return
        lines = printed.splitlines()
        assert lines[:3] == CODES
        assert sum(line.startswith("crop ") for line in lines) == 2
        if client in ENLARGING:
            assert "text SAMPLE PARCEL" in lines
            with Image.open(SAMPLES / "astronaut.jpg") as photo, Image.open(larger) as large:
                assert large.size == (2 * photo.width, 2 * photo.height)

    def test_gets_a_new_token_and_repeats(self, emulator: Emulator, on_small: list[str]) -> None:
        with between(emulator.url, 42001, refusals=1) as server:
            assert "small" in works(on_small, server.url)
        assert server.token_calls == 2
        assert server.paths.count("/cv/img/qrcode") == 2
        assert server.without_length == []  # WeChat answers HTTP 412 to a body whose length is not told

    @pytest.mark.parametrize("code, calls", [(40001, 2), (45009, 1)])
    def test_gives_up_at_the_second_refusal(
        self, emulator: Emulator, on_small: list[str], code: int, calls: int
    ) -> None:
        with between(emulator.url, code, refusals=100) as server:
            said = fails(on_small, server.url)
        assert str(code) in said
        assert "X-Emulate-Errcode asked for" in said
        assert (server.image_calls, server.token_calls) == (calls, calls)

    def test_says_what_is_wrong(self, emulator: Emulator, on_small: list[str], small: Path) -> None:
        assert "40125" in fails(on_small, emulator.url, CLIENT_SECRET="wrong")
        small.write_bytes(b"no image")
        said = fails(on_small, emulator.url)
        assert "101002" in said
        assert "invalid image data hint: [a short text came in place of the picture: send a JPEG, PNG" in said

    def test_says_that_nobody_answers(self, on_small: list[str]) -> None:
        done = run(on_small, "http://127.0.0.1:9")
        assert done.returncode == 1
        assert done.stderr.startswith("failed: ")
        assert "Traceback" not in done.stderr


def test_java_starts_from_its_source(emulator: Emulator, small: Path) -> None:
    assert "small" in works([installed("java"), str(HERE / "Recipe.java"), str(small)], emulator.url)


class TestLibraries:
    """What docs/clients.md says of a library's own behaviour."""

    def test_wechatpy_by_itself_never_gives_up(self, emulator: Emulator, small: Path) -> None:
        with between(emulator.url, 40001, refusals=20) as server:
            works(wechatpy(f"client.image('/cv/img/qrcode', open({str(small)!r}, 'rb').read())"), server.url)
        assert server.image_calls == 21

    def test_wechatpy_by_itself_repeats_without_the_file(self, emulator: Emulator, small: Path) -> None:
        post = f"client.post(BASE_URL + '/cv/img/qrcode', files={{'img': open({str(small)!r}, 'rb')}})"
        with between(emulator.url, 42001, refusals=1) as server:
            assert "Error code: 41005" in run(wechatpy(post), server.url).stderr

    def test_wechatpys_own_token_call_goes_to_wechat(self) -> None:
        code = """
            import requests
            from unittest import mock
            from wechatpy import WeChatClient
            class Client(WeChatClient):
                API_BASE_URL = "http://127.0.0.1:9/cgi-bin/"
            with mock.patch.object(requests.Session, "get", side_effect=ValueError) as get:
                try: Client("someone", "secret").access_token
                except ValueError: print(get.call_args.kwargs["url"])
        """
        assert works(python(code)) == "https://api.weixin.qq.com/cgi-bin/token\n"

    def test_pywe_takes_no_address_alone(self) -> None:
        done = run(python('from pywe_wxa_cv import CV; CV().qrcode(img_url="https://example.com/a.png", token="t")'))
        assert "TypeError" in done.stderr

    def test_pywe_checks_no_certificate(self) -> None:
        code = """
            import requests
            from unittest import mock
            from pywe_wxa_cv import CV
            with mock.patch.object(requests, "post") as post, mock.patch.object(requests, "get") as get:
                get.return_value.json.return_value = {"access_token": "t", "expires_in": 7200}
                CV(appid="someone", secret="a&b").qrcode(img_file=b"image")
            for call in (get, post): print(call.call_args.kwargs["verify"], "timeout" in call.call_args.kwargs)
            print(get.call_args.args[0])
        """
        *calls, url = works(python(code)).splitlines()
        assert calls == ["False False"] * 2
        assert url.endswith("&secret=a&b")


def wechatpy(statement: str) -> list[str]:
    """The recipe's client with the library's own repetition."""
    where = f"import sys; sys.path.insert(0, {str(HERE)!r})"
    made = f"from with_wechatpy import BASE_URL, Client\nclient = Client({CLIENT_ID!r}, {CLIENT_SECRET!r})"
    return python(f"{where}\n{made}\n{statement}")


PROGRAMS = [block for block in blocks(ROOT / "docs" / "clients.md") if block[0] != "text"]


@pytest.mark.parametrize("block", PROGRAMS, ids=lambda block: block[0])
def test_what_the_page_shows_stands_in_a_recipe(block: tuple[str, str]) -> None:
    shown = textwrap.dedent(block[1])
    assert [path.name for path in SOURCES if shown in unindented(path, shown)]


def unindented(path: Path, shown: str) -> str:
    """A recipe's text, moved to the left as far as the line that `shown` begins with is indented there."""
    text, first = path.read_text("utf-8"), shown.splitlines()[0]
    indents = [line[: -len(line.lstrip())] for line in text.splitlines() if line.strip() == first.strip()]
    return "\n".join(line.removeprefix(indents[0]) for line in text.splitlines()) + "\n" if indents else text
