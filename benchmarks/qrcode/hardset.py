"""A seeded set of codes that are hard to read, with known texts. The same numbers give the same images."""

import json
import random
import string
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from benchmarks.qrcode import damage
from benchmarks.qrcode.readers import Gray

FORMATS = {
    "qrcode": "QRCode", "datamatrix": "DataMatrix", "pdf417": "PDF417", "ean13": "EAN13", "upca": "UPCA",
    "code128": "Code128", "code39": "Code39", "itf": "ITF",
}  # fmt: skip
TWO_DIMENSIONAL = ("qrcode", "datamatrix", "pdf417")
DRAWN = 8
"""Pixels a module before the picture is taken."""
HANZI = "北京上海深圳快递单号电子发票会员卡优惠券商品名称欢迎光临"
KINDS: dict[str, Callable[[Gray, float, np.random.Generator], Gray]] = {
    "clean": damage.clean,
    "perspective": damage.perspective,
    "rotation": damage.rotation,
    "blur": damage.blur,
    "motion": damage.motion,
    "contrast": damage.contrast,
    "noise": damage.noise,
    "jpeg": damage.jpeg,
    "small": damage.small,
    "shadow": damage.shadow,
    "invert": damage.invert,
    "damage": damage.scratches,
    "combo": damage.combination,
}
MULTIPLE = "multi-1"
SHEET = (900, 1200)


def written(folder: Path, each: int) -> None:
    """Write `each` images for every format and kind, and as many sheets of several codes for each format."""
    for name in FORMATS:
        (folder / f"{name}-1").mkdir(parents=True, exist_ok=True)
        for kind, change in KINDS.items():
            for number in range(each):
                seed = f"{name}/{kind}/{number}"
                text = _content(name, random.Random(seed))
                module = random.Random(seed).uniform(2.2, 4.5)
                gray = change(_symbol(name, text), module / DRAWN, np.random.default_rng(list(seed.encode())))
                stem = folder / f"{name}-1" / f"{kind}_{number}"
                cv2.imwrite(str(stem) + ".png", gray)
                Path(f"{stem}.txt").write_text(text, "utf-8")
    (folder / MULTIPLE).mkdir(exist_ok=True)
    for number in range(each * len(FORMATS)):
        sheet, texts = _sheet(random.Random(f"{MULTIPLE}/{number}"))
        cv2.imwrite(str(folder / MULTIPLE / f"{number}.png"), sheet)
        (folder / MULTIPLE / f"{number}.json").write_text(json.dumps(texts), "utf-8")


def _content(name: str, choose: random.Random) -> str:
    digits = "".join(choose.choices(string.digits, k=13))
    letters = "".join(choose.choices(string.ascii_uppercase + string.digits, k=choose.randint(6, 14)))
    if name == "qrcode":
        return choose.choice((f"https://u.wechat.com/{letters}", "".join(choose.choices(HANZI, k=12)), f"SN:{digits}"))
    if name in ("ean13", "upca", "itf"):
        return _checked({"ean13": "69" + digits[:10], "upca": digits[:11], "itf": digits}[name])
    return letters


def _checked(digits: str) -> str:
    """Append the check digit of GS1 numbers: weights 3, 1, 3, ... from the right."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def _symbol(name: str, text: str) -> Gray:
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, FORMATS[name]))
    gray = np.array(barcode.to_image(scale=DRAWN, add_quiet_zones=True), np.uint8)
    if name not in TWO_DIMENSIONAL:
        bars = gray[gray.shape[0] // 3]
        gray = np.pad(
            np.repeat(bars[None], len(bars) // 3, axis=0), ((4 * DRAWN, 4 * DRAWN), (0, 0)), constant_values=255
        )
    return np.pad(gray, 4 * DRAWN, constant_values=255)


def _sheet(choose: random.Random) -> tuple[Gray, list[str]]:
    """Return a sheet with three to six codes in a grid, each turned a little or by quarters."""
    sheet = np.full(SHEET, 225, np.uint8)
    cells = choose.sample([(x, y) for x in (20, 415, 810) for y in (30, 460)], choose.randint(3, 6))
    texts = []
    for x, y in cells:
        name = choose.choice(list(FORMATS))
        texts.append(_content(name, choose))
        small = damage.turned(_symbol(name, texts[-1]), choose.choice((0, 90, 180, choose.uniform(-15, 15))), 225)
        scale = 370 / max(small.shape)
        small = cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
        sheet[y : y + small.shape[0], x : x + small.shape[1]] = small
    return sheet, texts
