"""The emulator serves the description and the page."""

import requests

from emulator import openapi, reference
from tests.support import Emulator


def test_the_description(emulator: Emulator) -> None:
    response = requests.get(f"{emulator.url}/openapi.json", timeout=30)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == openapi.document()


def test_the_page(emulator: Emulator) -> None:
    response = requests.get(f"{emulator.url}/reference", timeout=30)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Security-Policy"] == reference.policy()
    assert "<h1>WeChat image API on serverless functions</h1>" in response.text
