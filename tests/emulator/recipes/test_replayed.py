"""The recipes for PHP, Go and WxJava, whose packages were not to be had: what each sends by its source, replayed."""

from typing import Any
from urllib.parse import quote

import pytest
import requests

from tests.emulator.recipes.between import between
from tests.emulator.recipes.running import CODES, HERE, SAMPLES
from tests.support import CLIENT_ID, CLIENT_SECRET, Emulator

KEYS = f"appid={quote(CLIENT_ID)}&secret={quote(CLIENT_SECRET)}"
STABLE = {"appid": CLIENT_ID, "force_refresh": False, "grant_type": "client_credential", "secret": CLIENT_SECRET}
RECIPES = ("php/with_easywechat.php", "go/with_silenceper.go", "wxjava/WithWxJava.java")


def plain_token(url: str) -> str:
    answer = requests.get(f"{url}/cgi-bin/token?grant_type=client_credential&{KEYS}", timeout=30).json()
    return str(answer["access_token"])


def codes(answer: Any) -> list[str]:
    return [f"{one['type_name']} {one['data']}" for one in answer["code_results"]]


def test_easywechat_sends_the_file_as_img_and_the_token_in_the_query(emulator: Emulator) -> None:
    file = {"img": ("codes.png", (SAMPLES / "codes.png").read_bytes(), "image/png")}
    query = {"access_token": plain_token(emulator.url)}
    answer = requests.post(f"{emulator.url}/cv/img/qrcode", params=query, files=file, timeout=30).json()
    assert codes(answer)[:3] == CODES


def test_wxjava_names_the_file_and_sends_empty_ratios_to_crop(emulator: Emulator) -> None:
    image = (SAMPLES / "codes.png").read_bytes()
    query = {"access_token": plain_token(emulator.url)}
    file = {"file": ("codes.png", image, "application/octet-stream")}
    read = requests.post(f"{emulator.url}/cv/img/qrcode", params=query, files=file, timeout=30).json()
    assert codes(read)[:3] == CODES
    cut = requests.post(
        f"{emulator.url}/cv/img/aicrop", params=query, files=file, data={"ratios": ""}, timeout=30
    ).json()
    assert cut["errcode"] == 0
    assert len(cut["results"]) == 1


def test_silenceper_posts_an_address_without_a_body(emulator: Emulator, samples_url: str) -> None:
    token = requests.post(f"{emulator.url}/cgi-bin/stable_token", json=STABLE, timeout=30).json()["access_token"]
    address = quote(f"{samples_url}/text.png", safe="")
    answer = requests.post(
        f"{emulator.url}/cv/ocr/comm?img_url={address}&access_token={token}", data="", timeout=30
    ).json()
    assert answer["errcode"] == 0
    assert answer["items"]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_says_that_it_is_not_run(recipe: str) -> None:
    source = (HERE / recipe).read_text("utf-8")
    assert "Replayed, not run: see docs/clients.md" in source
    assert all(name in source for name in ("BASE_URL", "CLIENT_ID", "CLIENT_SECRET"))


class TestBetween:
    def test_a_call_that_fails_behind_it_is_answered_with_the_reason(self) -> None:
        with between("http://127.0.0.1:9") as server:
            answer = requests.post(f"{server.url}/cv/img/qrcode?access_token=secret", data=b"x", timeout=30)
        assert answer.status_code == 502
        assert "http://127.0.0.1:9/cv/img/qrcode" in answer.text
        assert "Connect" in answer.text

    def test_a_connection_is_kept_for_the_next_call(self, emulator: Emulator) -> None:
        with between(emulator.url) as server, requests.Session() as session:
            answers = [session.get(f"{server.url}/healthz", timeout=30) for _ in range(2)]
            assert [answer.raw.version for answer in answers] == [11, 11]
        assert server.paths == ["/healthz"] * 2
