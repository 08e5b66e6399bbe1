"""The image functions with wechatpy 1.8.18. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment.

Usage: with_wechatpy.py IMAGE PHOTO ENLARGED
"""

import os
import sys
from pathlib import Path
from typing import Any

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

BASE_URL = os.environ["BASE_URL"]  # was https://api.weixin.qq.com
STALE = (40001, 40014, 42001)


class Moved(requests.Session):
    """What wechatpy sends with: WeChat's address stands in many places of it, and all of them come by here."""

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        options["timeout"] = options.get("timeout") or 30  # wechatpy's own call for a token has none
        return super().request(method, url.replace("https://api.weixin.qq.com", BASE_URL, 1), *args, **options)


class Client(WeChatClient):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._http = Moved()  # API_BASE_URL alone would send appid and secret to WeChat

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
    client = Client(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], auto_retry=False)
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
