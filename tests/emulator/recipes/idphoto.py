"""An ID photo on three backgrounds, then the one on white. BASE_URL and APPCODE come from the environment.

Usage: idphoto.py PORTRAIT RESULT.jpg
"""

import base64
import os
import sys
from pathlib import Path
from typing import Any

import requests

COLOURS = {"blue": 4427483, "white": 0xFFFFFF, "red": 0xFF0000}


def ask(method: str, path: str, **options: Any) -> dict[str, Any]:
    """An answer; the ID-photo functions have `code` and `error` in it, and HTTP status 200 always."""
    url, headers = os.environ["BASE_URL"] + path, {"Authorization": f"APPCODE {os.environ['APPCODE']}"}
    response = requests.request(method, url, headers=headers, timeout=90, **options)
    response.raise_for_status()
    answer: dict[str, Any] = response.json()
    if answer["code"] != 200:
        raise ValueError(f"{answer['code']}: {answer['error']}")
    return answer


def main(portrait: str, result: str) -> None:
    wishes = {
        "file": base64.b64encode(Path(portrait).read_bytes()).decode(),
        "spec_id": 1,
        "background_color": [{"start_color": number, "color_name": name} for name, number in COLOURS.items()],
    }
    names = ask("POST", "/aliyun_api/pic_handle_3", json=wishes)["final_pic_name"]
    white = next(name for name in names if "white" in name)  # each name has its colour's in it
    link = ask("GET", "/get_pic_3", params={"file_name": white})["file_name"]
    photo = requests.get(link, timeout=30)  # the link is signed: no APPCODE
    photo.raise_for_status()
    Path(result).write_bytes(photo.content)
    print(len(names), "photos")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (ValueError, requests.RequestException) as error:
        sys.exit(f"failed: {error}")
