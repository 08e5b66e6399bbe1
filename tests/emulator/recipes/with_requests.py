"""The image functions with requests. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment.

Usage: with_requests.py IMAGE PHOTO ENLARGED
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

import requests


class ImageApi:
    STALE = (40001, 40014, 42001)

    def __init__(self, base_url: str, client_id: str, client_secret: str) -> None:
        self._base_url = base_url
        self._login = {"grant_type": "client_credential", "appid": client_id, "secret": client_secret}
        self._token, self._renew_at = "", 0.0

    def call(self, path: str, image: bytes, **query: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._with_token("POST", path, query, files={"img": ("image", image)}).json()
        return answer

    def picture(self, media_id: str) -> bytes:
        return self._with_token("GET", "/cgi-bin/media/get", {"media_id": media_id}).content

    def _with_token(self, method: str, path: str, query: dict[str, str], **body: Any) -> requests.Response:
        try:
            return self._send(method, path, params=query | {"access_token": self._access_token()}, **body)
        except ApiError as error:
            if error.code not in self.STALE:
                raise
            self._renew_at = 0  # once: a second refusal is an error
            return self._send(method, path, params=query | {"access_token": self._access_token()}, **body)

    def _access_token(self) -> str:
        if time.time() >= self._renew_at:
            answer = self._send("POST", "/cgi-bin/stable_token", json=self._login).json()
            self._token, self._renew_at = answer["access_token"], time.time() + answer["expires_in"] - 300
        return self._token

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        response = requests.request(method, self._base_url + path, timeout=30, **options)
        response.raise_for_status()
        if response.headers["Content-Type"] == "application/json" and response.json().get("errcode", 0) != 0:
            raise ApiError(response.json())
        return response


class ApiError(Exception):
    def __init__(self, answer: dict[str, Any]) -> None:
        self.code = int(answer["errcode"])
        super().__init__(f"{self.code}: {answer['errmsg']}")


def main(image: str, photo: str, enlarged: str) -> None:
    api = ImageApi(os.environ["BASE_URL"], os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])
    picture = Path(image).read_bytes()
    for code in api.call("/cv/img/qrcode", picture)["code_results"]:
        print(code["type_name"], code["data"])
    for line in api.call("/cv/ocr/comm", picture)["items"]:
        print("text", line["text"])
    for crop in api.call("/cv/img/aicrop", picture, ratios="1,2.35")["results"]:
        print("crop", crop["crop_left"], crop["crop_top"], crop["crop_right"], crop["crop_bottom"])
    media_id = api.call("/cv/img/superresolution", Path(photo).read_bytes())["media_id"]
    Path(enlarged).write_bytes(api.picture(media_id))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (ApiError, requests.RequestException) as error:
        sys.exit(f"failed: {error}")
