"""QR codes as phones see them: the hard set's damage, and styles, glare, bends and torn corners."""

import random
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from benchmarks.qrcode import hardset
from benchmarks.qrcode.drawing import Case, content, symbol
from benchmarks.qrcode.readers import Gray

FORMAT = "QR_CODE"
MODULE = hardset.DRAWN
QUIET = 4
EACH = 12


def cases() -> Iterator[Case]:
    """Yield every kind of damage, at 2.2 to 4.5 pixels a module, and every style, at 8."""
    for kind, damaged in hardset.KINDS.items():
        for number in range(EACH):
            name = f"quality/{kind}/{number}"
            choose = random.Random(name)
            text = content(FORMAT, choose)
            drawn = np.pad(symbol(FORMAT, text, MODULE, QUIET), 4 * MODULE, constant_values=255)
            scale = choose.uniform(2.2, 4.5) / MODULE
            yield Case(name, kind, damaged(drawn, scale, np.random.default_rng(list(name.encode()))), [text], FORMAT)
    for kind, styled in STYLES.items():
        for number in range(EACH):
            name = f"quality/{kind}/{number}"
            choose = random.Random(name)
            text = content(FORMAT, choose)
            yield Case(name, kind, styled(symbol(FORMAT, text, MODULE, QUIET), choose), [text], FORMAT)


def _round(gray: Gray, choose: random.Random) -> Gray:
    """Draw modules as dots of 70 to 100% of their width, finders as rings."""
    side = gray.shape[0] // MODULE
    cells = gray[MODULE // 2 :: MODULE, MODULE // 2 :: MODULE] < 128
    drawn = np.full(gray.shape, 255, np.uint8)
    radius = choose.uniform(0.35, 0.5) * MODULE
    finders = [(QUIET, QUIET), (side - QUIET - 7, QUIET), (QUIET, side - QUIET - 7)]
    for y, x in np.argwhere(cells).tolist():
        if not any(left <= x < left + 7 and top <= y < top + 7 for left, top in finders):
            _disc(drawn, x + 0.5, y + 0.5, radius, 0)
    for left, top in finders:
        for width, level in ((3.5, 0), (2.5, 255), (1.5, 0)):
            _disc(drawn, left + 3.5, top + 3.5, width * MODULE, level)
    return drawn


def _disc(drawn: Gray, x: float, y: float, radius: float, level: int) -> None:
    centre = (round(x * MODULE * 16), round(y * MODULE * 16))
    cv2.circle(drawn, centre, round(radius * 16), level, -1, cv2.LINE_AA, 4)


def _logo(gray: Gray, choose: random.Random) -> Gray:
    """Lay a picture over 4 to 7% of the middle."""
    marked = gray.copy()
    half = int(choose.uniform(0.1, 0.135) * (gray.shape[0] - 2 * QUIET * MODULE))
    middle = gray.shape[0] // 2
    cv2.rectangle(marked, (middle - half, middle - half), (middle + half, middle + half), 255, -1)
    cv2.circle(marked, (middle, middle), int(half * 0.8), choose.randint(40, 180), -1)
    return marked


def _glare(gray: Gray, choose: random.Random) -> Gray:
    """Wash out a spot of a quarter of the width, softly."""
    size = gray.shape[0]
    y, x = np.mgrid[:size, :size].astype(np.float32)
    at = [choose.uniform(0.35, 0.65) * size for _ in range(2)]
    spot = np.exp(-(((y - at[0]) ** 2 + (x - at[1]) ** 2) / (2 * (0.09 * size) ** 2)))
    return np.asarray(np.clip(30 + gray * 0.6 + 260 * spot, 0, 255)).astype(np.uint8)


def _bent(gray: Gray, choose: random.Random) -> Gray:
    """Wrap around an upright cylinder, of which 30 to 45 degrees are seen to each side."""
    half = np.radians(choose.uniform(30, 45))
    size = gray.shape[0]
    y, x = np.mgrid[:size, :size].astype(np.float32)
    angle = np.arcsin(np.clip((x / size * 2 - 1) * np.sin(half), -1, 1)) / half
    return cv2.remap(gray, ((angle + 1) / 2 * size).astype(np.float32), y, cv2.INTER_LINEAR).astype(np.uint8)


def _torn(gray: Gray, choose: random.Random) -> Gray:
    """Tear off a corner across, and with it 2.5 to 4.5 modules of both sides of a finder."""
    torn = gray.copy()
    reach = round((2 * QUIET + choose.uniform(2.5, 4.5)) * MODULE)
    corner = np.array([[0, 0], [reach, 0], [0, reach]], np.int32)
    cv2.fillPoly(torn, [corner], 255)
    return np.rot90(torn, choose.randrange(4)).copy()


def _faint(gray: Gray, choose: random.Random) -> Gray:
    """Leave 4 to 8 grey levels, without noise."""
    low = choose.randint(60, 180)
    return np.where(gray < 128, low, low + choose.randint(4, 8)).astype(np.uint8)


def _worn(gray: Gray, choose: random.Random) -> Gray:
    """Rub off specks of half a module on 6% of it, finders too."""
    worn = gray.copy()
    size = MODULE // 2
    for _ in range(int(0.06 * gray.size / size**2)):
        y, x = choose.randrange(gray.shape[0]), choose.randrange(gray.shape[1])
        worn[y : y + size, x : x + size] = 255
    return worn


def _narrow(gray: Gray, choose: random.Random) -> Gray:
    """Cut the quiet zone to a module, on a busy ground."""
    code = gray[(QUIET - 1) * MODULE : (1 - QUIET) * MODULE, (QUIET - 1) * MODULE : (1 - QUIET) * MODULE]
    coarse = np.random.default_rng(choose.getrandbits(32)).integers(0, 200, (12, 12), np.uint8)
    ground = cv2.resize(coarse, (code.shape[1] + 200, code.shape[0] + 200), interpolation=cv2.INTER_CUBIC)
    ground[100:-100, 100:-100] = code
    return ground.astype(np.uint8)


STYLES: dict[str, Callable[[Gray, random.Random], Gray]] = {
    "round": _round,
    "logo": _logo,
    "glare": _glare,
    "bent": _bent,
    "torn corner": _torn,
    "faint": _faint,
    "worn": _worn,
    "busy ground": _narrow,
}
