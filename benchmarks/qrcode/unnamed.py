"""python -m benchmarks.qrcode.unnamed [--each 250]: texts of codes that name no charset, through symbols.

Seeded texts of each group are written as bytes into symbols of the four two-dimensional formats in turn, and read.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import zxingcpp

from benchmarks.qrcode import labels
from benchmarks.qrcode.peers import Elsewhere, available
from benchmarks.qrcode.readers import Gray

FORMATS = ("QRCode", "DataMatrix", "Aztec", "PDF417")
Maker = Callable[[random.Random], str]


@dataclass(frozen=True)
class Group:
    """A kind of text, the codec that it is written in, and how one is made."""

    name: str
    codec: str
    make: Maker


def main() -> None:
    """Read every group and print how many came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=250, help="texts a group (default 250)")
    Elsewhere.options(parser)
    options = parser.parse_args()
    each, peers = options.each, available(Elsewhere.chosen(options))
    print("| bytes | texts, wrong of them: | " + " | ".join(peer.name for peer in peers) + " |")
    print("| --- | --- |" + " ---: |" * len(peers))
    for group in groups():
        wrong = dict.fromkeys((peer.name for peer in peers), 0)
        for number, text in enumerate(seeded(group, each)):
            gray = drawn(text.encode(group.codec), FORMATS[number % len(FORMATS)])
            for peer in peers:
                wrong[peer.name] += peer.read(gray) != [text]
        cells = " | ".join(f"{count}/{each}" for count in wrong.values())
        print(f"| {group.codec} | {group.name} | {cells} |", flush=True)


def seeded(group: Group, each: int) -> Iterator[str]:
    """Yield `each` texts that the group's codec has; the same ones every time."""
    choose = random.Random(f"{group.name}/{group.codec}")
    while each:
        text = group.make(choose)
        if _writable(text, group.codec):
            each -= 1
            yield text


def drawn(content: bytes, format_: str) -> Gray:
    """Draw bytes without a charset: letters of Latin-1 are written so; C1 controls only with the ECI of binary data."""
    plain = not any(0x80 <= byte < 0xA0 for byte in content)
    written = content.decode("latin-1") if plain else content
    barcode = zxingcpp.create_barcode(written, getattr(zxingcpp.BarcodeFormat, format_))
    return np.pad(np.array(barcode.to_image(scale=3, add_quiet_zones=True), np.uint8), 12, constant_values=255)


def groups() -> list[Group]:
    """Return every group: ten of ordinary Chinese in GBK, then what is rarer, other charsets, and UTF-8."""
    ordinary: dict[str, Maker] = {
        "names of 2": lambda choose: _name(choose, labels.SURNAMES, labels.GIVEN, 1),
        "names of 3": lambda choose: _name(choose, labels.SURNAMES, labels.GIVEN, 2),
        "names as given today": lambda choose: _name(choose, labels.SURNAMES, labels.RECENT, 2),
        "8 of the 3755 common hanzi": lambda choose: "".join(choose.choices(_hanzi(range(0xB0, 0xD8)), k=8)),
        "sentences and marks": lambda choose: (
            choose.choice(labels.SENTENCES) + choose.choice("，。、；！？") + _goods(choose)
        ),
        "x：y": lambda choose: choose.choice(labels.KEYS) + "：" + _goods(choose),
        "goods and numbers": lambda choose: _goods(choose) + _number(choose) + choose.choice(("克", "ml", "箱", "")),
        "addresses": lambda choose: (
            choose.choice(labels.PLACES) + choose.choice(labels.STREETS) + _number(choose) + "号"
        ),
        "ASCII and a name": lambda choose: _serial(choose) + _name(choose, labels.SURNAMES, labels.GIVEN, 2),
        "李·四": lambda choose: choose.choice(labels.SURNAMES) + "·" + choose.choice(labels.GIVEN),
    }
    rare: dict[str, Maker] = {
        "names, a rare hanzi of GB 2312": lambda choose: _rare(choose, _hanzi(range(0xD8, 0xF8))),
        "names, a rare hanzi of names": lambda choose: _rare(choose, labels.RARE),
        "ASCII and a common hanzi": lambda choose: _serial(choose) + choose.choice(_hanzi(range(0xB0, 0xD8))),
        "ASCII and a rare hanzi": lambda choose: _serial(choose) + choose.choice(labels.RARE),
    }
    older: dict[str, Maker] = {
        "traditional names": lambda choose: _name(choose, labels.TRADITIONAL_NAMES, labels.TRADITIONAL_GIVEN, 2),
        "traditional labels": lambda choose: choose.choice(labels.TRADITIONAL) + choose.choice(("", _number(choose))),
    }
    others = [
        *(Group(name, "big5", make) for name, make in older.items()),
        Group("Japanese", "cp932", _listed(labels.JAPANESE)),
        Group("ASCII and Chinese, as Zint writes it", "cp932", lambda choose: _serial(choose) + _goods(choose)),
        Group("half-width kana", "cp932", _listed(labels.HALF_WIDTH)),
        Group("Korean", "cp949", _listed(labels.KOREAN)),
        Group("Russian", "cp1251", _listed(labels.RUSSIAN)),
        Group("western words", "cp1252", _listed(labels.WESTERN)),
        Group("quotes, euro", "cp1252", _listed(labels.TYPOGRAPHY)),
    ]
    chinese = [Group(name, "gbk", make) for name, make in {**ordinary, **rare, **older}.items()]
    every: list[Group] = [*chinese, *others]
    unicode = Group("all of these", "utf-8", lambda choose: choose.choice(every).make(choose))
    return [*every, *[Group(f"{unicode.name}, {part}", "utf-8", unicode.make) for part in range(1, 5)]]


def _name(choose: random.Random, surnames: str, given: str, length: int) -> str:
    return choose.choice(surnames) + "".join(choose.choices(given, k=length))


def _rare(choose: random.Random, hanzi: str) -> str:
    return choose.choice(labels.SURNAMES) + choose.choice(hanzi) + choose.choice(("", choose.choice(labels.GIVEN)))


def _goods(choose: random.Random) -> str:
    return choose.choice(labels.GOODS)


def _number(choose: random.Random) -> str:
    return str(choose.randint(1, 999))


def _serial(choose: random.Random) -> str:
    return "".join(choose.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=choose.randint(3, 8)))


def _listed(texts: tuple[str, ...]) -> Maker:
    """Return a maker of one text, or two, or one beside a number."""

    def make(choose: random.Random) -> str:
        more = choose.choice(("", " " + choose.choice(texts), " " + _number(choose)))
        return choose.choice(texts) + more

    return make


def _hanzi(leads: range) -> str:
    """Return the hanzi in rows of GB 2312: from B0 on the common ones, from D8 on the rare ones."""
    codes = (bytes((lead, trail)) for lead in leads for trail in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", "ignore") for code in codes)


def _writable(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
