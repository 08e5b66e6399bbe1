"""The image functions with pywe-wxa-cv 1.0.0. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment.

Usage: with_pywe_wxa_cv.py IMAGE
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pywe_token.token
import requests
from pywe_exception import WeChatException
from pywe_wxa_cv import CV

STALE = (40001, 40014, 42001)


def connected(base_url: str, client_id: str, client_secret: str) -> CV:
    """A CV that calls `base_url` and checks its certificate, which it does not by itself."""
    cv = CV(appid=client_id, secret=quote(client_secret, safe=""))  # it goes into the URL as it is
    for name in ("WECHAT_CV_AICROP", "WECHAT_CV_QRCODE", "WECHAT_CV_SUPERRESOLUTION"):
        setattr(cv, name, getattr(cv, name).replace(cv.API_DOMAIN, base_url))
    cv.post = partial(cv.post, verify=True, timeout=30)
    tokens = pywe_token.token.token  # the one that all objects of this process ask
    tokens.WECHAT_ACCESS_TOKEN = tokens.WECHAT_ACCESS_TOKEN.replace(cv.API_DOMAIN, base_url)
    tokens.get = partial(tokens.get, verify=True)
    return cv


def checked(method: Callable[..., Any], **fields: Any) -> dict[str, Any]:
    """The answer of a method of CV, which itself neither repeats nor raises."""
    answer: dict[str, Any] = method(**fields)
    if answer["errcode"] in STALE:
        pywe_token.refresh_access_token()
        answer = method(**fields)
    if answer["errcode"] != 0:
        raise WeChatException(answer)
    return answer


def main(image: str) -> None:
    cv = connected(os.environ["BASE_URL"], os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])
    picture = Path(image).read_bytes()  # bytes can be sent again; img_file_path is left open
    for code in checked(cv.qrcode, img_file=picture)["code_results"]:
        print(code["type_name"], code["data"])
    for crop in checked(cv.aicrop, img_file=picture, ratios="1,2.35")["results"]:
        print("crop", crop["crop_left"], crop["crop_top"], crop["crop_right"], crop["crop_bottom"])


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (WeChatException, requests.RequestException) as error:
        sys.exit(f"failed: {error}")
