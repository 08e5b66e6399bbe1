"""The image functions with wechatpy 1.8.18. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment.

Usage: with_wechatpy.py IMAGE PHOTO ENLARGED
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

BASE_URL = os.environ["BASE_URL"]  # was https://api.weixin.qq.com
STALE = (40001, 40014, 42001)


class Client(WeChatClient):
    API_BASE_URL = f"{BASE_URL}/cgi-bin/"

    def fetch_access_token(self) -> Any:
        """wechatpy's own asks WeChat, whatever API_BASE_URL says, and waits for ever."""
        login = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        answer = self.get("token", params=login | {"access_token": None})
        self.session.set(self.access_token_key, answer["access_token"], answer["expires_in"])
        self.expires_at = int(time.time()) + answer["expires_in"]
        return answer

    def image(self, path: str, image: bytes, **query: str) -> Any:
        """wechatpy 1.8 has no methods for images: what is to be called is its path."""

        def send() -> Any:
            return self.post(BASE_URL + path, params=dict(query), files={"img": ("image", image)})

        try:
            return send()
        except WeChatClientException as error:
            if error.errcode not in STALE:
                raise
            self.fetch_access_token()  # once: a second refusal is an error
            return send()


def main(image: str, photo: str, enlarged: str) -> None:
    # auto_retry would get a token and repeat for as long as that is refused.
    client = Client(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], timeout=30, auto_retry=False)
    picture = Path(image).read_bytes()
    for code in client.image("/cv/img/qrcode", picture)["code_results"]:
        print(code["type_name"], code["data"])
    for crop in client.image("/cv/img/aicrop", picture, ratios="1,2.35")["results"]:
        print("crop", crop["crop_left"], crop["crop_top"], crop["crop_right"], crop["crop_bottom"])
    for line in client.image("/cv/ocr/comm", picture)["items"]:
        print("text", line["text"])
    media_id = client.image("/cv/img/superresolution", Path(photo).read_bytes())["media_id"]
    Path(enlarged).write_bytes(client.media.download(media_id).content)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (WeChatClientException, requests.RequestException) as error:
        sys.exit(f"failed: {error}")
