"""The emulator serves the description and the page."""

import requests

from emulator import openapi
from tests.support import Emulator


def test_the_description(emulator: Emulator) -> None:
    response = requests.get(f"{emulator.url}/openapi.json", timeout=30)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == openapi.document()


def test_the_description_in_chinese(emulator: Emulator) -> None:
    response = requests.get(f"{emulator.url}/openapi.json", params={"lang": "zh"}, timeout=30)
    assert response.json() == openapi.document("zh")
