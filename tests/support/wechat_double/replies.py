"""What the double answers: a reply with its way of delivery, the vendor's JSON, and the documented examples."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from shared.wechat.errcodes import ERRCODES

JSON = "application/json; encoding=utf-8"  # so spelt by the vendor


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and how it goes over the wire.

    `refused`: the token or the credentials were found bad, which comes before everything else that could be said.
    `wait_s` passes before the answer, `drip_s` between its bytes; `lacking` bytes of the body are promised by
    Content-Length and never sent; `hang_up` closes the connection afterwards without having announced it;
    `reset` sends nothing at all and resets the connection. `raw` is sent as it is, in place of head and body, with
    `drip_s` between its bytes, and the connection stays open. `headers` are lines that are added to the head.
    """

    body: bytes = b""
    status: int = 200
    content_type: str = JSON
    disposition: str = ""
    refused: bool = False
    wait_s: float = 0.0
    drip_s: float = 0.0
    lacking: int = 0
    hang_up: bool = False
    reset: bool = False
    raw: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Suffix:
    """What follows the text in errmsg: a rid (since 2020), a hint (before), both or nothing."""

    rid: bool = True
    hint: bool = False

    def __str__(self) -> str:
        hint = f" hint: [{secrets.token_urlsafe(10)}!]" if self.hint else ""
        rid = " rid: " + "-".join(secrets.token_hex(4) for _ in range(3)) if self.rid else ""
        return hint + rid


def success(data: Mapping[str, Any]) -> Reply:
    """Answer `data` as the vendor writes JSON: compact, its own key order, Chinese as it is."""
    return Reply(dump(data))


def failure(code: int, suffix: Suffix, text: str | None = None, *, refused: bool = False) -> Reply:
    """Answer an errcode with the vendor's text (or `text`) and the suffix."""
    return Reply(error_body(code, suffix, text), refused=refused)


def error_body(code: int | str, suffix: Suffix, text: str | None = None) -> bytes:
    """Write the JSON of a failure; a string as `code` stays a string."""
    known = ERRCODES.get(int(code))
    words = text if text is not None else known.text if known else "unknown error"
    return dump({"errcode": code, "errmsg": f"{words}{suffix}"})


def dump(data: Mapping[str, Any]) -> bytes:
    """Write compact JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _corners(*xy: int) -> dict[str, dict[str, int]]:
    names = ("left_top", "right_top", "right_bottom", "left_bottom")
    return {name: {"x": x, "y": y} for name, x, y in zip(names, xy[::2], xy[1::2], strict=True)}


def _crop(left: int, top: int, right: int, bottom: int) -> dict[str, int]:
    return {"crop_left": left, "crop_top": top, "crop_right": right, "crop_bottom": bottom}


_OK = {"errcode": 0, "errmsg": "ok"}

CARDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "idcard": {**_OK, "type": "Back", "valid_date": "20171025-20271025"},
        "bankcard": {**_OK, "id": "622213XXXXXXXXX"},
        "driving": {**_OK, "plate_num": "粤xxxxx", "vehicle_type": "小型普通客车", "owner": "东莞市xxxxx机械厂"},
        "drivinglicense": {**_OK, "id_num": "660601xxxxxxxx1234", "name": "张三", "sex": "男"},
        "bizlicense": {**_OK, "reg_num": "123123", "serial": "123123", "legal_representative": "张三"},
        "platenum": {**_OK, "number": "粤A123456"},
        "menu": {**_OK, "content": '{"menu_items": [{"name": "酱鸭", "price": 48.0}]}'},
    }
)
"""The beginning of the answers to pictures of documents."""

EXAMPLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "qrcode": {
            **_OK,
            "code_results": [
                {
                    "type_name": "QR_CODE",
                    "data": "https://www.qq.com",
                    "pos": _corners(585, 378, 828, 378, 828, 618, 585, 618),
                },
                {
                    "type_name": "QR_CODE",
                    "data": "https://mp.weixin.qq.com",
                    "pos": _corners(185, 142, 396, 142, 396, 353, 185, 353),
                },
                {"type_name": "EAN_13", "data": "5906789678957"},
                {"type_name": "CODE_128", "data": "50090500019191"},
            ],
            "img_size": {"w": 1000, "h": 900},
        },
        "aicrop": {
            **_OK,
            "results": [_crop(112, 0, 839, 727), _crop(0, 205, 965, 615)],
            "img_size": {"w": 966, "h": 728},
        },
        "superresolution": {
            **_OK,
            "media_id": "6WXsIXkG7lXuDLspD9xfm5dsvHzb0EFl0li6ySxi92ap8Vl3zZoD9DpOyNudeJGB",
        },
        "ocr": {
            **_OK,
            "items": [
                {"text": "腾讯", "pos": _corners(575, 519, 744, 519, 744, 532, 573, 532)},
                {"text": "微信团队", "pos": _corners(670, 516, 762, 517, 762, 532, 670, 531)},
            ],
            "img_size": {"w": 1280, "h": 720},
        },
        **CARDS,
    }
)
"""The answers of the vendor's documents, number by number, by endpoint."""

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
"""A PNG of one red pixel: what media/get holds under the example's media_id."""
